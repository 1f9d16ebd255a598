// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What came out: medians over the rounds, windows per second.
 *
 * @param consumer Kafka's plain consumer
 * @param stockAvro Flink with its own Avro format, discarding
 * @param decodeOnly Flink with the job's decoding, discarding
 * @param pipeline the whole job
 * @param unbatched the whole job, one window at a time
 * @param rcf a random cut forest on the same windows; null where peers were not measured
 * @param peakRssMiB most memory that the process of the Flink jobs ever held resident, MiB; null where the system does
 *     not tell
 */
@JsonPropertyOrder({
    "consumer",
    "stockAvro",
    "decodeOnly",
    "pipeline",
    "unbatched",
    "stockRatio",
    "ratio",
    "speedup",
    "rcf",
    "rcfRatio",
    "peakRssMiB"
})
record Throughputs(
        double consumer,
        double stockAvro,
        double decodeOnly,
        double pipeline,
        double unbatched,
        Double rcf,
        Long peakRssMiB) {

    /** The whole job against Flink's own reading of Avro: above 1, detecting costs less than stock reading. */
    @JsonProperty
    double stockRatio() {
        return pipeline / stockAvro;
    }

    /** The whole job against its own reading. */
    @JsonProperty
    double ratio() {
        return pipeline / decodeOnly;
    }

    /** What batches bring. */
    @JsonProperty
    double speedup() {
        return pipeline / unbatched;
    }

    /** The whole job against a random cut forest; null where that was not measured. */
    @JsonProperty
    Double rcfRatio() {
        return rcf == null ? null : pipeline / rcf;
    }
}
