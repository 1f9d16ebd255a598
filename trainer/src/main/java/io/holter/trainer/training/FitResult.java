// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Weights;
import java.util.List;

/**
 * What fitting gave.
 *
 * @param weights the fitted weights
 * @param history what was measured after each epoch; empty for a model that is fitted exactly
 * @param kept number of the epoch whose weights these are, from 1; 0 without epochs
 */
public record FitResult(Weights weights, List<EpochLoss> history, int kept) {

    /**
     * An epoch.
     *
     * @param loss mean loss over its training windows, each measured before its step
     * @param validationLoss mean loss over the held-out windows after it
     */
    public record EpochLoss(double loss, double validationLoss) {}

    public FitResult {
        history = List.copyOf(history);
    }
}
