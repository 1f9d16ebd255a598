// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.demo.Demo;
import io.holter.app.demo.DemoConsole;
import io.holter.app.demo.DemoData;
import io.holter.app.demo.GeneratedDemoData;
import io.holter.app.demo.RecordedDemoData;
import io.holter.app.process.StopSignal;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.option.Heading;
import io.holter.data.option.LabelOption;
import io.holter.data.option.Under;
import io.holter.data.set.WindowSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole of Holter at work on one machine. */
@Command(
        name = "demo",
        description = "Runs everything on this machine: trains a model, starts a Kafka broker and the job,"
                + " replays heartbeats with abnormal ones and corrupt records among them, prints the alerts"
                + " and a summary. Ctrl-C stops it and leaves nothing behind.",
        footer = {
            "",
            "Example, on generated heartbeats and on windows of your own:",
            "  holter demo",
            "  holter demo --data ecg.csv.gz --label last --normal 1"
        })
@Under(Heading.LOAD)
public final class DemoCommand implements Callable<Integer> {

    private static final Duration GENERATED_FOR = Duration.ofSeconds(60);
    private static final Duration RECORDED_FOR = Duration.ofDays(10_000);

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Values.Span.class,
            description = "How long to replay, for example 90s or 5m. Default: 60s; with --data until all windows"
                    + " are sent.")
    private Duration atMost;

    @Option(
            names = "--series",
            paramLabel = "N",
            defaultValue = "20",
            converter = Values.Count.class,
            description = "Series, such as patients. Default: ${DEFAULT-VALUE}.")
    private int series;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            converter = Values.Rate.class,
            description = "Windows per second over all series. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--anomalies",
            paramLabel = "SHARE",
            converter = Values.Share.class,
            description = "Share of generated heartbeats that are abnormal. Default: 0.03.")
    private Double anomalies;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Under(Heading.OUTPUT)
    @Option(names = "--headless", description = "Show no progress and serve no Flink page.")
    private boolean headless;

    @Under(Heading.OUTPUT)
    @Option(names = "--json", paramLabel = "FILE", description = "Also write the summary to this file as JSON.")
    private Path json;

    @Under(Heading.DATA)
    @Option(
            names = "--data",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Use windows from these files instead of generated heartbeats, in any format that train"
                    + " reads whole windows from. The model trains on one half; the other half is replayed.")
    private List<String> data;

    @Under(Heading.LABELS)
    @Option(
            names = "--label",
            paramLabel = "first|last|folder|tag:NAME|none",
            converter = LabelOption.Converter.class,
            description = "Where --data has its labels, as for train. Default: none.")
    private LabelOption label;

    @Under(Heading.LABELS)
    @Option(names = "--normal", paramLabel = "VALUE", description = "Label of the normal windows in --data.")
    private String normal;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;

    /**
     * @param stop what ends the demo early
     */
    public DemoCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireWritable(json);
        Demo.Load load = new Demo.Load(span(), rate, seed);
        DemoConsole console =
                new DemoConsole(spec.commandLine().getOut(), spec.commandLine().getErr(), headless);
        new Demo(demoData(), load, console, stop).run(json);
        return 0;
    }

    /** Found out now, rather than after the demo. */
    private static void requireWritable(Path file) throws IOException {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
                throw new IOException(file + ": cannot be written");
            }
        }
    }

    private Duration span() {
        if (atMost != null) {
            return atMost;
        }
        return data == null ? GENERATED_FOR : RECORDED_FOR;
    }

    private void remark(String line) {
        spec.commandLine().getErr().println("holter: " + line);
        spec.commandLine().getErr().flush();
    }

    private DemoData demoData() throws IOException {
        Instant start = Instant.now();
        if (data != null) {
            if (anomalies != null) {
                throw wrong("--anomalies is for generated heartbeats, not for --data");
            }
            WindowSet windows = WindowFiles.read(data, format(), this::remark);
            return new RecordedDemoData(windows, series, seed, start);
        }
        if (label != null || normal != null) {
            throw wrong("--label and --normal need --data as well");
        }
        return new GeneratedDemoData(series, anomalies == null ? 0.03 : anomalies, seed, start);
    }

    private DataFormat format() {
        LabelPlace place = label != null ? label.place() : normal == null ? LabelPlace.NONE : LabelPlace.OWN;
        try {
            List<String> ofNormal = normal == null ? List.of() : List.of(normal);
            return DataFormat.of(new Labels(place, ofNormal, List.of(), label == null ? null : label.name()));
        } catch (IllegalArgumentException e) {
            throw wrong("--label and --normal: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
