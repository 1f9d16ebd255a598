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
    private static final int MOST_COMPONENTS = 2;

    /** Windows that components are fitted to, at most: enough for a few directions. */
    private static final int MOST_FITTED = 4096;

    private final WindowSet windows;
    private final Normalisation normalisation;
    private final double most;
    private final long seed;

    private RobustSelection(WindowSet windows, Normalisation normalisation, double most, long seed) {
        this.windows = windows;
        this.normalisation = normalisation;
        this.most = most;
        this.seed = seed;
    }

    /**
     * The windows that are taken for normal.
     *
     * @param windows at least one, raw units
     * @param most largest share of anomalies among them, 0 to below 0.5
     */
    public static WindowSet normal(WindowSet windows, Normalisation normalisation, double most, long seed) {
        double[] errors = new RobustSelection(windows, normalisation, most, seed).errors();
        double limit = Contamination.limit(errors, most);
        return windows.where(i -> errors[i] <= limit);
    }

    /** The errors of all windows by components of the majority. */
    private double[] errors() {
        List<float[]> sample = List.copyOf(normalisation.normalised(sample().windows()));
        int components = Math.min(MOST_COMPONENTS, windows.shape().size() / 4);
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
        return errors(normalisation.normalised(windows.windows()), fit);
    }

    private WindowSet sample() {
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
