// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import io.holter.app.process.HeapWatch;
import io.holter.core.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people should know of a running job before it ends: checkpoints that fail, and memory that runs out. */
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
