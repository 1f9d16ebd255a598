// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import io.holter.app.process.HeapWatch;
import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobStatus;

/** What people should know of a job: checkpoints that fail, memory that runs out, and an end out of order. */
public final class JobWatch {

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);
    private static final String MORE_MEMORY =
            "give it more memory, such as HOLTER_JAVA_OPTS=-Xmx4g, or forget silent series sooner, series.expire-after";

    private final RunningJob job;
    private final HeapWatch heap = new HeapWatch();
    private boolean failing;
    private long saidAtNanos;

    /** Watches a job from now on. */
    public JobWatch(RunningJob job) {
        this.job = job;
    }

    /** What is new since the last look, a line each. */
    public List<String> news() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        addCheckpoints(lines);
        String full = heap.warning().orElse(null);
        if (full != null) {
            lines.add("the heap is nearly full, " + full + " in use" + series() + ": " + MORE_MEMORY);
        }
        return lines;
    }

    private void addCheckpoints(List<String> lines) throws IOException, InterruptedException {
        RunningJob.Checkpoints now = job.checkpoints();
        if (now.fail() && (!failing || isTimeToSayItAgain())) {
            saidAtNanos = System.nanoTime();
            lines.add("checkpoint " + now.lastFailed() + " failed: " + now.failure()
                    + " The job ends if none is completed within checkpoint.tolerate-failures-for");
        } else if (!now.fail() && failing) {
            lines.add("checkpoints are completed again");
        }
        failing = now.fail();
    }

    private boolean isTimeToSayItAgain() {
        return System.nanoTime() - saidAtNanos > AGAIN_AFTER.toNanos();
    }

    /**
     * Whether the job has read to its end.
     *
     * @throws IOException if it has ended otherwise
     */
    public boolean hasFinished() throws IOException, InterruptedException {
        JobStatus status = job.status();
        if (status == JobStatus.FAILED) {
            Throwable cause = job.failure().map(RunningJob.Failure::cause).orElse(null);
            throw new IOException("the job failed: " + describe(cause), cause);
        }
        if (status == JobStatus.CANCELED) {
            throw new IOException("the job was cancelled from outside");
        }
        return status == JobStatus.FINISHED;
    }

    /** What states where, what was expected and what was found needs no class in front of it. */
    private static String describe(Throwable cause) {
        boolean speaksForItself = cause instanceof WrongArtefactException || cause instanceof IOException;
        return speaksForItself && cause.getMessage() != null ? cause.getMessage() : String.valueOf(cause);
    }

    /** Makes sure that a failure is none that comes again with the state that a restart brings back. */
    public void requireMemory(RunningJob.Failure failure) throws IOException, InterruptedException {
        if (failure.cause() instanceof OutOfMemoryError) {
            // Flink adds a paragraph of advice on how to set up a cluster.
            String what = String.valueOf(failure.cause().getMessage()).replaceFirst("(?s)\\..*", "");
            throw new IOException(
                    "the job ran out of memory (" + what + ")" + series() + ": " + MORE_MEMORY, failure.cause());
        }
    }

    private String series() throws IOException, InterruptedException {
        long series = job.counter("judge.series");
        return series == 0 ? "" : ", " + Count.of(series, "series") + " remembered";
    }
}
