// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Where normal windows lie, small enough to be carried in a model: the centres of k-means (Lloyd, <em>Least squares
 * quantization in PCM</em>, 1982) among the principal components of the windows.
 *
 * <p>With the mean m, the components V and the codes z = V·(x − m), the squared distance of a window x to the nearest
 * centre c is {@code ‖x − m‖² + min(‖c‖² − 2·c·z)}: that among the components, plus all that they leave of the window.
 *
 * @param mean float[size], the mean window
 * @param components float[k][size], orthonormal
 * @param centres float[count][k], codes; at least one
 */
public record Neighbourhood(float[] mean, float[][] components, float[][] centres) {

    /** Most components: with 8 of them the ranking suffers, and 32 bring nothing but work (decision 15). */
    private static final int MAX_COMPONENTS = 16;

    /** Most centres. With so many windows or fewer, each is a centre. */
    private static final int MAX_CENTRES = 256;

    /** Windows that are looked at, at most: enough for so many centres. */
    private static final int MAX_WINDOWS = 8192;

    /** Values of these windows together, at most: 64 MiB. */
    private static final int MAX_VALUES = 1 << 24;

    /** Windows of more values have their components computed from so many windows. */
    private static final int WIDEST = 1024;

    /** Lloyd's rounds: later ones move the centres little. */
    private static final int ROUNDS = 10;

    /** A centre of fewer than this share of the windows that a centre has on average is one of odd windows. */
    private static final double ODD = 0.25;

    public Neighbourhood {
        if (centres.length == 0) {
            throw new IllegalArgumentException("a neighbourhood has at least one centre");
        }
    }

    /**
     * Finds the centres.
     *
     * @param windows normal ones, at least one, each float[size], all in the same units
     * @param seed of what is drawn: the windows that are looked at where there are very many, and those that Lloyd's
     *     rounds start from. Both evenly: k-means++ prefers far windows, and makes odd ones centres of their own
     */
    public static Neighbourhood of(List<float[]> windows, long seed) {
        int size = windows.get(0).length;
        Random random = new Random(seed);
        List<float[]> some = drawn(windows, Math.min(MAX_WINDOWS, Math.max(1, MAX_VALUES / size)), random);
        LinearFit fit = LinearFit.of(size > WIDEST ? drawn(some, WIDEST, random) : some, MAX_COMPONENTS);
        List<float[]> codes = some.parallelStream().map(fit::code).toList();
        return new Neighbourhood(fit.mean(), fit.components(), centres(codes, random));
    }

    /** Squared distance of a window, float[size], to the nearest centre. */
    public double squaredDistance(float[] window) {
        LinearFit fit = new LinearFit(mean, components, new double[components.length], 0);
        float[] code = fit.code(window);
        double rest = fit.squaredError(window) * mean.length;
        return rest + squaredDistance(code, centres[nearest(code, centres)]);
    }

    private static List<float[]> drawn(List<float[]> windows, int most, Random random) {
        if (windows.size() <= most) {
            return List.copyOf(windows);
        }
        return random.ints(0, windows.size())
                .distinct()
                .limit(most)
                .sorted()
                .mapToObj(windows::get)
                .toList();
    }

    private static float[][] centres(List<float[]> codes, Random random) {
        if (codes.size() <= MAX_CENTRES) {
            return codes.toArray(float[][]::new);
        }
        float[][] centres = drawn(codes, MAX_CENTRES, random).toArray(float[][]::new);
        int[] members = new int[centres.length];
        for (int round = 0; round < ROUNDS; round++) {
            float[][] from = centres;
            int[] nearest =
                    codes.parallelStream().mapToInt(code -> nearest(code, from)).toArray();
            double[][] sums = new double[centres.length][codes.get(0).length];
            Arrays.fill(members, 0);
            for (int i = 0; i < nearest.length; i++) {
                members[nearest[i]]++;
                for (int j = 0; j < sums[0].length; j++) {
                    sums[nearest[i]][j] += codes.get(i)[j];
                }
            }
            float[][] moved = new float[centres.length][];
            for (int c = 0; c < moved.length; c++) {
                moved[c] = members[c] == 0 ? centres[c] : mean(sums[c], members[c]);
            }
            centres = moved;
        }
        return usual(centres, members, codes.size());
    }

    private static float[] mean(double[] sums, int count) {
        float[] mean = new float[sums.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) (sums[j] / count);
        }
        return mean;
    }

    /** Without the centres of odd windows, near which an anomaly would pass for normal. */
    private static float[][] usual(float[][] centres, int[] members, int windows) {
        int least = 1 + (int) (ODD * windows / centres.length);
        List<float[]> usual = new ArrayList<>();
        for (int c = 0; c < centres.length; c++) {
            if (members[c] >= least) {
                usual.add(centres[c]);
            }
        }
        // All of them, if windows are alike but for a few: then most centres are of one and the same place.
        return usual.isEmpty() ? centres : usual.toArray(float[][]::new);
    }

    private static int nearest(float[] code, float[][] centres) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double distance = squaredDistance(code, centres[c]);
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    private static double squaredDistance(float[] a, float[] b) {
        float sum = 0;
        for (int j = 0; j < a.length; j++) {
            float d = a[j] - b[j];
            sum += d * d;
        }
        return sum;
    }
}
