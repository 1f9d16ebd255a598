// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One channel of an example window, as it was and as the model reconstructed it, in raw units; thinned to at most
 * {@value #MAX_SAMPLES} samples, of each stretch the lowest and the highest of the input.
 *
 * @param channel name of the channel
 * @param unit its unit, empty where unknown
 * @param at numbers of the samples shown, rising
 * @param input the values there
 * @param expected the reconstruction there
 */
record Trace(String channel, String unit, int[] at, double[] input, double[] expected) {

    static final int MAX_SAMPLES = 600;

    /**
     * One channel of a window.
     *
     * @param input float[length × channels], time-major
     * @param expected as input
     */
    static Trace of(String name, String unit, float[] input, float[] expected, int channel, int channels) {
        int length = input.length / channels;
        int[] at = length <= MAX_SAMPLES
                ? IntStream.range(0, length).toArray()
                : extremes(i -> input[i * channels + channel], length);
        return new Trace(
                name,
                unit,
                at,
                Arrays.stream(at)
                        .mapToDouble(i -> Wording.rounded(input[i * channels + channel]))
                        .toArray(),
                Arrays.stream(at)
                        .mapToDouble(i -> Wording.rounded(expected[i * channels + channel]))
                        .toArray());
    }

    private interface Values {
        float at(int sample);
    }

    private static int[] extremes(Values values, int length) {
        int stretches = MAX_SAMPLES / 2;
        IntStream.Builder at = IntStream.builder();
        for (int s = 0; s < stretches; s++) {
            int from = (int) ((long) s * length / stretches);
            int to = (int) ((long) (s + 1) * length / stretches);
            int lowest = from;
            int highest = from;
            for (int i = from; i < to; i++) {
                lowest = values.at(i) < values.at(lowest) ? i : lowest;
                highest = values.at(i) > values.at(highest) ? i : highest;
            }
            // Always two of a stretch, so that points stay evenly spread over time.
            at.add(lowest == highest ? from : Math.min(lowest, highest));
            at.add(lowest == highest ? to - 1 : Math.max(lowest, highest));
        }
        return at.build().toArray();
    }
}
