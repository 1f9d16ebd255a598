// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Baselines;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.network.Normalisation;
import java.io.IOException;
import java.nio.file.Path;

/** The report that a training leaves in the model directory. */
public final class TrainingReport {

    /** Windows that it shows at most: baselines compare each with thousands of training windows. */
    private static final int MAX_WINDOWS = 20_000;

    /** Wide windows are fewer: so many values together, but {@value #MIN_WINDOWS} windows at any rate. */
    private static final int MAX_VALUES = 1 << 22;

    private static final int MIN_WINDOWS = 2_000;

    /** Anomalies that are shown where there are so many, even if that is a larger share than of the normal windows. */
    private static final int MIN_ANOMALIES = 50;

    private TrainingReport() {}

    /**
     * Writes {@value ModelDirectory#REPORT} into a model directory that is otherwise whole and in its place. With
     * labels the share of anomalies that is shown is that of the normal windows that were held out, so that both are as
     * frequent as in the data, and baselines fitted to the training windows are measured beside the model.
     *
     * @param data all windows that the training was given
     * @param training those that the weights were fitted to
     * @param heldOut normal windows (any, without labels) that they were not fitted to, from the same data
     */
    public static void write(Path directory, WindowSet data, WindowSet training, WindowSet heldOut) throws IOException {
        try (Model model = Model.open(directory)) {
            ModelCard card = model.card();
            String sources = String.join(", ", card.getDataSources());
            int most = Math.min(
                    MAX_WINDOWS, Math.max(MIN_WINDOWS, MAX_VALUES / data.shape().size()));
            Report report;
            if (data.labelled() && data.anomalies() > 0) {
                WindowSet shown = drawn(heldOut.and(anomalies(data, heldOut, card.getSeed())), most, card.getSeed());
                Evaluation evaluation = Evaluation.of(
                        model, shown, Baselines.fit(training, Normalisation.Kind.of(card), card.getSeed()));
                report = Report.of(model, shown, evaluation, "held-out normal windows and anomalies of " + sources);
            } else {
                WindowSet shown = drawn(heldOut, most, card.getSeed());
                report = Report.unlabelled(model, shown, "windows of " + sources + " that were held out of training");
            }
            report.write(directory.resolve(ModelDirectory.REPORT));
        }
    }

    private static WindowSet anomalies(WindowSet data, WindowSet heldOut, long seed) {
        WindowSet anomalies = data.where(data::isAnomaly);
        double share = heldOut.size() / (double) (data.size() - anomalies.size());
        double least = Math.min(1, MIN_ANOMALIES / (double) anomalies.size());
        return anomalies.split(Math.min(1, Math.max(share, least)), seed).first();
    }

    private static WindowSet drawn(WindowSet windows, int most, long seed) {
        return windows.size() <= most
                ? windows
                : windows.split((double) most / windows.size(), seed).first();
    }
}
