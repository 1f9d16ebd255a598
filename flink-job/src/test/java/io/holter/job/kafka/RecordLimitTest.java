// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.Reject;
import io.holter.schemas.RejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordLimitTest {

    static {
        GeneratedClasses.trust();
    }

    private static final RecordLimit LIMIT = new RecordLimit(20_000);

    /** Three bytes a character. */
    private static String longName(int length) {
        return "€".repeat(length);
    }

    @Test
    void theLargestAlertThereCanBeFitsIntoTheSmallestLimit() throws IOException {
        Alert alert = alert(100_000, 100_000);
        alert.setId("a".repeat(36));
        alert.setSeries(longName(1000));
        alert.setChannelShares(Collections.nCopies(50_000, 0.1f));
        alert.setModelName(longName(5000));
        alert.setModelVersion(longName(5000));
        alert.setModelHash("ab".repeat(32));
        alert.setPolicy(longName(5000));
        alert.setOrigin(new Origin("t".repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE));
        RecordLimit smallest = RecordLimit.ofRecord(RecordLimit.SMALLEST);
        ProducerRecord<byte[], byte[]> record = smallest.record("alerts", alert);
        assertThat(size(record)).isLessThanOrEqualTo(smallest.bytes());
        Alert cut = Alert.getDecoder().decode(record.value());
        assertThat(cut.getSeries()).isEqualTo(alert.getSeries());
        assertThat(cut.getId()).isEqualTo(alert.getId());
        assertThat(cut.getModelHash()).isEqualTo(alert.getModelHash());
        assertThat(alert.getModelName()).isEqualTo(cut.getModelName().repeat(50));
    }

    @Test
    void theLargestRejectThereCanBeFitsIntoTheSmallestLimit() throws IOException {
        RecordLimit smallest = RecordLimit.ofRecord(RecordLimit.SMALLEST);
        for (int key = 0; key < 10_000; key += 250) {
            Reject reject = reject(new byte[key], 1_000_000);
            reject.setDetail(longName(50_000));
            reject.setOrigin(new Origin("t".repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE));
            ProducerRecord<byte[], byte[]> record = smallest.record("rejects", reject);
            assertThat(size(record)).isLessThanOrEqualTo(smallest.bytes());
            assertThat(Reject.getDecoder().decode(record.value()).getBytes().hasRemaining())
                    .isTrue();
        }
    }

    @Test
    void whatFitsIsWhole() throws IOException {
        Reject reject = reject(new byte[] {1, 2}, 1000);
        ProducerRecord<byte[], byte[]> record = LIMIT.record("rejects", reject);
        assertThat(record.topic()).isEqualTo("rejects");
        assertThat(record.key()).containsExactly(1, 2);
        assertThat(record.timestamp()).isEqualTo(7);
        assertThat(Reject.getDecoder().decode(record.value())).isEqualTo(reject);
        // A reader of the reject's buffers finds them as they were.
        assertThat(reject.getBytes().remaining()).isEqualTo(1000);

        Alert alert = alert(100, 100);
        record = LIMIT.record("alerts", alert);
        assertThat(record.key()).isEqualTo("patient-7".getBytes(StandardCharsets.UTF_8));
        assertThat(record.timestamp()).isEqualTo(7);
        assertThat(Alert.getDecoder().decode(record.value())).isEqualTo(alert);
    }

    @Test
    void aRecordWithoutAKeyIsRejectedWithoutOne() {
        assertThat(LIMIT.record("rejects", reject(new byte[0], 10)).key()).isNull();
    }

    @Test
    void aRejectKeepsAsManyBytesAsFit() throws IOException {
        for (int length : new int[] {15_000, 19_000, 20_000, 1_000_000}) {
            ProducerRecord<byte[], byte[]> record = LIMIT.record("rejects", reject(new byte[100], length));
            Reject cut = Reject.getDecoder().decode(record.value());
            assertThat(size(record)).isLessThanOrEqualTo(20_000);
            assertThat(record.key()).hasSize(100);
            int kept = cut.getBytes().remaining();
            assertThat(kept).isGreaterThan(14_000);
            if (kept < length) {
                assertThat(cut.getDetail())
                        .isEqualTo("expected a value, found none; kept the first " + kept + " of " + length + " bytes");
                assertThat(cut.getBytes()).isEqualTo(ByteBuffer.wrap(bytes(length), 0, kept));
            }
            assertThat(cut.getReason()).isEqualTo(RejectReason.UNDECODABLE);
            assertThat(cut.getOrigin()).isEqualTo(new Origin("windows", 1, 2L));
        }
    }

    @Test
    void aKeyThatIsTooLongGoesFirst() throws IOException {
        ProducerRecord<byte[], byte[]> record = LIMIT.record("rejects", reject(new byte[19_000], 10));
        Reject cut = Reject.getDecoder().decode(record.value());
        assertThat(record.key()).isNull();
        assertThat(cut.getKey().remaining()).isZero();
        assertThat(cut.getBytes()).isEqualTo(ByteBuffer.wrap(bytes(10)));
        assertThat(cut.getDetail()).endsWith("; kept the first 10 of 10 bytes");
    }

    @Test
    void anAlertGoesWithoutTagsThenWithoutSamples() throws IOException {
        Alert manyTags = alert(100, 30_000);
        ProducerRecord<byte[], byte[]> record = LIMIT.record("alerts", manyTags);
        assertThat(size(record)).isLessThanOrEqualTo(20_000);
        assertThat(Alert.getDecoder().decode(record.value()))
                .isEqualTo(Alert.newBuilder(manyTags).setTags(Map.of()).build());
        assertThat(manyTags.getTags()).isNotEmpty();

        record = LIMIT.record("alerts", alert(10_000, 10));
        Alert withoutSamples = Alert.getDecoder().decode(record.value());
        assertThat(size(record)).isLessThanOrEqualTo(20_000);
        assertThat(withoutSamples.getObserved()).isEmpty();
        assertThat(withoutSamples.getExpected()).isEmpty();
        assertThat(withoutSamples.getLength()).isEqualTo(10_000);
        assertThat(withoutSamples.getId()).isEqualTo("id");
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0 : record.key().length) + record.value().length;
    }

    private static Reject reject(byte[] key, int length) {
        return Reject.newBuilder()
                .setKey(ByteBuffer.wrap(key))
                .setBytes(ByteBuffer.wrap(bytes(length)))
                .setReason(RejectReason.UNDECODABLE)
                .setDetail("expected a value, found none")
                .setOrigin(new Origin("windows", 1, 2L))
                .setRejected(Instant.ofEpochMilli(7))
                .build();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private static Alert alert(int samples, int tagLength) {
        char[] tag = new char[tagLength];
        Arrays.fill(tag, 'x');
        return Alert.newBuilder()
                .setId("id")
                .setSeries("patient-7")
                .setLength(samples)
                .setObserved(Collections.nCopies(samples, 1f))
                .setExpected(Collections.nCopies(samples, 2f))
                .setTags(Map.of("note", new String(tag)))
                .setDetected(Instant.ofEpochMilli(7))
                .build();
    }
}
