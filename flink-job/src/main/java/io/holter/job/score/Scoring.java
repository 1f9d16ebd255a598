// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import io.holter.core.WindowShape;
import io.holter.job.model.ModelSource;
import java.io.Serializable;
import java.time.Duration;

/**
 * How windows are scored.
 *
 * @param model the model
 * @param batchSize windows scored together at the most, 1 or more
 * @param batchBytes bytes of windows scored together at the most, 1 or more; a window that has more is scored alone
 * @param linger how long the first window of a batch waits for company at the most; 0 or above
 * @param evidenceAbove windows with a score above this bring the evidence for an alert
 */
public record Scoring(ModelSource model, int batchSize, int batchBytes, Duration linger, double evidenceAbove)
        implements Serializable {

    public Scoring {
        if (batchSize < 1 || batchBytes < 1 || linger.isNegative()) {
            throw new IllegalArgumentException(
                    "scoring needs a batch of 1 window and 1 byte or more and a linger of 0 or more, got " + batchSize
                            + ", " + batchBytes + " and " + linger);
        }
    }

    /** Windows of a batch. */
    int batchOf(WindowShape shape) {
        return (int) Math.max(1, Math.min(batchSize, batchBytes / ((long) Float.BYTES * shape.size())));
    }
}
