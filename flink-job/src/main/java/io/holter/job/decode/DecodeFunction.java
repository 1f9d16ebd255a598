// SPDX-License-Identifier: Apache-2.0
package io.holter.job.decode;

import io.holter.schemas.Origin;
import io.holter.schemas.Reject;
import io.holter.schemas.RejectReason;
import io.holter.wire.DecodedWindow;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.SingleObject;
import io.holter.wire.WindowCheck;
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
 * The operator that decodes Kafka records to windows; what cannot be used goes to the side output {@link #REJECTS},
 * whole and with the reason. Metrics: {@code rejected} (all), {@code reason.<REASON>.rejected}.
 */
public final class DecodeFunction extends ProcessFunction<RawRecord, DecodedWindow> {

    private static final long serialVersionUID = 1L;

    /** Records that cannot be used. */
    public static final OutputTag<Reject> REJECTS = new OutputTag<>("rejects") {
        private static final long serialVersionUID = 1L;
    };

    private final WindowCheck check;
    private final KnownSchemas schemas;
    private transient SingleObject decoder;
    private transient Counter rejected;
    private transient Map<RejectReason, Counter> rejectedByReason;

    /**
     * @param check what windows to let pass
     * @param schemas schemas that producers may write in
     */
    public DecodeFunction(WindowCheck check, KnownSchemas schemas) {
        this.check = check;
        this.schemas = schemas;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new SingleObject(check, schemas);
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        rejected = metrics.counter("rejected");
        rejectedByReason = new EnumMap<>(RejectReason.class);
        for (RejectReason reason : RejectReason.values()) {
            rejectedByReason.put(
                    reason, metrics.addGroup("reason", reason.name()).counter("rejected"));
        }
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<DecodedWindow> out) {
        Origin origin = record.origin();
        DecodedWindow window;
        try {
            window = decoder.decode(record.value(), origin);
        } catch (RejectedRecordException e) {
            rejected.inc();
            rejectedByReason.get(e.reason()).inc();
            context.output(REJECTS, reject(record, origin, e));
            return;
        }
        out.collect(window);
    }

    private static Reject reject(RawRecord record, Origin origin, RejectedRecordException why) {
        return new Reject(
                wrap(record.key()), wrap(record.value()), why.reason(), why.getMessage(), origin, Instant.now());
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }
}
