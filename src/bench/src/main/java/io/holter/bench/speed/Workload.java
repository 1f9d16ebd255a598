// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import io.holter.app.demo.GeneratedDemoData;
import io.holter.app.kafka.Topics;
import io.holter.app.kafka.WindowProducer;
import io.holter.schemas.Window;
import io.holter.trainer.Trainer;
import io.holter.trainer.training.Progress;
import io.holter.wire.SingleObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is measured on: heartbeats of {@value #SERIES} series, 140 samples each, one in a thousand abnormal, in Kafka,
 * and a model of the trainer's default network that knows the normal ones.
 *
 * @param bootstrap address of the broker
 * @param model model directory
 * @param windows windows in {@link #ENCODED} and in {@link #PLAIN}
 * @param fewWindows windows in {@link #FEW}
 */
record Workload(String bootstrap, Path model, long windows, long fewWindows) {

    /** Topic with windows as the job takes them: Avro single-object encoding. */
    static final String ENCODED = "bench.windows";

    /** The same windows as Flink's Avro format takes them: the Avro body alone. */
    static final String PLAIN = "bench.windows.plain";

    /** The first of the encoded windows, for what is too slow for all. */
    static final String FEW = "bench.windows.few";

    /** Topic for alerts of the measured jobs. */
    static final String ALERTS = "bench.alerts";

    /** Topic for rejects of the measured jobs. */
    static final String REJECTS = "bench.rejects";

    /** Partitions of every topic. */
    static final int PARTITIONS = 2;

    private static final int SERIES = 1000;
    private static final int DISTINCT_PER_SERIES = 10;
    private static final double ABNORMAL_SHARE = 0.001;
    private static final long FEW_SHARE = 40;
    private static final long BEAT_MILLIS = 800;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** Trains the model and fills the topics. */
    static Workload prepare(String bootstrap, Path model, long windows) throws IOException, InterruptedException {
        GeneratedDemoData data = new GeneratedDemoData(SERIES, ABNORMAL_SHARE, 1, BEGIN);
        new Trainer(data.training(), data.model(), Progress.SILENT).train(data.trainingWindows(), model);
        Topics.create(
                Map.of("bootstrap.servers", bootstrap), List.of(ENCODED, PLAIN, FEW, ALERTS, REJECTS), PARTITIONS);
        List<Window> pool = new ArrayList<>(SERIES * DISTINCT_PER_SERIES);
        for (int i = 0; i < SERIES * DISTINCT_PER_SERIES; i++) {
            pool.add(data.next().orElseThrow().window());
        }
        long few = Math.max(1, windows / FEW_SHARE);
        try (WindowProducer encoded = producer(bootstrap, ENCODED);
                WindowProducer plain = producer(bootstrap, PLAIN);
                WindowProducer fewer = producer(bootstrap, FEW)) {
            for (long i = 0; i < windows; i++) {
                Window window = pool.get((int) (i % pool.size()));
                window.setStart(BEGIN.plusMillis(i / SERIES * BEAT_MILLIS));
                byte[] bytes = WindowProducer.encode(window);
                encoded.send(window.getSeries(), bytes);
                plain.send(window.getSeries(), Arrays.copyOfRange(bytes, SingleObject.HEADER_BYTES, bytes.length));
                if (i < few) {
                    fewer.send(window.getSeries(), bytes);
                }
            }
            encoded.flush();
            plain.flush();
            fewer.flush();
        }
        return new Workload(bootstrap, model, windows, few);
    }

    /** As arguments of a process that {@link #of} reads. */
    List<String> arguments() {
        return List.of(bootstrap, model.toString(), Long.toString(windows), Long.toString(fewWindows));
    }

    /** The workload that {@link #arguments} describes. */
    static Workload of(List<String> arguments) {
        return new Workload(
                arguments.get(0),
                Path.of(arguments.get(1)),
                Long.parseLong(arguments.get(2)),
                Long.parseLong(arguments.get(3)));
    }

    private static WindowProducer producer(String bootstrap, String topic) {
        return new WindowProducer(Map.of("bootstrap.servers", bootstrap), topic, Duration.ofMillis(20));
    }
}
