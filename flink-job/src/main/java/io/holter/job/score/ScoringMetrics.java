// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import io.holter.schemas.ModelCard;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The metrics of the scoring operator: {@code windowsScored} (count), {@code batchSize} (windows per batch, over the
 * last 1,000 batches), {@code inferenceMicros} (microseconds a batch spends in TensorFlow, likewise) and
 * {@code model_info}, which is always 1 and names the model by its groups {@code model_name}, {@code model_version} and
 * {@code model_hash}: reporters such as Prometheus' take numbers only, and groups for labels.
 */
final class ScoringMetrics {

    private static final int LAST_BATCHES = 1000;

    private final Counter windows;
    private final Histogram batchSize;
    private final Histogram inferenceMicros;

    ScoringMetrics(MetricGroup group, ModelCard card) {
        windows = group.counter("windowsScored");
        batchSize = group.histogram("batchSize", new DescriptiveStatisticsHistogram(LAST_BATCHES));
        inferenceMicros = group.histogram("inferenceMicros", new DescriptiveStatisticsHistogram(LAST_BATCHES));
        group.addGroup("model_name", card.getName())
                .addGroup("model_version", card.getVersion())
                .addGroup("model_hash", card.getSavedModelSha256())
                .gauge("model_info", (Gauge<Integer>) () -> 1);
    }

    void scored(int count, long nanos) {
        windows.inc(count);
        batchSize.update(count);
        inferenceMicros.update(nanos / 1000);
    }
}
