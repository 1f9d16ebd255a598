package io.holter.trainer;

import io.holter.trainer.network.Loss;
import java.util.List;

/**
 * How a network is built and fitted.
 *
 * @param hidden widths of the encoder's layers, the last being the code; the decoder mirrors them
 * @param loss what is minimised
 * @param epochs passes over the training windows, 1 or more
 * @param batch windows in a step, 1 or more
 * @param validation share of the normal windows that is held out, above 0 and below 1: the weights never see them, and
 *     the card's error sketch and threshold come from them alone
 * @param seed seed of weights, order and split
 */
public record TrainingSettings(List<Integer> hidden, Loss loss, int epochs, int batch, double validation, long seed) {

    /** Defaults: 32,16,8, squared error, 100 epochs of batches of 64, a fifth held out. */
    public static final TrainingSettings DEFAULT = new TrainingSettings(List.of(32, 16, 8), Loss.MSE, 100, 64, 0.2, 1);

    public TrainingSettings {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("at least one hidden layer, each of width 1 or more, got " + hidden);
        }
        if (epochs < 1 || batch < 1) {
            throw new IllegalArgumentException("epochs and batch are 1 or more, got " + epochs + " and " + batch);
        }
        if (!(validation > 0 && validation < 1)) {
            throw new IllegalArgumentException("the validation share lies between 0 and 1, got " + validation);
        }
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
