// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * The watch over checkpoints that fail, counted in {@code failedCheckpoints}. A job whose checkpoints fail for a while
 * goes on: a disk may be cleared. One that goes on for ever without them would have ever more to do again after the
 * next failure, and a restart does not clear a disk: so it ends.
 */
final class CheckpointWatch {

    private final CheckpointTolerance tolerance;
    private final Counter failed;
    private long lastCompletedMillis;
    private long failedInARow;

    CheckpointWatch(CheckpointTolerance tolerance, MetricGroup metrics, long nowMillis) {
        this.tolerance = tolerance;
        this.failed = metrics.counter("failedCheckpoints");
        this.lastCompletedMillis = nowMillis;
    }

    void completed(long nowMillis) {
        lastCompletedMillis = nowMillis;
        failedInARow = 0;
    }

    /** @throws SuppressRestartsException if they have failed for too long */
    void failed(long nowMillis) {
        failed.inc();
        failedInARow++;
        Duration since = Duration.ofMillis(nowMillis - lastCompletedMillis);
        if (since.compareTo(tolerance.tolerance()) > 0) {
            throw new SuppressRestartsException(new IOException("no checkpoint was completed for " + since.toSeconds()
                    + " s (checkpoint.tolerate-failures-for), " + failedInARow + " failed: look at "
                    + tolerance.where()));
        }
    }
}
