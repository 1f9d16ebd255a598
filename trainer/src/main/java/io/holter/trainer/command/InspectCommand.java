// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.Count;
import io.holter.core.Escaped;
import io.holter.model.Model;
import io.holter.schemas.Channel;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code inspect}: the card of a model, and that it agrees with the SavedModel. */
@Command(
        name = "inspect",
        description = "Prints a model's card and checks that it belongs to the SavedModel beside it.",
        footer = {"", "Example:", "  holter inspect --model models/beats"})
public final class InspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Override
    public Integer call() throws IOException {
        try (Model opened = model.open()) {
            print(opened.card());
        }
        return 0;
    }

    private void print(ModelCard card) {
        PrintWriter out = spec.commandLine().getOut();
        row(out, "name", card.getName());
        row(out, "version", card.getVersion());
        row(out, "created", card.getCreated().toString());
        row(
                out,
                "windows",
                Count.of(card.getLength(), "sample") + " × "
                        + Count.of(card.getChannels().size(), "channel") + rate(card));
        row(
                out,
                "channels",
                card.getChannels().stream().map(InspectCommand::channel).collect(Collectors.joining(", ")));
        row(
                out,
                "network",
                card.getArchitecture() + ", "
                        + card.getLayers().stream().map(String::valueOf).collect(Collectors.joining("-")));
        training(out, card);
        row(out, "data", String.join(", ", card.getDataSources()) + ", SHA-256 " + card.getDataFingerprint());
        row(out, "code", card.getCodeRevision());
        sketch(out, card.getErrors());
        row(out, "threshold", String.format(Locale.ROOT, "%.4g: %s", card.getThreshold(), card.getThresholdRule()));
        row(out, "SavedModel", "SHA-256 " + card.getSavedModelSha256());
        out.println();
        out.println("Card and SavedModel agree: hash, signatures, shapes, and a window scored.");
        out.flush();
    }

    private static void training(PrintWriter out, ModelCard card) {
        row(out, "normalised", card.getNormalisation());
        row(
                out,
                "training",
                Count.of(card.getTrainingWindows(), "window") + ", " + Count.of(card.getEpochs(), "epoch")
                        + " of batches of " + card.getBatch()
                        + ", seed " + card.getSeed());
        row(
                out,
                "loss",
                String.format(
                        Locale.ROOT,
                        "%s %.4g, %.4g on held-out windows",
                        card.getLoss(),
                        card.getTrainingLoss(),
                        card.getValidationLoss()));
    }

    private static void sketch(PrintWriter out, ErrorSketch sketch) {
        row(
                out,
                "errors",
                String.format(
                        Locale.ROOT,
                        "of %s: mean %.4g, standard deviation %.4g",
                        Count.of(sketch.getCount(), "held-out normal window"),
                        sketch.getMean(),
                        sketch.getStandardDeviation()));
        for (int i = 0; i < sketch.getQuantiles().size(); i++) {
            double level = 100 * sketch.getQuantileLevels().get(i);
            row(
                    out,
                    "",
                    String.format(
                            Locale.ROOT,
                            "%5.1f %%  %.4g",
                            level,
                            sketch.getQuantiles().get(i)));
        }
    }

    private static String rate(ModelCard card) {
        return card.getSampleRate() == 0 ? "" : " at " + card.getSampleRate() + " Hz";
    }

    private static String channel(Channel channel) {
        return channel.getUnit().isEmpty() ? channel.getName() : channel.getName() + " (" + channel.getUnit() + ")";
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("%-11s %s%n", name, Escaped.of(value));
    }
}
