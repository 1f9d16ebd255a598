// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.util.List;

/** The checks that a window must pass, whichever way it came. Immutable. */
public final class WindowCheck {

    /** Lets windows of any shape pass, each by itself. */
    public static final WindowCheck ANY_SHAPE = new WindowCheck(null);

    /** The series goes with every score and into the key of every alert, which must stay a record that Kafka takes. */
    private static final int MAX_SERIES_CHARACTERS = 1000;

    private final WindowShape expected;

    private WindowCheck(WindowShape expected) {
        this.expected = expected;
    }

    /** Lets only windows of one shape pass. */
    public static WindowCheck ofShape(WindowShape shape) {
        return new WindowCheck(shape);
    }

    /**
     * Checks shape and values of a window in Avro's own class. Series and start may be missing, as they may in a file.
     *
     * @param origin the record that it came in
     */
    public DecodedWindow check(Window window, Origin origin) throws RejectedRecordException {
        WindowShape shape = shape(window.getLength(), window.getChannels());
        List<Float> list = window.getValues();
        if (list.size() != shape.size()) {
            throw wrongCount(shape, Integer.toString(list.size()));
        }
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        requireFinite(values, shape.channels());
        return new DecodedWindow(
                window.getSeries(),
                window.getStart().toEpochMilli(),
                rate(window.getSampleRate()),
                shape,
                values,
                window.getTags(),
                origin);
    }

    /** A sample rate in Hz that can be computed with: 0, unknown, unless it is finite and above 0. */
    static float rate(float stated) {
        return stated > 0 && stated < Float.POSITIVE_INFINITY ? stated : 0;
    }

    static void requireIdentity(String series, long startMillis) throws RejectedRecordException {
        if (series.isEmpty()) {
            throw new RejectedRecordException(RejectReason.MISSING_SERIES, "a series", "none");
        }
        if (series.length() > MAX_SERIES_CHARACTERS) {
            throw new RejectedRecordException(
                    RejectReason.LONG_SERIES,
                    "a series of at most " + MAX_SERIES_CHARACTERS + " characters",
                    Integer.toString(series.length()));
        }
        if (startMillis <= 0) {
            throw new RejectedRecordException(
                    RejectReason.MISSING_TIME, "a start in milliseconds above 0", Long.toString(startMillis));
        }
    }

    /** The shape that a window states; the expected one where there is one, so that all windows share it. */
    WindowShape shape(int length, int channels) throws RejectedRecordException {
        if (expected != null) {
            if (length != expected.length()) {
                throw new RejectedRecordException(
                        RejectReason.WRONG_LENGTH, "length " + expected.length(), Integer.toString(length));
            }
            if (channels != expected.channels()) {
                throw new RejectedRecordException(
                        RejectReason.WRONG_CHANNELS, expected.channels() + " channels", Integer.toString(channels));
            }
            return expected;
        }
        if (length < 1) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_LENGTH, "a length of 1 or more", Integer.toString(length));
        }
        if (channels < 1) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_CHANNELS, "1 or more channels", Integer.toString(channels));
        }
        long size = (long) length * channels;
        if (size > Integer.MAX_VALUE) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_LENGTH, "at most " + Integer.MAX_VALUE + " values", Long.toString(size));
        }
        return new WindowShape(length, channels);
    }

    static RejectedRecordException wrongCount(WindowShape shape, String found) {
        return new RejectedRecordException(
                RejectReason.WRONG_LENGTH, shape.size() + " values (length × channels)", found);
    }

    static void requireFinite(float[] values, int channels) throws RejectedRecordException {
        if (allFinite(values)) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new RejectedRecordException(
                        RejectReason.NON_FINITE,
                        "finite values",
                        values[i] + " at sample " + i / channels + " of channel " + i % channels);
            }
        }
    }

    /** v − v is 0 for finite v, else NaN; four sums side by side keep the processor from waiting for each addition. */
    private static boolean allFinite(float[] values) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < values.length; i += 4) {
            a += values[i] - values[i];
            b += values[i + 1] - values[i + 1];
            c += values[i + 2] - values[i + 2];
            d += values[i + 3] - values[i + 3];
        }
        for (; i < values.length; i++) {
            a += values[i] - values[i];
        }
        return a + b + c + d == 0;
    }
}
