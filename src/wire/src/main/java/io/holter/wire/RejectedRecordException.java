// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.schemas.RejectReason;

/**
 * A record holds no window that can be used. The message reads {@code expected …, found …}; whoever catches it knows
 * which record it was. Carries no stack trace: a flood of bad records must stay cheap.
 */
public final class RejectedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final String expected;
    private final String found;

    /**
     * States what is wrong with a record.
     *
     * @param reason for counting
     * @param expected what would have been right
     * @param found what was there instead
     */
    public RejectedRecordException(RejectReason reason, String expected, String found) {
        super("expected " + expected + ", found " + found, null, false, false);
        this.reason = reason;
        this.expected = expected;
        this.found = found;
    }

    /** Why, for counting. */
    public RejectReason reason() {
        return reason;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }

    /** What was there instead. */
    public String found() {
        return found;
    }
}
