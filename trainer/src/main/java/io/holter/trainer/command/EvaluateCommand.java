// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holter.core.Count;
import io.holter.core.Escaped;
import io.holter.core.file.WholeFile;
import io.holter.core.threshold.PolicySettings;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.option.Choice;
import io.holter.data.option.DataOptions;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.data.set.AbsurdReadings;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Baselines;
import io.holter.trainer.evaluation.CardCheck;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.Scorer;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evaluate}: quality of a model on labelled windows. */
@Command(
        name = "evaluate",
        description = "Measures a model on labelled windows, at the threshold on its card.",
        footer = {
            "",
            "Example:",
            "  holter evaluate --model models/beats --data test.csv \\",
            "    --label last --normal 1 --train train.csv",
            "  holter evaluate --model models/beats --data test.csv \\",
            "    --label last --normal 1 --json quality.json --report quality.html"
        })
@Under(Heading.BASELINES)
public final class EvaluateCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--train",
            arity = "1..*",
            paramLabel = "FILE",
            description = "The data the model was trained on, given like --data. Baselines (mean, pca, nn, knn) are"
                    + " fitted to its normal windows and measured beside the model. Do not give the evaluation"
                    + " data here.")
    private List<String> train = new ArrayList<>();

    @Option(
            names = "--train-labels",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Label files for --train, one per source. Without them, and with --labels for --data,"
                    + " every window of --train counts as normal.")
    private List<String> trainLabels = new ArrayList<>();

    @Option(
            names = "--train-unlabelled",
            description = "The --train data has no labels; every window of it counts as normal.")
    private boolean trainUnlabelled;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of what baselines draw where there are too many windows. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Under(Heading.OUTPUT)
    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file as JSON.")
    private Path json;

    @Under(Heading.OUTPUT)
    @Option(names = "--report", paramLabel = "FILE", description = "Write a self-contained HTML report to this file.")
    private Path report;

    @Under(Heading.OUTPUT)
    @Option(
            names = "--scores",
            paramLabel = "FILE",
            description = "Write the score of every window to this file: CSV with window, series, sample, anomaly and"
                    + " score.")
    private Path scores;

    @Under(Heading.OUTPUT)
    @Option(
            names = "--policy",
            paramLabel = "rolling|fixed",
            converter = PolicyChoice.class,
            description = "The job's policy to measure beside the card's threshold, with its default settings, over the"
                    + " windows in their order, each file or series by itself. Given, precision, recall, f1 and"
                    + " falseAlarmsPer1000 in the JSON are its. Default: rolling.")
    private String policy;

    @Override
    public Integer call() throws IOException {
        DataFormat format = data.format();
        if (!format.labels().present()) {
            throw new ParameterException(
                    spec.commandLine(), "evaluate needs labels: --normal LABEL, and for rows --label first or last");
        }
        if (report != null) {
            Report.requirePlace(report);
        }
        if (!trainLabels.isEmpty() && (train.isEmpty() || format.labels().place() != LabelPlace.FILE)) {
            throw new ParameterException(spec.commandLine(), "--train-labels goes with --train and --labels");
        }
        if (trainUnlabelled && (train.isEmpty() || !trainLabels.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--train-unlabelled goes with --train, and not with --train-labels");
        }
        try (Model opened = model.open()) {
            WindowSet windows = CardCheck.fit(opened, data.read(), data.remarks());
            tell(windows);
            Evaluation evaluation = Evaluation.of(opened, windows, baselines(opened, format), policy());
            print(opened.card(), windows, evaluation);
            if (report != null) {
                String sources = String.join(", ", windows.signal().sources());
                Report.of(opened, windows, evaluation, sources).write(report);
            }
            if (scores != null) {
                ScoreTable.write(scores, windows, evaluation.model().scores());
            }
            if (json != null) {
                Map<String, Object> figures = evaluation.figures();
                if (policy != null) {
                    figures.putAll(evaluation.inStream().figures());
                }
                figures.put("data", GeometryText.figures(windows));
                WholeFile.write(json, JSON.writeValueAsString(figures) + "\n");
            }
        }
        return 0;
    }

    private PolicySettings policy() {
        Map<String, String> settings = policy == null ? Map.of() : Map.of(PolicySettings.POLICY, policy);
        return PolicySettings.read(settings, "--policy");
    }

    private List<Scorer> baselines(Model opened, DataFormat format) throws IOException {
        if (train.isEmpty()) {
            return List.of();
        }
        WindowSet read = WindowFiles.read(train, format.withLabels(labelsOfTraining(format)), data.remarks());
        WindowSet normal = CardCheck.fit(opened, read, data.remarks()).normal();
        AbsurdReadings absurd = AbsurdReadings.in(normal);
        if (!absurd.isEmpty()) {
            data.remarks().accept(sources(normal) + ": " + absurd.describe() + "; baselines leave these windows out");
        }
        return Baselines.fit(absurd.without(), Normalisation.Kind.of(opened.card()), seed);
    }

    /** Says what was found; absurd readings are scored as everything else is. */
    private void tell(WindowSet windows) {
        spec.commandLine().getErr().println("data: " + Escaped.of(GeometryText.of(windows)));
        AbsurdReadings absurd = AbsurdReadings.in(windows);
        if (!absurd.isEmpty()) {
            data.remarks().accept(sources(windows) + ": " + absurd.describe() + "; scored like any other");
        }
    }

    private static String sources(WindowSet windows) {
        return String.join(", ", windows.signal().sources());
    }

    private Labels labelsOfTraining(DataFormat format) {
        Labels labels = format.labels();
        if (!trainLabels.isEmpty()) {
            return new Labels(LabelPlace.FILE, labels.normal(), trainLabels);
        }
        return trainUnlabelled || labels.place() == LabelPlace.FILE ? Labels.NONE : labels;
    }

    static final class PolicyChoice implements ITypeConverter<String> {

        @Override
        public String convert(String value) {
            List<String> names = List.of(PolicySettings.Rolling.NAME, PolicySettings.Fixed.NAME);
            return Choice.of(value, names, name -> name);
        }
    }

    private void print(ModelCard card, WindowSet windows, Evaluation evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("model      %s %s%n", Escaped.of(card.getName()), Escaped.of(card.getVersion()));
        out.printf(
                "data       %s: %s, %d of them anomalies%n%n",
                Escaped.of(String.join(", ", windows.signal().sources())),
                Count.of(evaluation.windows(), "window"),
                evaluation.anomalies());
        out.print(EvaluationText.of(evaluation));
        out.flush();
    }
}
