// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import io.holter.data.set.WindowSet;
import io.holter.schemas.ModelCard;
import io.holter.trainer.network.Ensemble;
import io.holter.trainer.network.LinearArchitecture;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.training.FitResult;
import io.holter.trainer.training.TrainingSettings;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a fit: weights, and the windows behind them.
 *
 * @param normalisation units in which it works
 * @param fit its weights, and how they came about
 * @param training windows that the weights were fitted to
 * @param heldOut windows that they have not seen and that are taken for normal
 * @param contaminated whether windows beside these were taken for abnormal
 */
record TrainedModel(
        Normalisation normalisation, FitResult fit, WindowSet training, WindowSet heldOut, boolean contaminated) {

    /** Writes to a card what was trained and how. */
    void describe(ModelCard card, TrainingSettings settings, Ensemble ensemble) {
        Map<String, String> options = settings.describe();
        boolean exact = settings.architecture() instanceof LinearArchitecture;
        card.setArchitecture(settings.architecture().name());
        card.setLayers(ensemble.network().widths());
        card.setCodeWidth(ensemble.codeWidth());
        card.setParameters(fit.weights().count());
        card.setLoss(exact ? "" : options.get("loss"));
        card.setScoreError(options.get("error"));
        card.setScore(settings.objective().score().cardName());
        card.setNormalisation(normalisation.describe());
        card.setNormalisationKind(settings.objective().normalisation().cardName());
        card.setSeed(settings.seed());
        card.setSettings(options);
        card.setTrainingWindows(training.size());
        card.setBatch(exact ? 0 : settings.optimisation().batch());
        List<FitResult.EpochLoss> history = fit.history();
        card.setEpochs(history.size());
        card.setTrainingLosses(history.stream().map(FitResult.EpochLoss::loss).toList());
        card.setValidationLosses(
                history.stream().map(FitResult.EpochLoss::validationLoss).toList());
        if (fit.kept() > 0) {
            card.setTrainingLoss(history.get(fit.kept() - 1).loss());
            card.setValidationLoss(history.get(fit.kept() - 1).validationLoss());
        }
    }
}
