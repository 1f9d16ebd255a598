// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import io.holter.job.decode.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@link Traffic} from a source that goes back to its checkpoint after a failure, as Kafka's does, gives out a fixed
 * number of records between two checkpoints, so that there are checkpoints in mid-stream without any waiting, and fails
 * once at an offset that the test chooses.
 */
final class FailingSource {

    /** Records between two checkpoints. */
    static final int PER_CHECKPOINT = 60;

    private static final Map<String, ConcurrentLinkedQueue<Long>> READ = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final int records;
    private final long failAt;

    /**
     * A source.
     *
     * @param records how many there are
     * @param failAt offset to fail at, once; -1 never
     */
    FailingSource(int records, long failAt) {
        this.records = records;
        this.failAt = failAt;
        READ.put(id, new ConcurrentLinkedQueue<>());
    }

    DataStream<RawRecord> records(StreamExecutionEnvironment environment) {
        DataGeneratorSource<RawRecord> source = new DataGeneratorSource<>(
                Traffic::at,
                records,
                RateLimiterStrategy.perCheckpoint(PER_CHECKPOINT),
                TypeInformation.of(RawRecord.class));
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "traffic")
                .uid("traffic")
                .setParallelism(1)
                .map(new Failing(id, failAt))
                .returns(TypeInformation.of(RawRecord.class))
                .uid("failing")
                .setParallelism(1)
                // A series keeps its order, as in a partition of Kafka.
                .keyBy(record -> new String(record.key(), StandardCharsets.UTF_8));
    }

    /** Every offset that was read, again after a failure. */
    Iterable<Long> read() {
        return READ.get(id);
    }

    private record Failing(String id, long failAt) implements MapFunction<RawRecord, RawRecord> {

        @Override
        public RawRecord map(RawRecord record) {
            boolean before = READ.get(id).contains(failAt);
            READ.get(id).add(record.offset());
            if (record.offset() == failAt && !before) {
                throw new IllegalStateException("fails on purpose");
            }
            return record;
        }
    }
}
