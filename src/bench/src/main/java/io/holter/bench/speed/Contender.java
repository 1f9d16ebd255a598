// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import java.util.List;
import java.util.stream.Stream;

/** What is measured side by side, see {@link Runs} for what each does. */
enum Contender {
    /** Kafka's plain consumer. */
    CONSUMER("consumer"),
    /** Flink with its own Avro format, discarding. */
    STOCK_AVRO("stockAvro"),
    /** Flink with the job's decoding, discarding. */
    DECODE_ONLY("decodeOnly"),
    /** The whole job. */
    PIPELINE("pipeline"),
    /** The whole job, one window at a time. */
    UNBATCHED("unbatched"),
    /** A random cut forest that scores and learns the same windows, without Kafka or Flink: only with {@code --peers}. */
    RCF("rcf");

    /** The figure's name in reports. */
    final String key;

    Contender(String key) {
        this.key = key;
    }

    /** Those that run. */
    static List<Contender> all(boolean peers) {
        return Stream.of(values())
                .filter(contender -> peers || contender != RCF)
                .toList();
    }
}
