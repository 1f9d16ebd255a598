// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.data.set.AbsurdReadings;
import io.holter.data.set.ChannelSpread;
import io.holter.data.set.WindowSet;
import io.holter.trainer.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What windows are worth training on: readings that no sensor means are left out, and something has to change. */
@Under(Heading.TRAINING)
public final class TrainingDataOptions {

    /** Of more windows than this share the rest is too few to learn from. */
    private static final double NEARLY_ALL = 0.9;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--keep-absurd",
            description = "Train on windows with readings far beyond all others as well, which are left out otherwise.")
    private boolean keepAbsurd;

    @Option(
            names = "--allow-constant",
            description = "Train even where the data is constant, and any change at all will be an anomaly.")
    private boolean allowConstant;

    /**
     * The windows to train with, anomalies among them where there are labels. Says what they are, and what was left out.
     *
     * @throws WrongArtefactException if there is nothing to learn from them
     */
    WindowSet usable(WindowSet windows) {
        say("data: " + GeometryText.of(windows));
        WindowSet kept = leaveOut(windows);
        WindowSet normal = kept.normal();
        if (kept.size() < windows.size() && normal.size() < Trainer.MIN_WINDOWS) {
            throw new WrongArtefactException(
                    sources(windows),
                    "at least " + Trainer.MIN_WINDOWS + " normal windows without such readings, or --keep-absurd",
                    String.valueOf(normal.size()));
        }
        if (normal.size() >= Trainer.MIN_WINDOWS) {
            requireChange(normal);
        }
        return kept;
    }

    private WindowSet leaveOut(WindowSet windows) {
        AbsurdReadings absurd = AbsurdReadings.in(windows.normal());
        if (absurd.isEmpty()) {
            return windows;
        }
        String line = sources(windows) + ": " + absurd.describe();
        if (keepAbsurd) {
            say("holter: " + line + "; trained on all the same");
            return windows;
        }
        say("holter: " + line + "; these windows are left out of training, unless --keep-absurd is given");
        int[] normal = IntStream.range(0, windows.size())
                .filter(i -> !windows.isAnomaly(i))
                .toArray();
        boolean[] out = new boolean[windows.size()];
        for (int i = 0; i < normal.length; i++) {
            out[normal[i]] = absurd.isIn(i);
        }
        return windows.where(i -> !out[i]);
    }

    private void requireChange(WindowSet normal) {
        List<ChannelSpread> constant = Arrays.stream(ChannelSpread.of(normal))
                .filter(ChannelSpread::isConstant)
                .toList();
        boolean all = constant.size() == normal.shape().channels();
        int equal = ChannelSpread.countEqual(normal);
        if ((all || equal == normal.size()) && !allowConstant) {
            throw new WrongArtefactException(
                    sources(normal),
                    "training windows that differ, or --allow-constant",
                    all ? constant.get(0).describe() : Count.of(normal.size(), "window") + " that are all equal");
        }
        if (!constant.isEmpty()) {
            say("holter: " + sources(normal) + ": " + constant.get(0).describe()
                    + (constant.size() > 1 ? "; so are " + (constant.size() - 1) + " more" : "")
                    + "; neither its scale nor its share of a threshold mean anything");
        }
        if (!all) {
            tellOfSameness(normal, equal);
        }
    }

    private void tellOfSameness(WindowSet normal, int equal) {
        String all = " of " + Count.of(normal.size(), "window");
        int flat = normal.shape().length() > 1 ? ChannelSpread.countFlat(normal) : 0;
        if (equal > NEARLY_ALL * normal.size()) {
            say("holter: " + sources(normal) + ": " + equal + all
                    + " are equal: any change at all will be an anomaly, and the threshold means little");
        } else if (flat > NEARLY_ALL * normal.size()) {
            say("holter: " + sources(normal) + ": in " + flat + all
                    + " nothing changes: levels are all that can be learned, and the threshold means little");
        }
    }

    /** After training: says if what was left of the windows is constant, so that the threshold means nothing. */
    void tellOfTraining(WindowSet training) {
        if (!allowConstant && Arrays.stream(ChannelSpread.of(training)).allMatch(ChannelSpread::isConstant)) {
            say("holter: " + sources(training) + ": all but a few windows are constant: the threshold means nothing");
        }
    }

    private static String sources(WindowSet windows) {
        return String.join(", ", windows.signal().sources());
    }

    private void say(String line) {
        command.commandLine().getErr().println(line);
        command.commandLine().getErr().flush();
    }
}
