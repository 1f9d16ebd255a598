// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.alert.AlertJson;
import io.holter.app.alert.AlertLine;
import io.holter.app.kafka.TopicReader;
import io.holter.app.process.StopSignal;
import io.holter.data.option.Choice;
import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alerts}: follows the alerts topic. */
@Command(
        name = "alerts",
        description = "Follows the alerts topic, one alert per line: start of the window, series, severity,"
                + " score against threshold, and where in the window. Ctrl-C stops it.",
        footer = {"", "Example:", "  holter alerts --bootstrap localhost:9092 --from earliest --json"})
public final class AlertsCommand implements Callable<Integer> {

    static {
        GeneratedClasses.trust();
    }

    private static final Duration POLL = Duration.ofMillis(200);

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--topic",
            paramLabel = "T",
            defaultValue = "holter.alerts",
            description = "Topic (${DEFAULT-VALUE}).")
    private String topic;

    @Option(
            names = "--from",
            paramLabel = "earliest|latest",
            defaultValue = "latest",
            converter = FromChoice.class,
            description = "Start with the oldest alert in the topic, or with the next one to arrive (latest).")
    private TopicReader.From from;

    @Option(
            names = "--until-end",
            description = "End at the newest alert that there was at the start, instead of waiting for more.")
    private boolean untilEnd;

    @Option(
            names = "--series",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "NAME",
            description = "Only alerts of these series. Default: all.")
    private Set<String> series = new LinkedHashSet<>();

    @Option(
            names = "--min-severity",
            paramLabel = "minor|major|critical",
            converter = SeverityChoice.class,
            description = "Only alerts of this severity and above. Default: all.")
    private Severity minSeverity;

    @Option(names = "--json", description = "Print one JSON object per line with every field of the alert.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;

    /**
     * @param stop what ends following
     */
    public AlertsCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (TopicReader reader = TopicReader.open(kafka.client(), List.of(topic), from)) {
            stop.attend();
            // An error of the output is a reader that has seen enough, such as head.
            while (!stop.isRequested() && !out.checkError()) {
                boolean end = untilEnd && reader.isAtEnd();
                for (ConsumerRecord<byte[], byte[]> record : reader.next(POLL)) {
                    print(record, out, err);
                    if (out.checkError()) {
                        break;
                    }
                }
                if (end) {
                    break;
                }
            }
        }
        return 0;
    }

    private void print(ConsumerRecord<byte[], byte[]> record, PrintWriter out, PrintWriter err) {
        try {
            Alert alert = Alert.getDecoder().decode(record.value());
            boolean wanted = (series.isEmpty() || series.contains(alert.getSeries()))
                    && (minSeverity == null || alert.getSeverity().compareTo(minSeverity) >= 0);
            if (wanted) {
                out.println(json ? AlertJson.of(alert) : AlertLine.of(alert));
            }
        } catch (IOException | AvroRuntimeException | NullPointerException e) {
            err.println("holter: " + record.topic() + ", partition " + record.partition() + ", offset "
                    + record.offset() + ": expected an alert, found something else; passed over");
        }
    }

    static final class FromChoice extends Choice<TopicReader.From> {
        FromChoice() {
            super(TopicReader.From.class);
        }
    }

    static final class SeverityChoice extends Choice<Severity> {
        SeverityChoice() {
            super(List.of(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL));
        }
    }
}
