// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.flink.EmbeddedFlink;
import io.holter.app.flink.JobWatch;
import io.holter.app.flink.RunningJob;
import io.holter.app.kafka.Topics;
import io.holter.app.process.StopSignal;
import io.holter.app.process.TemporaryDirectory;
import io.holter.core.Escaped;
import io.holter.job.kafka.KafkaEdge;
import io.holter.job.settings.JobSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The job against any Kafka, on an embedded Flink cluster. */
@Command(
        name = "detect",
        description = "Runs the job against your Kafka, on a Flink cluster inside this process. Ctrl-C stops it at a"
                + " savepoint; the next start goes on from there.",
        footer = {
            "",
            "Example, with a file that says where Kafka and the model are:",
            "  holter detect --config holter.properties --set threshold.k=5",
            "where holter.properties holds at least",
            "  kafka.bootstrap.servers = localhost:9092",
            "  model = models/beats"
        })
public final class DetectCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings of the job, one key = value per line.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Override one setting of the file. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where the job keeps its checkpoints and savepoints, one folder for each kafka.group.id."
                    + " Default: checkpoint.directory, else FILE.state beside the configuration file.")
    private Path stateDirectory;

    @Option(
            names = "--fresh",
            description =
                    "Start anew, at source.start and with the thresholds of the model's card. The state that there"
                            + " is, is left in a folder of its own.")
    private boolean fresh;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;

    /**
     * @param stop what ends the job
     */
    public DetectCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JobSettings settings = JobSettings.read(config, overrides);
        Topics.require(
                settings.kafka().client(),
                List.of(
                        settings.kafka().inputTopic(),
                        settings.kafka().alertsTopic(),
                        settings.kafka().rejectsTopic()));
        KafkaEdge.requireWritable(settings.kafka(), settings.delivery());
        PrintWriter err = spec.commandLine().getErr();
        try (DetectState state = DetectState.open(settings, config, stateDirectory, err);
                TemporaryDirectory directory = TemporaryDirectory.create();
                EmbeddedFlink flink =
                        EmbeddedFlink.start(directory.path(), settings.model().parallelism(), settings.flink())) {
            RunningJob job = state.submit(flink, fresh);
            err.printf(
                    "holter: watching %s at %s; alerts go to %s, rejects to %s; Flink's page is %s%n",
                    settings.kafka().inputTopic(),
                    settings.kafka().bootstrap(),
                    settings.kafka().alertsTopic(),
                    settings.kafka().rejectsTopic(),
                    flink.page());
            err.flush();
            stop.attend();
            follow(job, state, err);
        }
        return 0;
    }

    /** Until the job has finished, or is to stop; says when it fails and is started again. */
    private void follow(RunningJob job, DetectState state, PrintWriter err) throws IOException, InterruptedException {
        long toldOf = 0;
        JobWatch watch = new JobWatch(job);
        while (!stop.await(LOOK_EVERY)) {
            Optional<RunningJob.Failure> failure = job.failure();
            if (failure.isPresent()) {
                watch.requireMemory(failure.get());
                state.requireFits(job, failure.get().cause());
            }
            if (watch.hasFinished()) {
                state.finished();
                return;
            }
            if (failure.isPresent() && failure.get().atMillis() != toldOf) {
                toldOf = failure.get().atMillis();
                err.println("holter: the job failed and is started again: "
                        + Escaped.of(String.valueOf(failure.get().cause())));
                err.flush();
            }
            for (String line : watch.news()) {
                err.println("holter: " + Escaped.of(line));
                err.flush();
            }
        }
        state.stop(job);
    }
}
