// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import io.holter.core.WindowShape;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.Piece;
import io.holter.data.Recorded;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.wire.DecodedWindow;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.SingleObject;
import io.holter.wire.WindowCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Windows of a Kafka topic, or samples where the settings of a job say so. Records that the job would reject with any model and settings are counted and passed over,
 * as the job goes on after them, and so are windows of another shape than the first, unless no window is left.
 */
public final class TopicReader implements DataReader {

    private static final String SCHEME = "kafka";

    @Override
    public boolean claims(DataSource source) {
        return source.scheme().equals(SCHEME);
    }

    @Override
    public String kind() {
        return "a Kafka topic";
    }

    @Override
    public boolean supports(DataFeature feature) {
        return feature == DataFeature.TAG_LABELS || feature == DataFeature.SLICING;
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        TopicAddress address = TopicAddress.parse(source.address());
        Optional<SampleRules> samples = SampleRules.of(address);
        if (samples.isPresent()) {
            return SamplePieces.open(address, samples.get(), format);
        }
        SingleObject decoder = decoder(address);
        return new Records(TopicRecords.open(address), decoder, address.max(), format.labels(), known.shape());
    }

    private static SingleObject decoder(TopicAddress address) throws IOException {
        List<Path> schemas = address.files().schemas().stream().map(Path::of).toList();
        return new SingleObject(WindowCheck.ANY_SHAPE, KnownSchemas.with(schemas));
    }

    /** Where a record stands, for messages. */
    static Supplier<String> place(ConsumerRecord<byte[], byte[]> record) {
        return () -> record.topic() + ", partition " + record.partition() + ", offset " + record.offset();
    }

    static Origin origin(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(record.topic(), record.partition(), record.offset());
    }

    /** The records of one topic. */
    private static final class Records implements Piece.Pieces {

        private final TopicRecords records;
        private final SingleObject decoder;
        private final long max;
        private final Labels labels;
        private WindowShape shape;
        private Piece first;
        private long windows;

        /**
         * @param shape of earlier windows; null where there was none
         */
        Records(TopicRecords records, SingleObject decoder, long max, Labels labels, WindowShape shape) {
            this.records = records;
            this.decoder = decoder;
            this.max = max;
            this.labels = labels;
            this.shape = shape;
        }

        @Override
        public Piece next() throws IOException {
            if (first != null) {
                Piece piece = first;
                first = null;
                return piece;
            }
            ConsumerRecord<byte[], byte[]> record = windows < max ? records.next() : null;
            if (record == null) {
                return null;
            }
            Supplier<String> place = place(record);
            try {
                DecodedWindow window = decoder.decode(record.value(), origin(record));
                Piece piece = new Piece.Window(
                        place,
                        requireSame(window.shape()),
                        window.values(),
                        new Piece.Label(place, label(window)),
                        new Recorded(window.series(), Instant.ofEpochMilli(window.startMillis())));
                windows++;
                if (windows > 1) {
                    return piece;
                }
                first = piece;
                return new Piece.Description(place, List.of(), window.sampleRate(), 0);
            } catch (RejectedRecordException e) {
                return new Piece.Unusable(place, e.getMessage());
            }
        }

        private WindowShape requireSame(WindowShape found) throws RejectedRecordException {
            if (shape == null) {
                shape = found;
            }
            if (!shape.equals(found)) {
                throw new RejectedRecordException(
                        RejectReason.WRONG_LENGTH, describe(shape) + " as in the first window", describe(found));
            }
            return found;
        }

        private String label(DecodedWindow window) throws RejectedRecordException {
            if (labels.place() != LabelPlace.TAG) {
                return null;
            }
            String label = window.tags().get(labels.name());
            if (label == null || label.isBlank()) {
                throw new RejectedRecordException(
                        RejectReason.OTHER, "a tag " + labels.name() + " with the label", "none");
            }
            return label;
        }

        private static String describe(WindowShape shape) {
            return "a window of " + shape.describe();
        }

        @Override
        public void close() {
            records.close();
        }
    }
}
