package io.holter.trainer.training;

import io.holter.trainer.network.DenseNetwork;

/**
 * What fitting gave.
 *
 * @param network the fitted weights
 * @param loss mean loss over the training windows in the last epoch
 * @param validationLoss mean loss over the held-out windows after it
 */
public record Fit(DenseNetwork network, double loss, double validationLoss) {}
