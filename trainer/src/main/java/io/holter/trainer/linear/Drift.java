// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Directions in which normal windows drift, and how far they may: the position of a window x along direction dⱼ is
 * {@code zⱼ = dⱼ·(x − m)}, and {@code Σ clip(zⱼ, leastⱼ, greatestⱼ)·dⱼ} of it is drift. What lies beyond is not.
 *
 * @param mean float[size], the mean window m
 * @param directions float[k][size], orthonormal, at least one
 * @param least float[k], the lowest position along each that is drift
 * @param greatest float[k], the highest
 */
public record Drift(float[] mean, float[][] directions, float[] least, float[] greatest) {

    public Drift {
        if (directions.length == 0 || directions.length != least.length || directions.length != greatest.length) {
            throw new IllegalArgumentException("bounds for each of at least one direction, got " + directions.length
                    + ", " + least.length + " and " + greatest.length);
        }
        for (int j = 0; j < directions.length; j++) {
            if (directions[j].length != mean.length || !(least[j] <= greatest[j])) {
                throw new IllegalArgumentException("directions as long as the mean, and bounds that do not cross");
            }
        }
    }

    /**
     * Drift along given directions, as far as windows lie and as far again on either side.
     *
     * @param windows at least one, each float[size]
     */
    static Drift reaching(float[] mean, float[][] directions, List<float[]> windows) {
        float[] least = new float[directions.length];
        float[] greatest = new float[directions.length];
        for (int j = 0; j < directions.length; j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (float[] window : windows) {
                double z = position(mean, directions[j], window);
                low = Math.min(low, z);
                high = Math.max(high, z);
            }
            least[j] = (float) (low - (high - low));
            greatest[j] = (float) (high + (high - low));
        }
        return new Drift(mean, directions, least, greatest);
    }

    /**
     * The channels that carry most of a direction, or at least half as much as another.
     *
     * @param channels of the windows, whose values are time-major
     * @return their numbers, rising
     */
    public int[] channels(int channels) {
        return Arrays.stream(directions)
                .flatMapToInt(direction -> {
                    double[] shares = IntStream.range(0, channels)
                            .mapToDouble(c -> share(direction, c, channels))
                            .toArray();
                    double most = Arrays.stream(shares).max().orElse(0);
                    return IntStream.range(0, channels).filter(c -> shares[c] >= most / 2);
                })
                .sorted()
                .distinct()
                .toArray();
    }

    private static double share(float[] direction, int channel, int channels) {
        double share = 0;
        for (int i = channel; i < direction.length; i += channels) {
            share += direction[i] * direction[i];
        }
        return share;
    }

    /** Takes the drift out of a window, float[size], in place. */
    public void remove(float[] window) {
        double[] drift = new double[window.length];
        for (int j = 0; j < directions.length; j++) {
            double z = Math.max(least[j], Math.min(greatest[j], position(mean, directions[j], window)));
            for (int i = 0; i < drift.length; i++) {
                drift[i] += z * directions[j][i];
            }
        }
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) (window[i] - drift[i]);
        }
    }

    static double position(float[] mean, float[] direction, float[] window) {
        double z = 0;
        for (int i = 0; i < mean.length; i++) {
            z += direction[i] * ((double) window[i] - mean[i]);
        }
        return z;
    }
}
