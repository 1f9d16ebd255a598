package io.holter.trainer;

import io.holter.trainer.network.Loss;
import java.util.List;

/**
 * How a network is built and fitted.
 *
 * @param hidden widths of the encoder's layers, the last being the code; the decoder mirrors them
 * @param loss what is minimised
 * @param epochs passes over the training windows; {@link #AUTOMATIC_EPOCHS} makes them depend on the data
 * @param batch windows in a step, 1 or more
 * @param validation share of the normal windows that is held out, above 0 and below 1: the weights never see them, and
 *     the card's error sketch and threshold come from them alone
 * @param seed seed of weights, order and split
 */
public record TrainingSettings(List<Integer> hidden, Loss loss, int epochs, int batch, double validation, long seed) {

    /** As many epochs as fitting needs: 100, or more where so few windows would give fewer than 2,000 steps. */
    public static final int AUTOMATIC_EPOCHS = 0;

    /** Defaults: 32,16,8, squared error, automatic epochs of batches of 64, a fifth held out. */
    public static final TrainingSettings DEFAULT =
            new TrainingSettings(List.of(32, 16, 8), Loss.MSE, AUTOMATIC_EPOCHS, 64, 0.2, 1);

    private static final int FEWEST_EPOCHS = 100;
    private static final int FEWEST_STEPS = 2_000;

    public TrainingSettings {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("at least one hidden layer, each of width 1 or more, got " + hidden);
        }
        if (epochs < 0 || batch < 1) {
            throw new IllegalArgumentException("epochs and batch are 1 or more, got " + epochs + " and " + batch);
        }
        if (!(validation > 0 && validation < 1)) {
            throw new IllegalArgumentException("the validation share lies between 0 and 1, got " + validation);
        }
    }

    /** The epochs that fitting to so many windows takes. */
    public int epochsFor(int trainingWindows) {
        if (epochs != AUTOMATIC_EPOCHS) {
            return epochs;
        }
        int steps = (trainingWindows + batch - 1) / batch;
        return Math.max(FEWEST_EPOCHS, (FEWEST_STEPS + steps - 1) / steps);
    }

    /** The same with another number of epochs. */
    public TrainingSettings withEpochs(int other) {
        return new TrainingSettings(hidden, loss, other, batch, validation, seed);
    }

    /** The same with another seed. */
    public TrainingSettings withSeed(long other) {
        return new TrainingSettings(hidden, loss, epochs, batch, validation, other);
    }
}
