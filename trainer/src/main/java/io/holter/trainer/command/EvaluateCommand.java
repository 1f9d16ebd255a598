package io.holter.trainer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holter.core.quality.Confusion;
import io.holter.model.Model;
import io.holter.schemas.ModelCard;
import io.holter.trainer.data.DataFormat;
import io.holter.trainer.data.WindowFiles;
import io.holter.trainer.data.WindowSet;
import io.holter.trainer.evaluation.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evaluate}: quality of a model on labelled windows. */
@Command(
        name = "evaluate",
        description = "Measures a model on labelled windows, at the threshold that its card states.",
        footer = {
            "",
            "Example:",
            "  holter evaluate --model models/beats --data test.csv --label last --normal 1 --json quality.json"
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "Model directory.")
    private Path model;

    @Mixin
    private DataOptions data;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file as well.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        DataFormat format = data.format();
        if (!format.labels().present()) {
            throw new ParameterException(
                    spec.commandLine(), "evaluate needs labels: --normal LABEL, and for rows --label first or last");
        }
        try (Model opened = Model.open(model)) {
            WindowSet windows = WindowFiles.read(data.sources(), format, data.remarks());
            Evaluation evaluation = Evaluation.of(
                    opened, windows, String.join(", ", windows.signal().sources()));
            print(opened.card(), windows, evaluation);
            if (json != null) {
                Files.writeString(json, JSON.writeValueAsString(evaluation.figures()) + "\n");
            }
        }
        return 0;
    }

    private void print(ModelCard card, WindowSet windows, Evaluation evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("model      %s %s%n", card.getName(), card.getVersion());
        out.printf(
                "data       %s: %d windows, %d of them anomalies%n",
                String.join(", ", windows.signal().sources()), evaluation.windows(), evaluation.anomalies());
        out.printf("%nAUROC      %s%n", figure(evaluation.auroc()));
        out.printf("AUPRC      %s%n", figure(evaluation.auprc()));
        out.printf(Locale.ROOT, "%nAt the card's threshold of %.4g:%n%n", evaluation.threshold());
        out.println("positive   precision  recall      F1");
        row(out, "anomaly", evaluation.confusion());
        row(out, "normal", evaluation.confusion().normalAsPositive());
        out.printf("%naccuracy   %s%n%n", figure(evaluation.confusion().accuracy()));
        Confusion confusion = evaluation.confusion();
        out.println("               called anomaly  called normal");
        out.printf("anomalies      %14d  %13d%n", confusion.truePositives(), confusion.falseNegatives());
        out.printf("normal windows %14d  %13d%n", confusion.falsePositives(), confusion.trueNegatives());
        out.println();
        out.println("The positive class is anomaly unless a row says otherwise.");
        out.flush();
    }

    private static void row(PrintWriter out, String positive, Confusion confusion) {
        out.printf(
                "%-9s  %9s  %6s  %6s%n",
                positive, figure(confusion.precision()), figure(confusion.recall()), figure(confusion.f1()));
    }

    /** A dash where there is nothing to say, as without anomalies. */
    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
