// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.selection;

import io.holter.data.set.WindowSet;
import io.holter.trainer.linear.LinearFit;
import io.holter.trainer.linear.Neighbours;
import io.holter.trainer.network.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The search for the normal windows in unlabelled data, without a model yet.
 *
 * <ol>
 *   <li>What the majority looks like: principal components of the windows that they reconstruct best, fitted again and
 *       again from the median window on, as in the concentration steps of the minimum covariance determinant (Rousseeuw
 *       and Van Driessen, Technometrics 1999).
 *   <li>Where errors form a second hill, the windows beyond the valley before it are suspect ({@link Contamination}).
 *       Where there is none, all windows are normal; and so they are where suspects are many and not very unlike the
 *       others.
 *   <li>Suspects are abnormal windows of the kind that made the hill, and rare normal ones that it hides. Components of
 *       most suspects compete with components of the normal windows: a suspect belongs where it is reconstructed
 *       better, and both are fitted again until none changes sides (k-plane clustering: Bradley and Mangasarian,
 *       Journal of Global Optimization 2000).
 *   <li>Rare normal windows resemble one another. What is left and resembles nothing is an anomaly of no kind: windows
 *       with fewer than {@value #COMPANY} others about them (distance-based outliers: Knorr and Ng, VLDB 1998), where
 *       the distance is a multiple of the one within which nearly all windows that are no suspects have as many.
 * </ol>
 */
public final class RobustSelection {

    private static final int MAX_ROUNDS = 20;

    /** Few directions leave an anomaly more error than a normal window: with more, the hills run into one another. */
    private static final int MAX_COMPONENTS = 2;

    /** Windows that components are fitted to, at most: enough for a few directions. */
    private static final int MAX_FITTED = 4096;

    /** Values of these windows together, at most: 64 MiB, which are held twice. */
    private static final int MAX_VALUES = 1 << 24;

    /** Windows whose error is below this share of the variance of the signal are alike, of whatever kind they are. */
    private static final double MIN_DIFFERENCE = 0.05;

    /** A larger share of suspects than this may as well be another kind of normal windows. */
    private static final double MAX_OF_A_FEW = 0.1;

    /** What is left of so many suspects, by the majority's components, as a share of the variance of the signal. */
    private static final double MANY_DIFFER = 0.5;

    /** Fewest suspects that show a kind: components of fewer reconstruct them whatever they are. */
    private static final int MIN_OF_A_KIND = 8;

    /** Windows that a normal one resembles, at least. */
    private static final int COMPANY = 5;

    /** Of the windows that are no suspects, so many have their company within what is called near. */
    private static final double NEARLY_ALL = 0.95;

    /** How many times farther than near a window's company may be. */
    private static final double FARTHER = 2;

    /** A smaller share of anomalies, which is enough where components of the rest explain nearly all windows. */
    private static final double FEW = 0.3;

    /** They explain nearly all windows if this quantile of the errors is small. */
    private static final double QUANTILE = 0.9;

    /** So small, as a share of the variance of the signal. */
    private static final double EXPLAINED = 0.2;

    /** Trusts all windows. */
    private static final Predicate<float[]> ALL = window -> true;

    private final Normalisation normalisation;

    /** Of a normalised window. */
    private final Predicate<float[]> isNormal;

    /**
     * What suspects are told apart by.
     *
     * @param normal components of normal windows
     * @param abnormal components of the windows that are left out; null to leave out all suspects
     */
    private record Kinds(LinearFit normal, LinearFit abnormal) {

        boolean isNormal(float[] suspect) {
            return abnormal != null && normal.squaredError(suspect) < abnormal.squaredError(suspect);
        }
    }

    private RobustSelection(Normalisation normalisation, Predicate<float[]> isNormal) {
        this.normalisation = normalisation;
        this.isNormal = isNormal;
    }

    /**
     * Learns from windows which are normal.
     *
     * @param windows at least one, raw units
     * @param atMost largest share of anomalies among them, 0 to below 0.5
     */
    public static RobustSelection of(WindowSet windows, Normalisation normalisation, double atMost, long seed) {
        List<float[]> sample =
                List.copyOf(normalisation.normalised(sample(windows, seed).windows()));
        double variance = variance(sample);
        double few = Math.min(FEW, atMost);
        LinearFit ofMore = majority(sample, few);
        boolean isEnough = few == atMost || explains(ofMore, sample, variance);
        double most = isEnough ? few : atMost;
        LinearFit majority = isEnough ? ofMore : majority(sample, atMost);
        double[] errors = errors(normalisation.normalised(windows.windows()), majority);
        double alike = MIN_DIFFERENCE * variance;
        double limit = Contamination.limit(errors, most, alike);
        double[] suspect =
                Arrays.stream(errors).filter(error -> error > limit).sorted().toArray();
        boolean isMany = suspect.length > MAX_OF_A_FEW * errors.length;
        if (suspect.length == 0 || isMany && suspect[suspect.length / 2] < MANY_DIFFER * variance) {
            return new RobustSelection(normalisation, ALL);
        }
        Predicate<float[]> isUnsuspected = window -> majority.squaredError(window) <= limit;
        Predicate<float[]> isOfNormalKind = isUnsuspected.or(kinds(sample, majority, limit, most)::isNormal);
        Predicate<float[]> isInCompany =
                company(sample.stream().filter(isOfNormalKind).toList(), isUnsuspected, alike);
        return new RobustSelection(normalisation, isOfNormalKind.and(isInCompany));
    }

    /** Those of some windows that are taken for normal, in their order. */
    public WindowSet normal(WindowSet windows) {
        if (isNormal == ALL) {
            return windows;
        }
        List<float[]> normalised = normalisation.normalised(windows.windows());
        boolean[] kept = new boolean[normalised.size()];
        IntStream.range(0, kept.length).parallel().forEach(i -> kept[i] = isNormal.test(normalised.get(i)));
        return windows.where(i -> kept[i]);
    }

    /**
     * Whether components fitted to a larger share of the windows explain nearly all of them: then the windows that a
     * smaller share does not explain are another kind of normal ones, on which the first steps did not close.
     */
    private static boolean explains(LinearFit fit, List<float[]> sample, double variance) {
        double[] errors = errors(sample, fit);
        Arrays.sort(errors);
        return errors[(int) (QUANTILE * (errors.length - 1))] <= EXPLAINED * variance;
    }

    /** Whether a window has its company among some of normal kind, of which it is one itself or might be. */
    private static Predicate<float[]> company(List<float[]> normal, Predicate<float[]> isUnsuspected, double alike) {
        Neighbours neighbours = new Neighbours(normal, COMPANY + 1);
        double[] distances = normal.parallelStream()
                .filter(isUnsuspected)
                .mapToDouble(neighbours::farthest)
                .sorted()
                .toArray();
        double near = distances[(int) (NEARLY_ALL * (distances.length - 1))];
        double radius = Math.max(FARTHER * near, Math.sqrt(alike * normal.get(0).length));
        return window -> neighbours.areWithin(window, radius);
    }

    private static Kinds kinds(List<float[]> sample, LinearFit majority, double limit, double most) {
        List<float[]> suspects = new ArrayList<>();
        List<float[]> others = new ArrayList<>();
        sample.forEach(window -> (majority.squaredError(window) > limit ? suspects : others).add(window));
        Kinds kinds = new Kinds(majority, null);
        List<float[]> abnormal = suspects;
        for (int round = 0; round < MAX_ROUNDS && abnormal.size() >= MIN_OF_A_KIND; round++) {
            Kinds now = new Kinds(kinds.normal, majority(abnormal, most));
            List<float[]> next =
                    suspects.stream().filter(window -> !now.isNormal(window)).toList();
            kinds = now;
            if (next.equals(abnormal)) {
                break;
            }
            abnormal = next;
            List<float[]> normal = new ArrayList<>(others);
            suspects.stream().filter(now::isNormal).forEach(normal::add);
            kinds = new Kinds(LinearFit.of(normal, components(sample)), now.abnormal);
        }
        return kinds;
    }

    /** Components of the windows that they reconstruct best. */
    private static LinearFit majority(List<float[]> windows, double most) {
        int count = Math.max(1, (int) Math.ceil((1 - most) * windows.size()));
        LinearFit fit = new LinearFit(median(windows), new float[0][], new double[0], 0);
        int[] kept = {};
        for (int round = 0; round < MAX_ROUNDS; round++) {
            int[] best = smallest(errors(windows, fit), count);
            if (Arrays.equals(best, kept)) {
                break;
            }
            kept = best;
            fit = LinearFit.of(Arrays.stream(kept).mapToObj(windows::get).toList(), components(windows));
        }
        return fit;
    }

    private static int components(List<float[]> windows) {
        return Math.min(MAX_COMPONENTS, windows.get(0).length / 4);
    }

    private static WindowSet sample(WindowSet windows, long seed) {
        int most = Math.max(1, Math.min(MAX_FITTED, MAX_VALUES / windows.shape().size()));
        if (windows.size() <= most) {
            return windows;
        }
        return windows.subset(new Random(seed)
                .ints(0, windows.size())
                .distinct()
                .limit(most)
                .sorted()
                .toArray());
    }

    private static float[] median(List<float[]> windows) {
        float[] median = new float[windows.get(0).length];
        float[] values = new float[windows.size()];
        for (int t = 0; t < median.length; t++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = windows.get(i)[t];
            }
            Arrays.sort(values);
            median[t] = values[values.length / 2];
        }
        return median;
    }

    /** Variance of all values, of all windows together. */
    private static double variance(List<float[]> windows) {
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (float[] window : windows) {
            for (float value : window) {
                double distance = value - mean;
                mean += distance / ++count;
                squares += distance * (value - mean);
            }
        }
        return squares / count;
    }

    private static double[] errors(List<float[]> windows, LinearFit fit) {
        return IntStream.range(0, windows.size())
                .parallel()
                .mapToDouble(i -> fit.squaredError(windows.get(i)))
                .toArray();
    }

    /** The numbers of the smallest values, rising. */
    private static int[] smallest(double[] values, int count) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
