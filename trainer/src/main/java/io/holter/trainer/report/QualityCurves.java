package io.holter.trainer.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ROC and precision–recall curves of a ranking by error, thinned to what a picture can show: at most {@value #MOST} points.
 *
 * @param roc [false positive rate, recall], from [0, 0] to [1, 1]
 * @param precisionRecall [recall, precision], recall rising
 * @param anomalyShare share of anomalies: the precision of a guess
 */
record QualityCurves(List<double[]> roc, List<double[]> precisionRecall, double anomalyShare) {

    static final int MOST = 800;

    private static final double STEP = 1.0 / 300;

    /** Of windows of both classes; ties in the error make one point. */
    static QualityCurves of(Scored scored) {
        double[] errors = scored.errors();
        int[] order = IntStream.range(0, errors.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -errors[i]))
                .mapToInt(i -> i)
                .toArray();
        double anomalies = scored.windows().anomalies();
        double normal = errors.length - anomalies;
        List<double[]> roc = new ArrayList<>(List.of(new double[] {0, 0}));
        List<double[]> precisionRecall = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < order.length; i++) {
            found += scored.windows().isAnomaly(order[i]) ? 1 : 0;
            boolean last = i + 1 == order.length;
            if (last || errors[order[i + 1]] != errors[order[i]]) {
                add(roc, new double[] {(i + 1 - found) / normal, found / anomalies}, last);
                if (found > 0) {
                    add(precisionRecall, new double[] {found / anomalies, found / (i + 1.0)}, last);
                }
            }
        }
        return new QualityCurves(roc, precisionRecall, anomalies / errors.length);
    }

    private static void add(List<double[]> curve, double[] point, boolean last) {
        double[] before = curve.isEmpty() ? new double[] {-1, -1} : curve.get(curve.size() - 1);
        double moved = Math.max(Math.abs(point[0] - before[0]), Math.abs(point[1] - before[1]));
        if (last || moved >= STEP && curve.size() < MOST - 1) {
            curve.add(Wording.rounded(point));
        }
    }
}
