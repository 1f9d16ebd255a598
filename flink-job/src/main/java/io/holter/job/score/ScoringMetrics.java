package io.holter.job.score;

import io.holter.schemas.ModelCard;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the scoring operator tells: {@code windowsScored} (count), {@code batchSize} (windows a batch, over the last
 * 1,000 batches), {@code inferenceMicros} (microseconds a batch spends in TensorFlow, likewise), {@code modelName},
 * {@code modelVersion} and {@code modelHash}.
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
        String name = card.getName();
        String version = card.getVersion();
        String hash = card.getSavedModelSha256();
        group.gauge("modelName", (Gauge<String>) () -> name);
        group.gauge("modelVersion", (Gauge<String>) () -> version);
        group.gauge("modelHash", (Gauge<String>) () -> hash);
    }

    void scored(int count, long nanos) {
        windows.inc(count);
        batchSize.update(count);
        inferenceMicros.update(nanos / 1000);
    }
}
