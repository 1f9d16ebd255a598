// SPDX-License-Identifier: Apache-2.0
package io.holter.job.decode;

import io.holter.schemas.Reject;
import io.holter.schemas.RejectReason;
import io.holter.wire.DecodedWindow;
import io.holter.wire.FieldMapping;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.SampleBlock;
import io.holter.wire.SampleDecoder;
import io.holter.wire.SingleObject;
import io.holter.wire.WindowCheck;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The operator that decodes Kafka records to windows or to samples; what cannot be used goes to the side output
 * {@link #REJECTS}, whole and with the reason. Metrics: {@code rejected} (all), {@code reason.<REASON>.rejected}.
 *
 * @param <T> what records are decoded to
 */
public final class DecodeFunction<T> extends ProcessFunction<RawRecord, T> {

    private static final long serialVersionUID = 1L;

    /** Records that cannot be used. */
    public static final OutputTag<Reject> REJECTS = new OutputTag<>("rejects") {
        private static final long serialVersionUID = 1L;
    };

    /** Decodes records, for one thread. */
    @FunctionalInterface
    private interface Decoder<T> {
        T decode(RawRecord record) throws RejectedRecordException;
    }

    /** Opens a decoder, on the machine that uses it. */
    @FunctionalInterface
    private interface DecoderOpener<T> extends Serializable {
        Decoder<T> open();
    }

    private final DecoderOpener<T> opener;
    private transient Decoder<T> decoder;
    private transient Counter rejected;
    private transient Map<RejectReason, Counter> rejectedByReason;

    private DecodeFunction(DecoderOpener<T> opener) {
        this.opener = opener;
    }

    /**
     * Decodes to windows.
     *
     * @param check what windows to let pass
     * @param schemas schemas that producers may write in
     */
    public static DecodeFunction<DecodedWindow> toWindows(WindowCheck check, KnownSchemas schemas) {
        return new DecodeFunction<>(() -> {
            SingleObject decoder = new SingleObject(check, schemas);
            return record -> decoder.decode(record.value(), record.origin());
        });
    }

    /**
     * Decodes to samples.
     *
     * @param check what samples to let pass
     * @param schemas schemas that records of somebody else's making may be written in
     * @param mapping where such records have what a block of samples is made of; null where there are none
     */
    public static DecodeFunction<SampleBlock> toSamples(WindowCheck check, KnownSchemas schemas, FieldMapping mapping) {
        return new DecodeFunction<>(() -> {
            SampleDecoder decoder = new SampleDecoder(check, schemas, mapping);
            return record -> decoder.decode(record.key(), record.value(), record.timestampMillis(), record.origin());
        });
    }

    @Override
    public void open(OpenContext context) {
        decoder = opener.open();
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        rejected = metrics.counter("rejected");
        rejectedByReason = new EnumMap<>(RejectReason.class);
        for (RejectReason reason : RejectReason.values()) {
            rejectedByReason.put(
                    reason, metrics.addGroup("reason", reason.name()).counter("rejected"));
        }
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<T> out) {
        T decoded;
        try {
            decoded = decoder.decode(record);
        } catch (RejectedRecordException e) {
            rejected.inc();
            rejectedByReason.get(e.reason()).inc();
            context.output(REJECTS, reject(record, e));
            return;
        }
        out.collect(decoded);
    }

    private static Reject reject(RawRecord record, RejectedRecordException why) {
        return new Reject(
                wrap(record.key()),
                wrap(record.value()),
                why.reason(),
                why.getMessage(),
                record.origin(),
                Instant.now());
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }
}
