// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.SafeAddress;
import io.holter.core.WrongArtefactException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicAddressTest {

    @Test
    void readsBrokersAndTopic() {
        TopicAddress address = TopicAddress.parse("kafka://localhost:9092/holter.windows");
        assertThat(address.bootstrap()).isEqualTo("localhost:9092");
        assertThat(address.topic()).isEqualTo("holter.windows");
        assertThat(address.max()).isEqualTo(Long.MAX_VALUE);
        assertThat(address.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(address.files()).isEqualTo(new TopicAddress.Files(List.of(), null, null));
        assertThat(TopicAddress.parse("KAFKA://a.b:1,[::1]:65535,c:3/t-_1?").bootstrap())
                .isEqualTo("a.b:1,[::1]:65535,c:3");
    }

    @Test
    void readsTheQuery() {
        TopicAddress address = TopicAddress.parse(
                "kafka://h:1/t?max=100000&timeout=3&schema=a%20b.avsc&properties=c+d.properties&schema=/e/f.avsc");
        assertThat(address.max()).isEqualTo(100_000);
        assertThat(address.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(address.files())
                .isEqualTo(new TopicAddress.Files(List.of("a b.avsc", "/e/f.avsc"), "c+d.properties", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka://h:1            | an address such as kafka://host:port/topic?max=100000, found another",
                "kafka://h:1/           | an address such as kafka://host:port/topic?max=100000, found another",
                "kafka://h:1/a/b        | an address such as kafka://host:port/topic?max=100000, found another",
                "kafka://h:1/t#x        | an address such as kafka://host:port/topic?max=100000, found another",
                "kafka:///t             | an address such as kafka://host:port/topic?max=100000, found another",
                "kafka://h/t            | host:port of a broker, found h",
                "kafka://h:1,i/t        | host:port of a broker, found i",
                "kafka://h:1,/t         | host:port of a broker, found nothing",
                "kafka://h:port/t       | host:port of a broker, found h:port",
                "kafka://h:1/t?maks=1   | max, timeout, schema, properties or config in the query, found maks",
                "kafka://h:1/t?max=1&   | max, timeout, schema, properties or config in the query, found nothing",
                "kafka://h:1/t?max      | max to be a whole number, found ''",
                "kafka://h:1/t?max=1e5  | max to be a whole number, found '1e5'",
                "kafka://h:1/t?max=0    | max to be between 1 and 9223372036854775807, found 0",
                "kafka://h:1/t?timeout=0     | timeout to be between 1 and 86400, found 0",
                "kafka://h:1/t?timeout=86401 | timeout to be between 1 and 86400, found 86401",
                "kafka://h:1/t?schema=       | a file for schema, found none",
                "kafka://h:1/t?properties    | a file for properties, found none",
                "kafka://h:1/t?schema=%zz    | percent signs that stand for bytes in the query, found others in schema",
                "kafka://me:geheim@h:1/t     | host:port of a broker, found another, with a user",
            })
    void saysWhatIsWrong(String address, String message) {
        assertThatThrownBy(() -> TopicAddress.parse(address))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(SafeAddress.of(address) + ": expected " + message);
    }
}
