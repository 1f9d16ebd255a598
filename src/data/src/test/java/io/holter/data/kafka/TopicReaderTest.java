// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.set.WindowSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong before there is a topic to read; the command line's tests have a broker. */
class TopicReaderTest {

    @TempDir
    private Path folder;

    @Test
    void aBrokerThatDoesNotAnswerIsNamedInTime() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String slow = "localhost:" + deaf.getLocalPort();
            for (String broker : List.of("localhost:1", slow)) {
                long start = System.nanoTime();
                assertThatThrownBy(() -> read("kafka://" + broker + "/t?timeout=1"))
                        .isInstanceOf(IOException.class)
                        .hasMessage(
                                broker.equals(slow)
                                        ? slow + ": something accepts connections, but no Kafka broker answers within"
                                                + " 1 s (another security.protocol, or a slow one: wait longer)"
                                        : broker + ": no Kafka broker answers within 1 s");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void aHostThatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> read("kafka://no-such-host.invalid:9092/t?timeout=1"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no-such-host.invalid:9092: No resolvable bootstrap urls");
    }

    @Test
    void filesThatAreMissingAreNamed() throws Exception {
        Path none = folder.resolve("none");
        refused("schema=" + none, none + ": expected an Avro schema, found nothing there");
        refused("properties=" + none, none + ": expected properties of Kafka's client, found nothing there");
        Path wrong = Files.writeString(folder.resolve("wrong"), "a=\\u00zz\n");
        refused(
                "properties=" + wrong,
                wrong + ": expected properties of Kafka's client, found Malformed \\uxxxx encoding.");
    }

    @Test
    void propertiesReachTheClient() throws Exception {
        Path properties = Files.writeString(folder.resolve("client.properties"), "security.protocol=CARRIER_PIGEON\n");
        assertThatThrownBy(() -> read("kafka://localhost:1/t?timeout=1&properties=" + properties))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("configuration security.protocol")
                .hasMessageNotContaining("CARRIER_PIGEON");
    }

    @Test
    void optionsOfOtherDataAreRefused() {
        String topic = "kafka://localhost:1/t?timeout=1";
        assertThatThrownBy(() -> read(topic, DataFormat.unlabelled().withBeats(new BeatWindow(1, 1))))
                .hasMessage(topic + ": expected a WFDB record, which has annotated beats, found a Kafka topic");
        assertThatThrownBy(() -> read(topic, DataFormat.labelled(LabelPlace.OWN, "N")))
                .hasMessage(topic + ": expected data that has labels of its own, found a Kafka topic");
    }

    private static void refused(String query, String message) {
        assertThatThrownBy(() -> read("kafka://localhost:1/t?timeout=1&" + query))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }

    private static WindowSet read(String topic) throws IOException {
        return read(topic, DataFormat.unlabelled());
    }

    private static WindowSet read(String topic, DataFormat format) throws IOException {
        return DataFiles.read(List.of(topic), format);
    }
}
