// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import com.amazon.randomcutforest.RandomCutForest;
import io.holter.app.flink.EmbeddedFlink;
import io.holter.app.flink.RunningJob;
import io.holter.core.WindowShape;
import io.holter.job.HolterJob;
import io.holter.job.decode.DecodeFunction;
import io.holter.job.kafka.KafkaEdge;
import io.holter.job.settings.JobSettings;
import io.holter.model.ModelDirectory;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Window;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.SingleObject;
import io.holter.wire.WindowCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.formats.avro.AvroDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The runs that are measured. Each run reads its topic from the beginning to the end and gives windows per second; a
 * Flink job's time is from when its last subtask began to run to when the job was finished.
 */
final class Runs {

    static {
        GeneratedClasses.trust();
    }

    /** Some seconds' work for a forest. */
    private static final long MAX_FOREST_WINDOWS = 10_000;

    private final Workload workload;
    private final EmbeddedFlink flink;

    Runs(Workload workload, EmbeddedFlink flink) {
        this.workload = workload;
        this.flink = flink;
    }

    /** Runs a contender once over its topic. */
    double windowsPerSecond(Contender contender) throws IOException, InterruptedException {
        return switch (contender) {
            case CONSUMER -> consumer();
            case STOCK_AVRO -> stockAvro();
            case DECODE_ONLY -> decodeOnly();
            case PIPELINE -> job(Workload.ENCODED, workload.windows(), Map.of());
            case UNBATCHED -> job(Workload.FEW, workload.fewWindows(), Map.of("batch.size", "1"));
            case RCF -> forest();
        };
    }

    /** Kafka's consumer with its defaults; values are not looked at. */
    private double consumer() throws IOException {
        return read(Workload.ENCODED, workload.windows(), value -> {});
    }

    /** Hands over so many values of a topic or some more, and gives values per second. */
    private double read(String topic, long windows, ValueConsumer to) throws IOException {
        List<TopicPartition> partitions = IntStream.range(0, Workload.PARTITIONS)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", workload.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long read = 0;
            long began = System.nanoTime();
            while (read < windows) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(30));
                if (records.isEmpty()) {
                    throw new IOException("read " + read + " of " + windows + " windows, then nothing more");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    to.accept(record.value());
                }
                read += records.count();
            }
            return read / ((System.nanoTime() - began) / 1e9);
        } catch (RejectedRecordException e) {
            throw new IOException("a window of the bench cannot be read", e);
        }
    }

    private interface ValueConsumer {
        void accept(byte[] value) throws RejectedRecordException;
    }

    /**
     * A random cut forest with the defaults of AWS' library: every window is scored, then learned, one thread, in memory
     * before the clock runs.
     */
    private double forest() throws IOException {
        List<float[]> windows = new ArrayList<>();
        SingleObject decoder = new SingleObject(WindowCheck.ANY_SHAPE, KnownSchemas.current());
        long wanted = Math.min(MAX_FOREST_WINDOWS, workload.fewWindows());
        read(
                Workload.FEW,
                wanted,
                value -> windows.add(decoder.decode(value, null).values()));
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(windows.get(0).length)
                .randomSeed(1)
                .build();
        long began = System.nanoTime();
        for (float[] window : windows) {
            forest.getAnomalyScore(window);
            forest.update(window);
        }
        return windows.size() / ((System.nanoTime() - began) / 1e9);
    }

    /** Flink's own Kafka source and Avro format with their defaults; windows are discarded. */
    private double stockAvro() throws IOException, InterruptedException {
        StreamExecutionEnvironment environment = environment(settings(Workload.PLAIN, Map.of()));
        KafkaSource<Window> source = KafkaSource.<Window>builder()
                .setBootstrapServers(workload.bootstrap())
                .setTopics(Workload.PLAIN)
                .setGroupId("bench-stock")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(AvroDeserializationSchema.forSpecific(Window.class))
                .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "windows")
                .sinkTo(new DiscardingSink<>());
        return run(environment, workload.windows());
    }

    /** The job's source and decoding; windows are discarded. */
    private double decodeOnly() throws IOException, InterruptedException {
        JobSettings settings = settings(Workload.ENCODED, Map.of());
        ModelCard card = ModelDirectory.readCard(workload.model());
        WindowShape shape = new WindowShape(card.getLength(), card.getChannels().size());
        StreamExecutionEnvironment environment = environment(settings);
        environment
                .fromSource(KafkaEdge.input(settings.kafka()), WatermarkStrategy.noWatermarks(), "windows")
                .process(DecodeFunction.toWindows(WindowCheck.ofShape(shape), KnownSchemas.current()))
                .sinkTo(new DiscardingSink<>());
        return run(environment, workload.windows());
    }

    /** The whole job with its defaults, from windows to alerts. */
    private double job(String topic, long windows, Map<String, String> others)
            throws IOException, InterruptedException {
        JobSettings settings = settings(topic, others);
        StreamExecutionEnvironment environment = environment(settings);
        HolterJob.build(environment, settings);
        return run(environment, windows);
    }

    private StreamExecutionEnvironment environment(JobSettings settings) {
        return new StreamExecutionEnvironment(settings.flinkConfiguration());
    }

    private JobSettings settings(String topic, Map<String, String> others) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "kafka.bootstrap.servers",
                workload.bootstrap(),
                "kafka.group.id",
                "bench",
                "topics.windows",
                topic,
                "topics.alerts",
                Workload.ALERTS,
                "topics.rejects",
                Workload.REJECTS,
                "source.start",
                "earliest",
                "source.stop-at-end",
                "true",
                "model",
                workload.model().toString()));
        settings.putAll(others);
        return JobSettings.of(settings, "bench");
    }

    private double run(StreamExecutionEnvironment environment, long windows) throws IOException, InterruptedException {
        RunningJob job = flink.submit(environment);
        return windows / (job.awaitFinished().toNanos() / 1e9);
    }
}
