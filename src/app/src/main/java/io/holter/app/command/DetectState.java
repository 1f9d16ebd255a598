// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.flink.EmbeddedFlink;
import io.holter.app.flink.JobRecord;
import io.holter.app.flink.RunningJob;
import io.holter.app.flink.Snapshot;
import io.holter.app.flink.StateDirectory;
import io.holter.app.kafka.Topics;
import io.holter.core.Escaped;
import io.holter.core.WrongArtefactException;
import io.holter.job.kafka.Delivery;
import io.holter.job.kafka.KafkaEdge;
import io.holter.job.settings.JobSettings;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.StateRecoveryOptions;

/** How a job goes on from the state of the process before it, and leaves its own to the next; and what it says of that. */
final class DetectState implements Closeable {

    /** Ctrl-C should be over within 5 s, and the cluster has to stop, too. */
    private static final Duration SAVEPOINT_WITHIN = Duration.ofMillis(2500);

    private final JobSettings settings;
    private final StateDirectory directory;
    private final PrintWriter err;
    private boolean restored;

    private DetectState(JobSettings settings, StateDirectory directory, PrintWriter err) {
        this.settings = settings;
        this.directory = directory;
        this.err = err;
    }

    /**
     * Opens the state of a job, and keeps others out of it until closed.
     *
     * @param config the job's configuration file
     * @param option where to keep state; null for where the settings say, else beside the file
     * @param err what to say things to
     * @throws IOException if another process has it, or it cannot be written
     */
    static DetectState open(JobSettings settings, Path config, Path option, PrintWriter err) throws IOException {
        Path root = option != null ? option : root(settings, config);
        try {
            return new DetectState(
                    settings, StateDirectory.claim(root, settings.kafka().group()), err);
        } catch (FileSystemException e) {
            throw new IOException(
                    "state cannot be kept in " + root + " (" + e + "); --state DIR names another place", e);
        }
    }

    private static Path root(JobSettings settings, Path config) {
        String stated = settings.flinkConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        if (stated == null) {
            if (!Files.isRegularFile(config)) {
                throw new WrongArtefactException(
                        config.toString(), "a regular file, to keep state beside it, or --state DIR", "something else");
            }
            return config.resolveSibling(config.getFileName() + ".state");
        }
        URI uri = URI.create(stated.replace(" ", "%20"));
        if (uri.getScheme() != null && !uri.getScheme().equals("file")) {
            throw new WrongArtefactException(
                    "checkpoint.directory", "a directory of this machine, or --state DIR", "'" + stated + "'");
        }
        return Path.of(uri.getPath());
    }

    /**
     * Submits the job: from the newest state there is, or anew.
     *
     * @param fresh whether to leave what there is
     * @throws WrongArtefactException if the state is of another job, or the model cannot be used
     */
    RunningJob submit(EmbeddedFlink flink, boolean fresh) throws IOException, InterruptedException {
        String topic = settings.kafka().inputTopic();
        JobRecord record = new JobRecord(
                settings.kafka().group(),
                topic,
                Topics.id(settings.kafka().client(), topic),
                settings.kafka().stopAtEnd());
        Optional<Snapshot> from = Optional.empty();
        String stated = settings.flink().get(StateRecoveryOptions.SAVEPOINT_PATH.key());
        if (fresh || stated != null) {
            leave(stated);
        } else {
            from = directory.newest(this::say);
            if (from.isPresent()) {
                record.requireFits(directory.path());
            }
        }
        record.write(directory.path());
        RunningJob job = flink.submit(settings, directory, from);
        restored = from.isPresent();
        from.ifPresent(this::warnOfTransactions);
        String anew = stated != null ? "goes on from " + stated : "starts anew, at source.start";
        say(from.map(snapshot -> "goes on from " + snapshot).orElse(anew) + "; keeps its state in " + directory.path());
        return job;
    }

    private void leave(String stated) throws IOException {
        if (stated != null && stated.contains(directory.path().toString())) {
            throw new WrongArtefactException(
                    "flink." + StateRecoveryOptions.SAVEPOINT_PATH.key(),
                    "a savepoint of another directory than this job's own state",
                    "'" + stated + "'");
        }
        if (directory.leave()) {
            say("starts anew and leaves the state that there was, in " + directory.left());
        }
    }

    /** A transaction that a checkpoint has prepared, and nobody has committed, is given up by the broker in time. */
    private void warnOfTransactions(Snapshot from) {
        Duration timeout = Duration.ofMillis(
                KafkaEdge.transactionTimeoutMillis(settings.kafka().client()));
        boolean expired = Duration.between(from.written(), Instant.now()).compareTo(timeout) > 0;
        if (settings.delivery() == Delivery.EXACTLY_ONCE && !from.isSavepoint() && expired) {
            say(
                    from + " is older than kafka.transaction.timeout.ms, " + timeout.toSeconds()
                            + " s: if the process before this one died right after it, the alerts of its last interval are lost");
        }
    }

    /**
     * To be called when the job has failed.
     *
     * @throws WrongArtefactException if it did because it cannot take up the state
     */
    void requireFits(RunningJob job, Throwable cause) throws IOException, InterruptedException {
        if (restored && job.failedOnState()) {
            throw new WrongArtefactException(
                    directory.path().toString(),
                    "state that fits this job (--fresh starts anew and leaves that state)",
                    "one that does not: " + cause.getMessage(),
                    cause);
        }
    }

    /** Stops the job at a savepoint; where that is not to be had in time, the newest checkpoint does as well. */
    void stop(RunningJob job) throws InterruptedException {
        try {
            Path savepoint = job.stopWithSavepoint(directory.path(), SAVEPOINT_WITHIN);
            say("stopped at " + savepoint);
        } catch (IOException e) {
            say("stopped without a savepoint (" + e.getMessage()
                    + "): the next start goes on from the newest checkpoint");
        }
    }

    /** The job has come to the end of the topic, and its group's offsets say so. */
    void finished() throws IOException {
        if (settings.kafka().stopAtEnd()) {
            directory.clear();
        }
    }

    private void say(String line) {
        err.println("holter: " + Escaped.of(line));
        err.flush();
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
