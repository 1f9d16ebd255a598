// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.MetricRegistryTestUtils;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.junit.jupiter.api.Test;

/** The metrics of scoring as an operator of Prometheus finds them, through Flink's own reporter. */
class ScoringMetricsTest {

    @Test
    void prometheusSeesWhichModelScores() throws Exception {
        ModelCard card = ModelCard.newBuilder()
                .setName("ecg")
                .setVersion("2026-02-28")
                .setSavedModelSha256("ab".repeat(32))
                .build();
        int port = freePort();
        MetricConfig properties = new MetricConfig();
        properties.setProperty("port", Integer.toString(port));
        MetricReporter prometheus = new PrometheusReporterFactory().createMetricReporter(properties);
        MetricRegistryImpl registry = new MetricRegistryImpl(
                MetricRegistryTestUtils.defaultMetricRegistryConfiguration(),
                List.of(ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter("prometheus", prometheus)));
        try {
            new ScoringMetrics(operator(registry), card).scored(3, 1000);
            assertThat(scrape(port))
                    .filteredOn(line -> line.contains("model_info{"))
                    .singleElement()
                    .asString()
                    .startsWith("flink_taskmanager_job_task_operator_model_name_model_version_model_hash_model_info{")
                    .contains(
                            "model_name=\"ecg\"",
                            "model_version=\"2026_02_28\"",
                            "model_hash=\"" + "ab".repeat(32) + "\"",
                            "operator_name=\"score\"")
                    .endsWith("} 1.0");
        } finally {
            registry.closeAsync().get();
        }
    }

    private static MetricGroup operator(MetricRegistryImpl registry) {
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "localhost", ResourceID.generate())
                .addJob(new JobID(), "holter")
                .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "score")
                .getOrAddOperator("score");
    }

    private static List<String> scrape(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
