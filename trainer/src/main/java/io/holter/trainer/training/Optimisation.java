// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the loss is minimised: by Adam (Kingma and Ba, ICLR 2015), with weight decay apart from the gradient (Loshchilov
 * and Hutter, <em>Decoupled weight decay regularization</em>, ICLR 2019).
 *
 * @param epochs passes over the training windows; {@link #AUTOMATIC_EPOCHS} makes them depend on the data
 * @param batch windows in a step, 1 or more
 * @param rate learning rate
 * @param weightDecay share of each weight that a step takes away, times the learning rate; 0 or more
 * @param patience epochs without a smaller validation loss after which training ends and goes back to the best weights;
 *     0 runs all epochs and keeps the last
 */
public record Optimisation(int epochs, int batch, LearningRate rate, double weightDecay, int patience) {

    /** As many epochs as fitting needs: 100, but not fewer than 2,000 steps nor many more than 50,000. */
    public static final int AUTOMATIC_EPOCHS = 0;

    /** Automatic epochs of batches of 64 at a rate of 0.001, without decay and to the end. */
    public static final Optimisation DEFAULT =
            new Optimisation(AUTOMATIC_EPOCHS, 64, LearningRate.constant(0.001), 0, 0);

    private static final int USUAL_EPOCHS = 100;
    private static final int MIN_STEPS = 2_000;
    private static final int MAX_STEPS = 50_000;

    public Optimisation {
        if (epochs < 0 || batch < 1) {
            throw new IllegalArgumentException("epochs and batch are 1 or more, got " + epochs + " and " + batch);
        }
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException("weight decay is 0 or more, got " + weightDecay);
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience is 0 epochs or more, got " + patience);
        }
    }

    /** The epochs that fitting to so many windows takes. */
    public int epochsFor(int trainingWindows) {
        if (epochs != AUTOMATIC_EPOCHS) {
            return epochs;
        }
        int steps = stepsFor(trainingWindows);
        int most = Math.max(1, MAX_STEPS / steps);
        return Math.min(most, Math.max(USUAL_EPOCHS, (MIN_STEPS + steps - 1) / steps));
    }

    /** Steps of an epoch over so many windows. */
    int stepsFor(int trainingWindows) {
        return Math.max(1, (trainingWindows + batch - 1) / batch);
    }

    /** The same with another number of epochs. */
    public Optimisation withEpochs(int other) {
        return new Optimisation(other, batch, rate, weightDecay, patience);
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("epochs", epochs == AUTOMATIC_EPOCHS ? "automatic" : String.valueOf(epochs));
        settings.put("batch", String.valueOf(batch));
        settings.put("learning-rate", rate.toString());
        settings.put("weight-decay", String.valueOf(weightDecay));
        settings.put("patience", String.valueOf(patience));
        return settings;
    }
}
