package io.holter.app.command;

import io.holter.app.Pace;
import io.holter.app.RecordedSeries;
import io.holter.app.StopSignal;
import io.holter.app.kafka.Topics;
import io.holter.app.kafka.WindowProducer;
import io.holter.schemas.Window;
import io.holter.trainer.command.DataOptions;
import io.holter.trainer.data.RowFormat;
import io.holter.trainer.data.WindowFiles;
import java.io.IOException;
import java.io.PrintWriter;
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
        description = "Sends the windows of data files to a topic, labels left out. Ctrl-C ends it early.",
        footer = {
            "",
            "Example:",
            "  holter replay --data ecg.csv.gz --label last --normal 1 --bootstrap localhost:9092 \\",
            "    --topic holter.windows --rate 200 --series 20"
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration LINGER = Duration.ofMillis(5);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    @Mixin
    private DataOptions data;

    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT",
            converter = Values.Bootstrap.class,
            description = "Kafka brokers, separated by commas.")
    private String bootstrap;

    @Option(names = "--topic", required = true, paramLabel = "T", description = "Topic to send to; must exist.")
    private String topic;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Values.Rate.class,
            description = "Windows a second. Default: as many as go.")
    private Double rate;

    @Option(
            names = "--series",
            paramLabel = "N",
            defaultValue = "1",
            converter = Values.Count.class,
            description = "Series to spread the windows over in turn. Default: ${DEFAULT-VALUE}.")
    private int series;

    @Option(
            names = "--sample-rate",
            paramLabel = "HZ",
            converter = Values.Rate.class,
            description = "Samples per second and channel: dates the windows of a series one after another, from now"
                    + " on. Without it they are dated a second apart.")
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
        RowFormat format = data.format();
        Topics.require(Map.of("bootstrap.servers", bootstrap), List.of(topic));
        RecordedSeries recorded = new RecordedSeries(
                series, format.channels(), sampleRate == null ? 0 : sampleRate.floatValue(), Instant.now());
        Pace pace = new Pace(rate == null ? Double.POSITIVE_INFINITY : rate, stop);
        Sending sending = new Sending(recorded, pace);
        stop.attend();
        try (WindowProducer producer = new WindowProducer(bootstrap, topic, LINGER)) {
            WindowFiles.forEach(data.sources(), format, (values, anomaly) -> sending.send(producer, values));
            producer.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d windows of %d series sent to %s%n",
                sending.sent,
                Math.min(series, sending.sent),
                topic);
        out.flush();
        return 0;
    }

    /** Sends rows one after another and says how that comes along. */
    private final class Sending {

        private final RecordedSeries recorded;
        private final Pace pace;
        private Duration reported = Duration.ZERO;
        private boolean stopped;
        private long sent;

        Sending(RecordedSeries recorded, Pace pace) {
            this.recorded = recorded;
            this.pace = pace;
        }

        void send(WindowProducer producer, float[] values) throws IOException {
            try {
                stopped = stopped || !pace.awaitNext();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
            if (stopped) {
                return;
            }
            Window window = recorded.next(values);
            producer.send(window);
            sent++;
            report();
        }

        private void report() {
            Duration elapsed = pace.elapsed();
            if (elapsed.minus(reported).compareTo(REPORT_EVERY) >= 0) {
                reported = elapsed;
                PrintWriter err = spec.commandLine().getErr();
                err.printf(Locale.ROOT, "%d windows, %.0f a second%n", sent, sent / (elapsed.toMillis() / 1000.0));
                err.flush();
            }
        }
    }
}
