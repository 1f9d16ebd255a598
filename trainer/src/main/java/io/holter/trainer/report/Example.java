// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.model.Explanation;
import io.holter.model.Model;
import io.holter.schemas.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A window that a report shows, with its reconstruction.
 *
 * @param title what it stands for
 * @param place where it is from
 * @param error its error
 * @param alarm whether that is above the threshold
 * @param traces the channels with the largest errors, at most {@value #MAX_CHANNELS}, the largest first
 * @param channels channels of the window
 */
record Example(String title, String place, double error, boolean alarm, List<Trace> traces, int channels) {

    static final int MAX_CHANNELS = 4;

    /** Examples that belong together. */
    record Group(String heading, boolean anomalous, List<Example> examples) {}

    static List<Group> of(Model model, Scored scored) {
        return Picks.traces(scored).stream()
                .map(group -> new Group(
                        group.heading(),
                        group.anomalous(),
                        group.picks().stream()
                                .map(pick -> of(model, scored, pick))
                                .toList()))
                .toList();
    }

    private static Example of(Model model, Scored scored, Picks.Pick pick) {
        float[] input = scored.windows().window(pick.window());
        Explanation explanation = model.explain(input, 1);
        int channels = model.shape().channels();
        List<Channel> named = model.card().getChannels();
        List<Trace> traces = new ArrayList<>();
        IntStream.range(0, channels)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -explanation.channelErrors()[c]))
                .limit(MAX_CHANNELS)
                .forEach(c -> traces.add(Trace.of(
                        named.get(c).getName(),
                        named.get(c).getUnit(),
                        input,
                        explanation.reconstruction(),
                        c,
                        channels)));
        return new Example(
                pick.title(),
                scored.place(pick.window()),
                scored.errors()[pick.window()],
                scored.alarm(pick.window()),
                traces,
                channels);
    }
}
