package io.holter.trainer.network;

/** What the graph computes, computed slowly and in double precision: for tests. */
public final class PlainForwardPass {

    private final Normalisation normalisation;
    private final DenseNetwork network;

    public PlainForwardPass(Normalisation normalisation, DenseNetwork network) {
        this.normalisation = normalisation;
        this.network = network;
    }

    /** A window in normalised units. */
    public double[] normalised(float[] window) {
        double[] x = new double[window.length];
        for (int i = 0; i < x.length; i++) {
            int c = i % normalisation.offsets().length;
            x[i] = ((double) window[i] - normalisation.offsets()[c])
                    / normalisation.scales()[c];
        }
        return x;
    }

    public double[] code(float[] window) {
        return run(normalised(window), 0, network.layers().size() / 2);
    }

    public double[] reconstruction(double[] code) {
        double[] answer =
                run(code, network.layers().size() / 2, network.layers().size());
        for (int i = 0; i < answer.length; i++) {
            int c = i % normalisation.offsets().length;
            answer[i] = answer[i] * normalisation.scales()[c] + normalisation.offsets()[c];
        }
        return answer;
    }

    /** Error of each channel. */
    public double[] channelErrors(float[] window) {
        double[] x = normalised(window);
        double[] answer = run(
                run(x, 0, network.layers().size() / 2),
                network.layers().size() / 2,
                network.layers().size());
        int channels = normalisation.offsets().length;
        double[] errors = new double[channels];
        for (int i = 0; i < x.length; i++) {
            errors[i % channels] += Math.pow(answer[i] - x[i], 2) / (x.length / channels);
        }
        return errors;
    }

    /** Error of the window. */
    public double error(float[] window) {
        double sum = 0;
        for (double error : channelErrors(window)) {
            sum += error;
        }
        return sum / normalisation.offsets().length;
    }

    private double[] run(double[] input, int from, int to) {
        double[] x = input;
        for (int l = from; l < to; l++) {
            DenseNetwork.Layer layer = network.layers().get(l);
            double[] y = new double[layer.biases().length];
            for (int j = 0; j < y.length; j++) {
                double sum = layer.biases()[j];
                for (int i = 0; i < x.length; i++) {
                    sum += x[i] * layer.weights()[i][j];
                }
                boolean last = l == network.layers().size() - 1;
                y[j] = last ? sum : Math.max(0, sum);
            }
            x = y;
        }
        return x;
    }
}
