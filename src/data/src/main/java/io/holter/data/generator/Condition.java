// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

/** What a generated window shows: the truth that a detector is held against. */
public enum Condition {
    /** An ordinary beat. */
    NORMAL,
    /** A premature ventricular beat: early, wide, without a P wave, its T wave against its QRS complex. */
    PREMATURE_VENTRICULAR,
    /** A beat whose ST segment lies above the baseline. */
    ST_ELEVATION,
    /** A beat whose ST segment lies below the baseline. */
    ST_DEPRESSION,
    /** No signal: a constant, as from an electrode that came off. */
    FLAT_LINE,
    /** An overdriven amplifier: the signal is cut off at the end of the recorder's range. */
    SATURATION;

    /** Whether a detector should raise an alert. */
    public boolean isAbnormal() {
        return this != NORMAL;
    }
}
