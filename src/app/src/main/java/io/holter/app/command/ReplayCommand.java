// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.kafka.ReplayedSeries;
import io.holter.app.kafka.Topics;
import io.holter.app.kafka.WindowProducer;
import io.holter.app.process.Pace;
import io.holter.app.process.StopSignal;
import io.holter.core.Count;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataWindow;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.data.option.DataOptions;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.schemas.Sample;
import io.holter.schemas.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Windows from files into a topic. */
@Command(
        name = "replay",
        description = {
            "Sends the windows of data files to a topic, or their samples; labels go with them as the tag label, normal or anomaly."
                    + " Ctrl-C stops it early.",
            "Times and names of series are those of the data: of Avro windows, of --time-column and the file's name,"
                    + " of a WFDB record. Without times, the last window of each series ends now, and none later."
        },
        footer = {
            "",
            "Example:",
            "  holter replay --data ecg.csv.gz --label last --normal 1 \\",
            "    --bootstrap localhost:9092 --topic holter.windows --rate 200 --series 20"
        })
@Under(Heading.LOAD)
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration LINGER = Duration.ofMillis(5);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    @Mixin
    private DataOptions data;

    @Mixin
    private KafkaOptions kafka;

    @Under(Heading.KAFKA)
    @Option(names = "--topic", required = true, paramLabel = "T", description = "Topic to send to; must exist.")
    private String topic;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Values.Rate.class,
            description = "Windows per second. Default: as fast as possible.")
    private Double rate;

    @Option(
            names = "--samples",
            description =
                    "Send samples, for a job with source.kind = samples: each window is a block of them, so that --window N says"
                            + " how long blocks are, and --rate how many are sent a second.")
    private boolean samples;

    @Option(
            names = "--series",
            paramLabel = "N",
            converter = Values.Count.class,
            description = "Spread the windows over N series, round-robin, called series-01 and so on. Default: the"
                    + " names in the data, or else one series.")
    private Integer series;

    @Option(
            names = "--fresh-times",
            description = "Date the windows as if the data had no times: the last one of each series ends now.")
    private boolean freshTimes;

    @Option(
            names = "--sample-rate",
            paramLabel = "HZ",
            converter = Values.Rate.class,
            description = "Samples per second and channel, where the data does not say. Windows without times then"
                    + " follow one another; without it they start one second apart.")
    private Double sampleRate;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;
    private final SentWindows sent = new SentWindows();

    /**
     * @param stop what ends the replay early
     */
    public ReplayCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireBlocks();
        Map<String, String> client = kafka.client();
        try (WindowStream windows = data.open()) {
            Topics.require(client, List.of(topic));
            stop.attend();
            try (WindowProducer producer = new WindowProducer(client, topic, LINGER)) {
                send(windows, producer);
                producer.flush();
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(sent.describe(topic));
        out.flush();
        sent.remark(Instant.now()).ifPresent(data.remarks());
        return 0;
    }

    /** Blocks follow one another, with a known rate between their samples. */
    private void requireBlocks() {
        Slicing slicing = data.format().slicing();
        if (samples && (slicing == null || slicing.stride() != slicing.window())) {
            throw new ParameterException(
                    spec.commandLine(), "--samples goes with --window N, the length of a block, and without --stride");
        }
    }

    private ReplayedSeries series(WindowStream windows, DataWindow first) throws IOException {
        ReplayedSeries.Choice choice = new ReplayedSeries.Choice(series == null ? 0 : series, freshTimes);
        float hz = sampleRate == null ? windows.signal().sampleRate() : sampleRate.floatValue();
        boolean counted = !choice.isDated(first.recorded()) && canBeReadTwice();
        return new ReplayedSeries(choice, hz, counted ? count(choice) : null, Instant.now());
    }

    /** Only a file is sure to be there a second time, and to end. */
    private boolean canBeReadTwice() {
        return data.sources().stream()
                .allMatch(source -> !source.contains("://")
                        && (!Files.exists(Path.of(source))
                                || Files.isRegularFile(Path.of(source))
                                || Files.isDirectory(Path.of(source))));
    }

    private ReplayedSeries.Counts count(ReplayedSeries.Choice choice) throws IOException {
        ReplayedSeries.Counts counts = new ReplayedSeries.Counts();
        try (WindowStream windows = WindowFiles.open(data.sources(), data.format(), remark -> {})) {
            DataWindow window = windows.next();
            while (window != null && !stop.isRequested()) {
                counts.add(choice, window.recorded());
                window = windows.next();
            }
        }
        return counts;
    }

    private static Sample block(Window window) {
        return new Sample(
                window.getSeries(),
                window.getStart(),
                window.getSampleRate(),
                window.getChannels(),
                window.getValues(),
                window.getTags());
    }

    private static Map<String, String> tag(DataWindow window) {
        return Map.of("label", window.anomaly() ? "anomaly" : "normal");
    }

    /** Sends windows one after another until the last or the wish to stop, and says how that comes along. */
    private void send(WindowStream windows, WindowProducer producer) throws IOException, InterruptedException {
        Pace pace = new Pace(rate == null ? Double.POSITIVE_INFINITY : rate, stop);
        Duration reported = Duration.ZERO;
        boolean labelled = data.format().labels().present();
        ReplayedSeries replayed = null;
        while (pace.awaitNext()) {
            DataWindow window = windows.next();
            if (window == null) {
                break;
            }
            if (replayed == null) {
                replayed = series(windows, window);
            }
            Window dated = replayed.next(window, windows.shape(), labelled ? tag(window) : Map.of(), Instant.now());
            if (samples) {
                producer.send(block(dated));
            } else {
                producer.send(dated);
            }
            sent.add(dated);
            Duration elapsed = pace.elapsed();
            if (elapsed.minus(reported).compareTo(REPORT_EVERY) >= 0) {
                reported = elapsed;
                PrintWriter err = spec.commandLine().getErr();
                String windowsSent = Count.of(sent.windows(), "window");
                err.printf(
                        Locale.ROOT,
                        "%s, %.0f per second%n",
                        windowsSent,
                        sent.windows() * 1000.0 / elapsed.toMillis());
                err.flush();
            }
        }
    }
}
