// SPDX-License-Identifier: Apache-2.0
package io.holter.wire;

import io.holter.core.Count;
import io.holter.core.SampleRate;
import io.holter.core.WindowShape;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.io.Serializable;
import java.util.List;

/** The checks that a window must pass, whichever way it came. Thread-safe. */
public final class WindowCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Lets windows of any shape, sample rate and time pass, each by itself. */
    public static final WindowCheck ANY_SHAPE = new WindowCheck(null, 0, StartBounds.ANY);

    /** The series goes with every score and into the key of every alert, which must stay a record that Kafka takes. */
    private static final int MAX_SERIES_CHARACTERS = 1000;

    private final WindowShape expected;
    private final float sampleRate;
    private final StartBounds starts;
    private final long earliestMillis;

    /** What was the latest start when it was last looked up: only one after it asks the clock again. */
    private transient volatile long latestMillis;

    private WindowCheck(WindowShape expected, float sampleRate, StartBounds starts) {
        this.expected = expected;
        this.sampleRate = sampleRate;
        this.starts = starts;
        this.earliestMillis = starts.earliest().toEpochMilli();
    }

    /** Lets only windows of one shape pass, of any sample rate and time. */
    public static WindowCheck ofShape(WindowShape shape) {
        return ofModel(shape, 0, StartBounds.ANY);
    }

    /**
     * Lets only windows pass that a model knows and that can have been measured.
     *
     * @param shape shape of the model's windows
     * @param sampleRate the model's sample rate, Hz; what is no sample rate, such as 0, lets every one pass
     * @param starts when a window can have started
     */
    public static WindowCheck ofModel(WindowShape shape, float sampleRate, StartBounds starts) {
        return new WindowCheck(shape, SampleRate.isPossible(sampleRate) ? sampleRate : 0, starts);
    }

    /**
     * Checks a window in Avro's own class. Series and start may be missing, as they may in a file.
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
        long startMillis = window.getStart().toEpochMilli();
        return new DecodedWindow(
                window.getSeries(),
                startMillis,
                rate(window.getSampleRate(), startMillis, shape),
                shape,
                values,
                window.getTags(),
                origin);
    }

    /**
     * The sample rate of a window, once it and the start are what they can be.
     *
     * @param stated as the window states it, Hz; 0 where unknown
     * @param startMillis start of the window; 0 where unknown
     * @param shape shape of the window
     */
    float rate(float stated, long startMillis, WindowShape shape) throws RejectedRecordException {
        if (startMillis != 0) {
            requireStart(startMillis);
        }
        if (requireRate(stated) == 0) {
            return 0;
        }
        if (startMillis + shape.length() * 1000.0 / stated > StartBounds.LAST_MILLIS) {
            throw wrongRate("a sample rate at which the window ends before the year 10000", stated, "");
        }
        return stated;
    }

    /** The sample rate, which is the model's where both are known; 0 where unknown. */
    float requireRate(float stated) throws RejectedRecordException {
        if (stated == 0) {
            return 0;
        }
        if (!SampleRate.isPossible(stated)) {
            throw wrongRate(SampleRate.EXPECTED + ", or 0 where unknown", stated, "");
        }
        if (SampleRate.differ(sampleRate, stated)) {
            throw wrongRate(sampleRate + " Hz", stated, ": the model and the window differ in their sample rates");
        }
        return stated;
    }

    /** The channels of the expected shape; where any shape will do, as many as are stated. */
    int channels(int stated) {
        return expected == null ? stated : expected.channels();
    }

    /** Channels are 1 or more, and as many as the expected shape has, where there is one. */
    void requireChannels(int channels) throws RejectedRecordException {
        if (channels < 1 || channels != channels(channels)) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_CHANNELS,
                    expected == null ? "1 or more channels" : Count.of(expected.channels(), "channel"),
                    Integer.toString(channels));
        }
    }

    void requireStart(long startMillis) throws RejectedRecordException {
        if (startMillis > latestMillis) {
            latestMillis = starts.latestMillis();
        }
        if (startMillis < earliestMillis || startMillis > latestMillis) {
            throw starts.reject(startMillis);
        }
    }

    private static RejectedRecordException wrongRate(String expected, float found, String remark) {
        return new RejectedRecordException(RejectReason.WRONG_SAMPLE_RATE, expected, found + " Hz" + remark);
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
            requireChannels(channels);
            return expected;
        }
        if (length < 1) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_LENGTH, "a length of 1 or more", Integer.toString(length));
        }
        requireChannels(channels);
        long size = (long) length * channels;
        if (size > Integer.MAX_VALUE) {
            throw new RejectedRecordException(
                    RejectReason.WRONG_LENGTH, "at most " + Integer.MAX_VALUE + " values", Long.toString(size));
        }
        return new WindowShape(length, channels);
    }

    static RejectedRecordException wrongCount(WindowShape shape, String found) {
        return new RejectedRecordException(
                RejectReason.WRONG_LENGTH, Count.of(shape.size(), "value") + " (length × channels)", found);
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
