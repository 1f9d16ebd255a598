// SPDX-License-Identifier: Apache-2.0
package io.holter.core.threshold;

/**
 * What a policy says of one window.
 *
 * <p>No state that a job saves holds a verdict, so that a policy may bring new ones. Whether people hear of it is the
 * verdict's own to say: code that does not know a constant still knows whether to write an alert.
 */
public enum Verdict {
    /** The score is at or below the threshold. */
    NORMAL(false),

    /** The score is above the threshold, infinite or not a number. */
    ANOMALY(true),

    /**
     * The score is above the threshold, as scores have been for so long that their level becomes the normal of the
     * series from here on.
     */
    REGIME_SHIFT(true);

    private final boolean alerted;

    Verdict(boolean alerted) {
        this.alerted = alerted;
    }

    /** Whether an alert is written for a window with this verdict. */
    public boolean alerted() {
        return alerted;
    }
}
