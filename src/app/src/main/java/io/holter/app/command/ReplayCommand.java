// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.kafka.RecordedSeries;
import io.holter.app.kafka.Topics;
import io.holter.app.kafka.WindowProducer;
import io.holter.app.process.Pace;
import io.holter.app.process.StopSignal;
import io.holter.data.DataWindow;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.data.option.DataOptions;
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
import picocli.CommandLine.Spec;

/** Windows from files into a topic. */
@Command(
        name = "replay",
        description =
                "Sends the windows of data files to a topic; labels go with them as the tag label, normal or anomaly."
                        + " Ctrl-C stops it early.",
        footer = {
            "",
            "Example:",
            "  holter replay --data ecg.csv.gz --label last --normal 1 \\",
            "    --bootstrap localhost:9092 --topic holter.windows --rate 200 --series 20"
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration LINGER = Duration.ofMillis(5);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    @Mixin
    private DataOptions data;

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--topic", required = true, paramLabel = "T", description = "Topic to send to; must exist.")
    private String topic;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Values.Rate.class,
            description = "Windows per second. Default: as fast as possible.")
    private Double rate;

    @Option(
            names = "--series",
            paramLabel = "N",
            defaultValue = "1",
            converter = Values.Count.class,
            description = "Number of series to spread the windows over, round-robin. Default: ${DEFAULT-VALUE}.")
    private int series;

    @Option(
            names = "--sample-rate",
            paramLabel = "HZ",
            converter = Values.Rate.class,
            description = "Samples per second and channel. The windows of a series then follow one another in time;"
                    + " without it they start one second apart. The last one ends now.")
    private Double sampleRate;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;

    /**
     * @param stop what ends the replay early
     */
    public ReplayCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> client = kafka.client();
        try (WindowStream windows = data.open()) {
            Topics.require(client, List.of(topic));
            stop.attend();
            long count = count();
            long sent;
            try (WindowProducer producer = new WindowProducer(client, topic, LINGER)) {
                sent = send(windows, count, producer);
                producer.flush();
            }
            PrintWriter out = spec.commandLine().getOut();
            out.printf(Locale.ROOT, "%d windows of %d series sent to %s%n", sent, Math.min(series, sent), topic);
            out.flush();
        }
        return 0;
    }

    /** How many windows there are, so that none is dated into the future; 0 where that can be read only once. */
    private long count() throws IOException {
        for (String source : data.sources()) {
            if (source.contains("://")
                    || Files.exists(Path.of(source))
                            && !Files.isRegularFile(Path.of(source))
                            && !Files.isDirectory(Path.of(source))) {
                return 0;
            }
        }
        long count = 0;
        try (WindowStream windows = WindowFiles.open(data.sources(), data.format(), remark -> {})) {
            while (!stop.isRequested() && windows.next() != null) {
                count++;
            }
        }
        return count;
    }

    private static Map<String, String> tag(DataWindow window) {
        return Map.of("label", window.anomaly() ? "anomaly" : "normal");
    }

    /** Sends windows one after another until the last or the wish to stop, and says how that comes along. */
    private long send(WindowStream windows, long count, WindowProducer producer)
            throws IOException, InterruptedException {
        Pace pace = new Pace(rate == null ? Double.POSITIVE_INFINITY : rate, stop);
        Duration reported = Duration.ZERO;
        RecordedSeries recorded = null;
        boolean labelled = data.format().labels().present();
        long sent = 0;
        while (pace.awaitNext()) {
            DataWindow window = windows.next();
            if (window == null) {
                break;
            }
            if (recorded == null) {
                float hz = sampleRate == null ? windows.signal().sampleRate() : sampleRate.floatValue();
                Instant start = RecordedSeries.startFor(
                        Instant.now(), count, series, windows.shape().length(), hz);
                recorded = new RecordedSeries(series, windows.shape().channels(), hz, start);
            }
            producer.send(recorded.next(window.values(), labelled ? tag(window) : Map.of()));
            sent++;
            Duration elapsed = pace.elapsed();
            if (elapsed.minus(reported).compareTo(REPORT_EVERY) >= 0) {
                reported = elapsed;
                PrintWriter err = spec.commandLine().getErr();
                err.printf(Locale.ROOT, "%d windows, %.0f per second%n", sent, sent / (elapsed.toMillis() / 1000.0));
                err.flush();
            }
        }
        return sent;
    }
}
