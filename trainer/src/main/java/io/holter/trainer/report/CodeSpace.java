// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.model.Model;
import io.holter.trainer.linear.LinearFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Codes of some windows, seen along the two directions in which they vary most.
 *
 * @param normal [first component, second component] of normal windows (of any, without labels), at most
 *     {@value #MAX_OF_A_CLASS}; where a code has one value, [that value, error]
 * @param anomalous the same of anomalies
 * @param width values of a code; 0 for a model without one, which has no points
 * @param explained share of the variance of these codes that the picture shows, 0 to 1
 */
record CodeSpace(List<double[]> normal, List<double[]> anomalous, int width, double explained) {

    static final int MAX_OF_A_CLASS = 1000;

    /** Wider codes are fitted by as many windows at most: the time grows with the third power of the smaller number. */
    private static final int WIDE = 500;

    private static final int BATCH_VALUES = 1 << 20;

    static CodeSpace of(Model model, Scored scored) {
        int width = model.codeWidth();
        if (width == 0) {
            return new CodeSpace(List.of(), List.of(), 0, 0);
        }
        int most = width > WIDE ? WIDE / 2 : MAX_OF_A_CLASS;
        List<Coded> coded = new ArrayList<>();
        for (boolean anomalous : new boolean[] {false, true}) {
            coded.addAll(encode(model, scored, spread(scored.members(anomalous), most)));
        }
        LinearFit fit = coded.isEmpty()
                ? null
                : LinearFit.of(coded.stream().map(Coded::code).toList(), width == 1 ? 0 : 2);
        List<double[]> normal = new ArrayList<>();
        List<double[]> anomalous = new ArrayList<>();
        for (Coded one : coded) {
            double[] point = width == 1
                    ? new double[] {one.code[0], scored.errors()[one.window]}
                    : new double[] {along(fit, one.code, 0), along(fit, one.code, 1)};
            (scored.windows().isAnomaly(one.window) ? anomalous : normal).add(Wording.rounded(point));
        }
        return new CodeSpace(normal, anomalous, width, fit == null || width == 1 ? 1 : fit.explained());
    }

    /** A window and its code, all of it finite. */
    private record Coded(int window, float[] code) {}

    /** So many windows, evenly spread over their order. */
    private static int[] spread(int[] windows, int most) {
        int count = Math.min(most, windows.length);
        return IntStream.range(0, count)
                .map(i -> windows[(int) ((long) i * windows.length / count)])
                .toArray();
    }

    private static List<Coded> encode(Model model, Scored scored, int[] windows) {
        int size = model.shape().size();
        int width = model.codeWidth();
        List<Coded> coded = new ArrayList<>();
        int batch = Math.max(1, Math.min(windows.length, BATCH_VALUES / size));
        float[] values = new float[batch * size];
        for (int from = 0; from < windows.length; from += batch) {
            int count = Math.min(batch, windows.length - from);
            for (int i = 0; i < count; i++) {
                scored.windows().copy(windows[from + i], values, i * size);
            }
            float[] codes = model.encode(values, count);
            for (int i = 0; i < count; i++) {
                float[] code = Arrays.copyOfRange(codes, i * width, (i + 1) * width);
                if (IntStream.range(0, width).allMatch(j -> Float.isFinite(code[j]))
                        && Double.isFinite(scored.errors()[windows[from + i]])) {
                    coded.add(new Coded(windows[from + i], code));
                }
            }
        }
        return coded;
    }

    private static double along(LinearFit fit, float[] code, int component) {
        if (component >= fit.components().length) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < code.length; i++) {
            sum += fit.components()[component][i] * ((double) code[i] - fit.mean()[i]);
        }
        return sum;
    }
}
