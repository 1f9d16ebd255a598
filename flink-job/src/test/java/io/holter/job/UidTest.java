// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import java.nio.file.Path;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State in checkpoints and savepoints is found again by the uid of its operator. */
class UidTest {

    @TempDir
    private Path model;

    @BeforeEach
    void writeModel() throws Exception {
        MeanModel.write(model, Swings.SHAPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void everyOperatorHasTheUidThatSavepointsKnow(String delivery) throws Exception {
        JobSettings settings = TestSettings.of(model, "delivery", delivery);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        HolterJob.build(environment, settings);

        TreeMap<String, String> uidsByName = new TreeMap<>();
        for (StreamNode node : environment.getStreamGraph().getStreamNodes()) {
            uidsByName.put(node.getOperatorName(), String.valueOf(node.getTransformationUID()));
        }
        assertThat(uidsByName)
                .containsEntry("Source: windows", "windows")
                .containsEntry("decode", "decode")
                .containsEntry("score", "score")
                .containsEntry("judge", "judge")
                .containsEntry("alerts: Writer", "alerts")
                .containsEntry("rejects: Writer", "rejects")
                .doesNotContainValue("null");
    }

    @Test
    void flinkMakesUpNone() throws Exception {
        JobSettings settings = TestSettings.of(model, "flink.pipeline.auto-generate-uids", "false");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        HolterJob.build(environment, settings);
        assertThat(environment.getStreamGraph().getJobGraph().getVertices()).isNotEmpty();
    }
}
