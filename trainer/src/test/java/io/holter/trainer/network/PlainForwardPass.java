// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.trainer.training.TrainingSettings;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** What the graph computes, computed slowly and in double precision: for tests. */
public final class PlainForwardPass {

    private final TrainingSettings settings;
    private final Geometry geometry;
    private final Normalisation normalisation;
    private final PlainNetwork[] members;

    public PlainForwardPass(
            TrainingSettings settings, Geometry geometry, Normalisation normalisation, Weights weights) {
        this.settings = settings;
        this.geometry = geometry;
        this.normalisation = normalisation;
        this.members = new PlainNetwork[settings.members()];
        for (int m = 0; m < members.length; m++) {
            String prefix = members.length == 1 ? "" : "member" + (m + 1) + "/";
            members[m] = PlainNetwork.of(settings.architecture(), geometry, new PlainLayers(weights, prefix));
        }
    }

    /** A window in normalised units. */
    public double[] normalised(float[] window) {
        double[] x = new double[window.length];
        for (int c = 0; c < geometry.channels(); c++) {
            double[] line = line(window, c);
            for (int i = c; i < x.length; i += geometry.channels()) {
                x[i] = (window[i] - line[0]) / line[1];
            }
        }
        return x;
    }

    /** The codes of all members. */
    public double[] code(float[] window) {
        double[] x = normalised(window);
        return Arrays.stream(members)
                .map(m -> m.encode(x))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** The reconstruction of a window in raw units. */
    public double[] reconstruction(float[] window) {
        double[] answer = answer(code(window));
        for (int i = 0; i < answer.length; i++) {
            double[] line = line(window, i % geometry.channels());
            answer[i] = answer[i] * line[1] + line[0];
        }
        return answer;
    }

    /** What codes alone are decoded to: in raw units, unless each window was normalised by itself. */
    public double[] decoded(double[] code) {
        double[] answer = answer(code);
        if (normalisation instanceof AffineNormalisation affine) {
            for (int i = 0; i < answer.length; i++) {
                int c = i % geometry.channels();
                answer[i] = answer[i] * affine.scales()[c] + affine.offsets()[c];
            }
        }
        return answer;
    }

    /** Error of each channel. */
    public double[] channelErrors(float[] window) {
        double[] x = normalised(window);
        double[] answer = answer(code(window));
        double[] errors = new double[geometry.channels()];
        for (int i = 0; i < x.length; i++) {
            double d = Math.abs(answer[i] - x[i]);
            double error = settings.objective().error() == ScoreError.SQUARED ? d * d : d;
            errors[i % errors.length] += error / geometry.length();
        }
        return errors;
    }

    /** Error of the window. */
    public double error(float[] window) {
        return Arrays.stream(channelErrors(window)).average().orElseThrow();
    }

    /** Loss of the window, the mean over the members. */
    public double loss(float[] window) {
        double[] x = normalised(window);
        return Arrays.stream(members)
                .mapToDouble(m -> loss(m.decode(m.encode(x)), x))
                .average()
                .orElseThrow();
    }

    private double loss(double[] logits, double[] x) {
        double[] answer = output(logits);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += switch (settings.objective().loss()) {
                case MSE -> Math.pow(answer[i] - x[i], 2);
                case MAE -> Math.abs(answer[i] - x[i]);
                case BCE -> -x[i] * Math.log(answer[i]) - (1 - x[i]) * Math.log(1 - answer[i]);
            };
        }
        return sum / x.length;
    }

    /** The mean of what the members make of their parts of a code, normalised. */
    private double[] answer(double[] codes) {
        int width = codes.length / members.length;
        double[] mean = new double[geometry.size()];
        for (int m = 0; m < members.length; m++) {
            double[] answer = output(members[m].decode(Arrays.copyOfRange(codes, m * width, (m + 1) * width)));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += answer[i] / members.length;
            }
        }
        return mean;
    }

    private double[] output(double[] logits) {
        DoubleUnaryOperator function =
                settings.objective().output() == Output.SIGMOID ? x -> 1 / (1 + Math.exp(-x)) : x -> x;
        return DoubleStream.of(logits).map(function).toArray();
    }

    /** Offset and scale of a channel of a window. */
    private double[] line(float[] window, int channel) {
        if (normalisation instanceof AffineNormalisation affine) {
            return new double[] {affine.offsets()[channel], affine.scales()[channel]};
        }
        double mean = 0;
        double squares = 0;
        int n = geometry.length();
        for (int i = channel; i < window.length; i += geometry.channels()) {
            mean += window[i] / (double) n;
        }
        for (int i = channel; i < window.length; i += geometry.channels()) {
            squares += Math.pow(window[i] - mean, 2);
        }
        return new double[] {mean, Math.sqrt(squares / n) + ((WindowNormalisation) normalisation).floor()};
    }
}
