// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.app.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.checkpoint.FailedCheckpointStats;
import org.apache.flink.runtime.client.JobInitializationException;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.StateMigrationException;

/** A job on an {@link EmbeddedFlink}. */
public final class RunningJob {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final MiniCluster cluster;
    private final JobID id;
    private final URI rest;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, URI> counters = new HashMap<>();

    RunningJob(MiniCluster cluster, JobID id, URI rest) {
        this.cluster = cluster;
        this.id = id;
        this.rest = rest;
    }

    /** A failure of the job: when, and the exception at the bottom of it. */
    public record Failure(long atMillis, Throwable cause) {}

    /**
     * Waits until all subtasks run, or somebody wants to stop.
     *
     * @param atMost how long to wait at most
     * @throws IOException if the job fails, or does not run in time
     */
    public void awaitRunning(Duration atMost, StopSignal stop) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!allRun() && !stop.await(LOOK_EVERY)) {
            Optional<Failure> failure = failure();
            if (failure.isPresent()) {
                throw new IOException(
                        "the job fails: " + failure.get().cause(), failure.get().cause());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the job does not run after " + atMost.toSeconds() + " s");
            }
        }
    }

    private boolean allRun() throws IOException, InterruptedException {
        AccessExecutionGraph graph = graph();
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return graph.getState() == JobStatus.RUNNING;
    }

    /**
     * Waits until a job over a bounded source has read it all.
     *
     * @return how long it ran: from when the last of its subtasks began to run to its end
     * @throws IOException if the job ends otherwise
     */
    public Duration awaitFinished() throws IOException, InterruptedException {
        try {
            cluster.requestJobResult(id).get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "the job cannot be waited for: " + e.getCause().getMessage(), e);
        }
        AccessExecutionGraph graph = graph();
        if (graph.getState() != JobStatus.FINISHED) {
            throw new IOException("the job does not finish: "
                    + failure()
                            .map(failure -> failure.cause().toString())
                            .orElse(graph.getState().toString()));
        }
        long began = 0;
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            began = Math.max(began, vertex.getStateTimestamp(ExecutionState.RUNNING));
        }
        return Duration.ofMillis(graph.getStatusTimestamp(JobStatus.FINISHED) - began);
    }

    /** Flink's word on the job. */
    public JobStatus status() throws IOException, InterruptedException {
        return graph().getState();
    }

    /** The last failure, if there was one: Flink may have started the job again since. */
    public Optional<Failure> failure() throws IOException, InterruptedException {
        ErrorInfo info = graph().getFailureInfo();
        if (info == null) {
            return Optional.empty();
        }
        Throwable cause = info.getException().deserializeError(RunningJob.class.getClassLoader());
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Optional.of(new Failure(info.getTimestamp(), cause));
    }

    /**
     * The newest checkpoints of the job.
     *
     * @param lastCompleted number of the last that was completed; -1 where none was
     * @param lastFailed number of the last that failed; -1 where none did
     * @param failure what Flink says of that; empty where none failed
     */
    public record Checkpoints(long lastCompleted, long lastFailed, String failure) {

        /** Whether they fail. */
        public boolean fail() {
            return lastFailed > lastCompleted;
        }
    }

    /** How the job's checkpoints are going, without those that were due before its tasks were up. */
    public Checkpoints checkpoints() throws IOException, InterruptedException {
        CheckpointStatsSnapshot snapshot = graph().getCheckpointStatsSnapshot();
        if (snapshot == null) {
            return new Checkpoints(-1, -1, "");
        }
        CompletedCheckpointStats completed = snapshot.getHistory().getLatestCompletedCheckpoint();
        FailedCheckpointStats failed = snapshot.getHistory().getLatestFailedCheckpoint();
        return new Checkpoints(
                completed == null ? -1 : completed.getCheckpointId(),
                failed == null ? -1 : failed.getCheckpointId(),
                failed == null ? "" : String.valueOf(failed.getFailureMessage()));
    }

    /**
     * Whether the last failure was one of taking up the state that the job was to go on from. It comes before a task
     * reads anything.
     */
    public boolean failedOnState() throws IOException, InterruptedException {
        ErrorInfo info = graph().getFailureInfo();
        if (info == null) {
            return false;
        }
        Throwable failure = info.getException().deserializeError(RunningJob.class.getClassLoader());
        return ExceptionUtils.findThrowable(failure, JobInitializationException.class)
                        .isPresent()
                || ExceptionUtils.findThrowable(failure, StateMigrationException.class)
                        .isPresent()
                // Flink has no type for this, whatever the backend found.
                || ExceptionUtils.findThrowableWithMessage(failure, "creating StreamOperatorStateContext")
                        .isPresent();
    }

    /**
     * Ends the job at a savepoint: what it was given until then is written and committed.
     *
     * @param directory where to create the savepoint's directory
     * @param atMost how long to wait at most
     * @return the savepoint's directory
     * @throws IOException if there is none by then, for example because a task does not run
     */
    public Path stopWithSavepoint(Path directory, Duration atMost) throws IOException, InterruptedException {
        try {
            String to = StateDirectory.asFlinkHasIt(directory);
            String path = cluster.stopWithSavepoint(id, to, false, SavepointFormatType.CANONICAL)
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return Path.of(new org.apache.flink.core.fs.Path(path).getPath());
        } catch (ExecutionException e) {
            throw new IOException(ExceptionUtils.stripExecutionException(e).getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("none within " + atMost.toMillis() / 1000.0 + " s", e);
        }
    }

    private AccessExecutionGraph graph() throws IOException, InterruptedException {
        try {
            return cluster.getExecutionGraph(id).get();
        } catch (ExecutionException e) {
            throw new IOException("the job cannot be looked at: " + e.getCause().getMessage(), e);
        }
    }

    /**
     * A counter of the job's metrics, over all subtasks, as Flink's REST interface has it: up to a second old, and
     * begun anew when the job was.
     *
     * @param name name of the operator, a dot, name of the metric
     * @return the count; 0 until Flink has collected it for the first time
     */
    public long counter(String name) throws IOException, InterruptedException {
        URI uri = counters.get(name);
        if (uri == null) {
            uri = find(name);
            if (uri == null) {
                return 0;
            }
            counters.put(name, uri);
        }
        JsonNode answer = get(uri);
        return answer.isEmpty() ? 0 : Math.round(answer.get(0).path("sum").asDouble());
    }

    private URI find(String name) throws IOException, InterruptedException {
        URI job = rest.resolve("/jobs/" + id);
        for (JsonNode vertex : get(job).path("vertices")) {
            String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            for (JsonNode metric : get(URI.create(metrics))) {
                if (metric.path("id").asText().equals(name)) {
                    return URI.create(metrics + "?agg=sum&get=" + name);
                }
            }
        }
        return null;
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("Flink answers " + response.statusCode() + " to " + uri);
        }
        return json.readTree(response.body());
    }
}
