package io.holter.job.decode;

import io.holter.schemas.RejectReason;

/** Says why a record cannot be used. Carries no stack trace: a flood of bad records must stay cheap. */
final class RejectedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    RejectedRecordException(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }
}
