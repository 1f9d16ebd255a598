// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

/** Told how training comes along, in the training thread. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (epoch, epochs, loss, validationLoss) -> {};

    /**
     * An epoch is over.
     *
     * @param epoch epochs done, from 1
     * @param epochs epochs in all
     * @param loss mean loss over the epoch's training windows, each measured before its step
     * @param validationLoss mean loss over the held-out windows after the epoch
     */
    void epoch(int epoch, int epochs, double loss, double validationLoss);
}
