// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.app.kafka.WindowProducer;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ways in which a record can be of no use, and the reason that each should be rejected for. */
enum Corruption {
    /** Bytes that never were a window. */
    GARBAGE(RejectReason.UNDECODABLE) {
        @Override
        byte[] apply(Window window, RandomGenerator random) {
            byte[] bytes = new byte[random.nextInt(1, 400)];
            random.nextBytes(bytes);
            bytes[0] = 'x'; // Avro's single-object encoding begins with C3
            return bytes;
        }
    },
    /** A window that ends in the middle. */
    TRUNCATED(RejectReason.UNDECODABLE) {
        @Override
        byte[] apply(Window window, RandomGenerator random) throws IOException {
            byte[] bytes = WindowProducer.encode(window);
            return Arrays.copyOf(bytes, random.nextInt(HEADER, bytes.length));
        }
    },
    /** A window in a schema that nobody has. */
    FOREIGN(RejectReason.UNKNOWN_SCHEMA) {
        @Override
        byte[] apply(Window window, RandomGenerator random) throws IOException {
            byte[] bytes = WindowProducer.encode(window);
            bytes[random.nextInt(2, HEADER)] ^= (byte) random.nextInt(1, 256);
            return bytes;
        }
    },
    /** A window with fewer samples than the model knows. */
    TOO_SHORT(RejectReason.WRONG_LENGTH) {
        @Override
        byte[] apply(Window window, RandomGenerator random) throws IOException {
            int length = window.getLength() - 1;
            List<Float> fewer = window.getValues().subList(0, length * window.getChannels());
            return WindowProducer.encode(Window.newBuilder(window)
                    .setLength(length)
                    .setValues(List.copyOf(fewer))
                    .build());
        }
    },
    /** A window with a value that is no number. */
    NOT_A_NUMBER(RejectReason.NON_FINITE) {
        @Override
        byte[] apply(Window window, RandomGenerator random) throws IOException {
            List<Float> values = new ArrayList<>(window.getValues());
            values.set(random.nextInt(values.size()), Float.NaN);
            return WindowProducer.encode(
                    Window.newBuilder(window).setValues(values).build());
        }
    },
    /** A window of nobody knows what. */
    NAMELESS(RejectReason.MISSING_SERIES) {
        @Override
        byte[] apply(Window window, RandomGenerator random) throws IOException {
            return WindowProducer.encode(Window.newBuilder(window).setSeries("").build());
        }
    };

    /** Bytes of the single-object header: a mark of two and a fingerprint of eight. */
    private static final int HEADER = 10;

    private final RejectReason reason;

    Corruption(RejectReason reason) {
        this.reason = reason;
    }

    /** The reason that such a record should be rejected for. */
    RejectReason reason() {
        return reason;
    }

    /** The value of a record that was to be this window. */
    abstract byte[] apply(Window window, RandomGenerator random) throws IOException;

    /** Draws one; each is as likely as another. */
    static Corruption draw(RandomGenerator random) {
        Corruption[] all = values();
        return all[random.nextInt(all.length)];
    }
}
