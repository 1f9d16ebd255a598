package io.holter.trainer.training;

import io.holter.trainer.data.WindowSet;
import io.holter.trainer.network.LinearFit;
import io.holter.trainer.network.Normalisation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Finds the normal windows in unlabelled data without having a model yet: principal components of the windows that they
 * reconstruct best, fitted again and again from the median window on, as in the concentration steps of the minimum
 * covariance determinant (Rousseeuw and Van Driessen, Technometrics 1999). Windows beyond the valley in the errors
 * ({@link Contamination}) are then left out.
 */
public final class RobustSelection {

    private static final int MOST_ROUNDS = 20;

    /** Few directions leave an anomaly more error than a normal window: with more, the hills run into one another. */
    private static final int MOST_COMPONENTS = 2;

    /** Windows that components are fitted to, at most: enough for a few directions. */
    private static final int MOST_FITTED = 4096;

    private final Normalisation normalisation;
    private final LinearFit fit;
    private final double limit;

    private RobustSelection(Normalisation normalisation, LinearFit fit, double limit) {
        this.normalisation = normalisation;
        this.fit = fit;
        this.limit = limit;
    }

    /**
     * Learns from windows which are normal.
     *
     * @param windows at least one, raw units
     * @param most largest share of anomalies among them, 0 to below 0.5
     */
    public static RobustSelection of(WindowSet windows, Normalisation normalisation, double most, long seed) {
        LinearFit fit = majority(normalisation.normalised(sample(windows, seed).windows()), most);
        double[] errors = errors(normalisation.normalised(windows.windows()), fit);
        return new RobustSelection(normalisation, fit, Contamination.limit(errors, most));
    }

    /** Those of some windows that are taken for normal, in their order. */
    public WindowSet normal(WindowSet windows) {
        if (limit == Double.POSITIVE_INFINITY) {
            return windows;
        }
        double[] errors = errors(normalisation.normalised(windows.windows()), fit);
        return windows.where(i -> errors[i] <= limit);
    }

    /** Components of the windows that they reconstruct best. */
    private static LinearFit majority(List<float[]> windows, double most) {
        List<float[]> sample = List.copyOf(windows);
        int components = Math.min(MOST_COMPONENTS, sample.get(0).length / 4);
        int majority = Math.max(1, (int) Math.ceil((1 - most) * sample.size()));
        LinearFit fit = new LinearFit(median(sample), new float[0][], new double[0], 0);
        int[] kept = {};
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int[] best = smallest(errors(sample, fit), majority);
            if (Arrays.equals(best, kept)) {
                break;
            }
            kept = best;
            fit = LinearFit.of(Arrays.stream(kept).mapToObj(sample::get).toList(), components);
        }
        return fit;
    }

    private static WindowSet sample(WindowSet windows, long seed) {
        if (windows.size() <= MOST_FITTED) {
            return windows;
        }
        return windows.subset(new Random(seed)
                .ints(0, windows.size())
                .distinct()
                .limit(MOST_FITTED)
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
