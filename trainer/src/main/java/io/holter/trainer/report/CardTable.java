// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.schemas.Channel;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A card as tables that people read; a field that says nothing is left out. */
final class CardTable {

    /** A field. */
    record Row(String name, String value) {}

    /** Fields that belong together. */
    record Group(String heading, List<Row> rows) {}

    private final List<Group> groups = new ArrayList<>();
    private List<Row> rows;

    private CardTable() {}

    static List<Group> of(ModelCard card) {
        CardTable table = new CardTable();
        table.model(card);
        table.windows(card);
        table.training(card);
        table.errors(card);
        table.group("Every setting of the training");
        new TreeMap<>(card.getSettings()).forEach(table::row);
        return table.groups.stream().filter(group -> !group.rows().isEmpty()).toList();
    }

    private void model(ModelCard card) {
        group("Model");
        row("Name", card.getName());
        row("Version", card.getVersion());
        row("Created", card.getCreated().toString());
        row("Architecture", card.getArchitecture());
        row("Layers", card.getLayers().stream().map(String::valueOf).collect(Collectors.joining(" – ")));
        row("Code", card.getCodeWidth() == 0 ? "" : Wording.count(card.getCodeWidth(), "value", "values"));
        row("Parameters", card.getParameters() == 0 ? "" : String.format(Wording.LOCALE, "%,d", card.getParameters()));
        row("Trained by", card.getCodeRevision().isEmpty() ? "" : "Holter " + card.getCodeRevision());
        row("SavedModel, SHA-256", card.getSavedModelSha256());
    }

    private void windows(ModelCard card) {
        group("Windows");
        if (card.getHeight() > 0) {
            row("Images", card.getLength() / card.getHeight() + " × " + card.getHeight() + " pixels");
        } else {
            row("Length", Wording.count(card.getLength(), "sample", "samples"));
        }
        row("Channels", card.getChannels().stream().map(CardTable::channel).collect(Collectors.joining(", ")));
        if (card.getSampleRate() > 0) {
            row("Sample rate", Wording.number(card.getSampleRate()) + " Hz");
            row("Duration", Wording.number(card.getLength() / (double) card.getSampleRate()) + " s");
        }
        row("From", String.join(", ", card.getDataSources()));
        row("Data, SHA-256", card.getDataFingerprint());
    }

    private void training(ModelCard card) {
        group("Training");
        row("Windows fitted to", String.format(Wording.LOCALE, "%,d", card.getTrainingWindows()));
        row("Windows held out", String.format(Wording.LOCALE, "%,d", card.getHeldOutWindows()));
        row("Normalisation", card.getNormalisation());
        row("Loss", card.getLoss());
        if (card.getEpochs() > 0) {
            row("Epochs", String.format(Wording.LOCALE, "%,d of batches of %,d", card.getEpochs(), card.getBatch()));
            row("Loss, training windows", Wording.number(card.getTrainingLoss()));
            row("Loss, held-out windows", Wording.number(card.getValidationLoss()));
        }
        row("Seed", String.valueOf(card.getSeed()));
    }

    private void errors(ModelCard card) {
        ErrorSketch errors = card.getErrors();
        group("Errors and threshold");
        row("Score of a window", card.getScore());
        row("Error of a window", "mean of the " + card.getScoreError() + " differences in normalised units");
        row("Threshold", Wording.number(card.getThreshold()));
        row("Rule", card.getThresholdRule());
        if (errors.getCount() > 0) {
            row("Mean", Wording.number(errors.getMean()));
            row("Standard deviation", Wording.number(errors.getStandardDeviation()));
            List<Double> levels = errors.getQuantileLevels();
            for (double level : new double[] {0.5, 0.9, 0.99, 1}) {
                int at = levels.indexOf(level);
                if (at >= 0 && at < errors.getQuantiles().size()) {
                    row(
                            Wording.percent(level) + " are at most",
                            Wording.number(errors.getQuantiles().get(at)));
                }
            }
        }
    }

    private static String channel(Channel channel) {
        return channel.getName() + (channel.getUnit().isEmpty() ? "" : " (" + channel.getUnit() + ")");
    }

    private void group(String heading) {
        rows = new ArrayList<>();
        groups.add(new Group(heading, rows));
    }

    private void row(String name, String value) {
        if (!value.isEmpty()) {
            rows.add(new Row(name, value));
        }
    }
}
