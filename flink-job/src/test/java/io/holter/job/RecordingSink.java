// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps what arrives for the test that runs in the same process. At least once: what was written before a failure
 * stays, as in a topic. Fails on purpose, once, where the test asks for it.
 *
 * @param <T> type of the records
 */
final class RecordingSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Collection<Object>> ARRIVED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> UNTIL_FAILURE = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    /** A sink that fails when it has written this many records; -1 never. */
    RecordingSink(int failAfter) {
        ARRIVED.put(id, new ConcurrentLinkedQueue<>());
        UNTIL_FAILURE.put(id, new AtomicInteger(failAfter));
    }

    RecordingSink() {
        this(-1);
    }

    /** What arrived, in this order. */
    @SuppressWarnings("unchecked") // only this sink's writers, which take nothing else, fill it
    Collection<T> arrived() {
        return (Collection<T>) ARRIVED.get(id);
    }

    /** Whether the failure that the test asked for has happened. */
    boolean failed() {
        return UNTIL_FAILURE.get(id).get() < 0;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(id);
    }

    private record Writer<T>(String id) implements SinkWriter<T> {

        @Override
        public void write(T element, Context context) {
            if (UNTIL_FAILURE.get(id).getAndDecrement() == 0) {
                throw new IllegalStateException("fails on purpose");
            }
            ARRIVED.get(id).add(element);
        }

        @Override
        public void flush(boolean endOfInput) {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
