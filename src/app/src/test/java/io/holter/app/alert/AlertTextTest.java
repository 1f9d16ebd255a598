// SPDX-License-Identifier: Apache-2.0
package io.holter.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.schemas.Alert;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AlertTextTest {

    @Test
    void aLineSaysWhenWhoHowBadAndWhere() {
        assertThat(AlertLine.of(Alerts.example()))
                .startsWith("2026-01-01T00:00:00.120Z  ecg-07     CRITICAL")
                .contains("score 0.431 > 0.093 (4.6×)")
                .endsWith("at sample 2 of 3: 1.83 instead of -0.500 in channel 1")
                .doesNotContain("\n");
    }

    @Test
    void whereNothingWasExpectedTheLineDoesNotSayWhat() {
        Alert alert = Alert.newBuilder(Alerts.example()).setExpected(List.of()).build();
        assertThat(AlertLine.of(alert)).endsWith("at sample 2 of 3: 1.83 in channel 1");
    }

    @Test
    void aLineComesOfAnythingThatIsAnAlert() {
        Alert empty = Alert.newBuilder().build();
        assertThat(AlertLine.of(empty)).contains("UNKNOWN", "score 0.000").doesNotContain("sample");
        Alert odd = Alert.newBuilder(Alerts.example())
                .setPeakSample(Integer.MAX_VALUE)
                .setScore(Double.NaN)
                .build();
        assertThat(AlertLine.of(odd)).contains("NaN");
    }

    /** A series is a name that somebody else gave. */
    @Test
    void aSeriesCannotForgeALineOrMoveTheTerminal() {
        Alert alert = Alert.newBuilder(Alerts.example())
                .setSeries("bed-1\n2026-01-01  bed-2 \u001b[2K\u202e")
                .build();
        assertThat(AlertLine.of(alert))
                .contains("bed-1\\u000a2026-01-01  bed-2 \\u001b[2K\\u202e")
                .doesNotContain("\n", "\u001b", "\u202e");
    }

    @Test
    void jsonHasEveryFieldOfTheSchemaUnderItsName() throws IOException {
        String text = AlertJson.of(Alerts.example());
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(text).doesNotContain("\n");
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Alert.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
        assertThat(json.get("start").asText()).isEqualTo("2026-01-01T00:00:00.120Z");
        assertThat(json.get("severity").asText()).isEqualTo("CRITICAL");
        assertThat(json.get("observed").get(5).asDouble()).isEqualTo(1.825);
        assertThat(json.get("origin").get("offset").asLong()).isEqualTo(42);
    }
}
