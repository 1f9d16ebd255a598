// SPDX-License-Identifier: Apache-2.0
package io.holter.job.kafka;

import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The maker of records that Kafka takes. A reject holds a whole record and an alert a window twice, so that either may
 * exceed what the incoming record just kept to; the producer would fail, and the job would start again only to fail at
 * the same record. What exceeds the limit is cut instead, the least needed first.
 *
 * @param bytes largest key and value together
 */
record RecordLimit(int bytes) implements Serializable {

    /**
     * The smallest limit that every alert and reject can be cut to: both hold a name of 1,000 characters twice, or the
     * detail of as many, and the names of topic and model.
     */
    static final int SMALLEST = 8 * 1024;

    /** What Kafka adds around key and value, with room to spare. */
    private static final int FRAME = 256;

    /** Fields of a reject besides key and bytes, with room to spare. */
    private static final int REST_OF_A_REJECT = 4096;

    private static final int MAX_DETAIL = 1000;

    /** Names of model and policy, in the least that is left of an alert. */
    private static final int MAX_NAME = 100;

    /**
     * What fits into a record.
     *
     * @param size of a whole record, at least {@value #SMALLEST} bytes
     */
    static RecordLimit ofRecord(int size) {
        return new RecordLimit(size - FRAME);
    }

    /** The alert, without its tags, without its samples or even with its names alone where it would not fit. */
    ProducerRecord<byte[], byte[]> record(String topic, Alert alert) {
        byte[] key = alert.getSeries().getBytes(StandardCharsets.UTF_8);
        byte[] value = bytes(() -> Alert.getEncoder().encode(alert));
        if (key.length + value.length > bytes) {
            Alert smaller = Alert.newBuilder(alert).setTags(Map.of()).build();
            value = bytes(() -> Alert.getEncoder().encode(smaller));
            if (key.length + value.length > bytes) {
                smaller.setObserved(List.of());
                smaller.setExpected(List.of());
                value = bytes(() -> Alert.getEncoder().encode(smaller));
            }
            if (key.length + value.length > bytes) {
                smaller.setChannelShares(List.of());
                smaller.setModelName(start(alert.getModelName(), MAX_NAME));
                smaller.setModelVersion(start(alert.getModelVersion(), MAX_NAME));
                smaller.setPolicy(start(alert.getPolicy(), MAX_NAME));
                value = bytes(() -> Alert.getEncoder().encode(smaller));
            }
        }
        return new ProducerRecord<>(topic, null, alert.getDetected().toEpochMilli(), key, value);
    }

    /** The reject, with as many of the record's bytes as fit. */
    ProducerRecord<byte[], byte[]> record(String topic, Reject reject) {
        byte[] key = reject.getKey().hasRemaining() ? copy(reject.getKey()) : null;
        byte[] value = bytes(() -> Reject.getEncoder().encode(reject));
        int keyLength = key == null ? 0 : key.length;
        if (keyLength + value.length > bytes) {
            // The key is there twice: as the key of the record and in the reject.
            boolean keyFits = 2L * keyLength <= bytes / 4;
            Reject cut = cut(reject, keyFits, bytes - REST_OF_A_REJECT - (keyFits ? 2 * keyLength : 0));
            key = keyFits ? key : null;
            value = bytes(() -> Reject.getEncoder().encode(cut));
        }
        return new ProducerRecord<>(topic, null, reject.getRejected().toEpochMilli(), key, value);
    }

    private static Reject cut(Reject reject, boolean keyFits, int room) {
        ByteBuffer whole = reject.getBytes();
        int kept = Math.max(0, Math.min(whole.remaining(), room));
        return Reject.newBuilder(reject)
                .setKey(keyFits ? reject.getKey() : ByteBuffer.allocate(0))
                .setBytes(whole.duplicate().limit(whole.position() + kept))
                .setDetail(start(reject.getDetail(), MAX_DETAIL) + "; kept the first " + kept + " of "
                        + whole.remaining() + " bytes")
                .build();
    }

    private static String start(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private interface Encoding {
        ByteBuffer encode() throws IOException;
    }

    private static byte[] bytes(Encoding encoding) {
        try {
            return copy(encoding.encode());
        } catch (IOException e) {
            throw new UncheckedIOException("encoding to memory", e);
        }
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
