package io.holter.data.kafka;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowCollector;
import io.holter.schemas.Origin;
import io.holter.schemas.RejectReason;
import io.holter.wire.DecodedWindow;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.SingleObject;
import io.holter.wire.WindowCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Windows of a Kafka topic. Records that the job would reject are counted and passed over, as the job goes on after them,
 * and so are windows of another shape than the first, unless no window is left.
 */
public final class TopicReader implements DataReader {

    private static final String SCHEME = "kafka";

    @Override
    public boolean claims(DataSource source) {
        return source.scheme().equals(SCHEME);
    }

    @Override
    public void read(DataSource source, DataFormat format, WindowCollector collector) throws IOException {
        TopicAddress address = TopicAddress.parse(source.name());
        SingleObject decoder = decoder(address);
        try (TopicRecords records = TopicRecords.open(address)) {
            new Reading(address, format.labels(), collector).read(records, decoder);
        }
    }

    private static SingleObject decoder(TopicAddress address) throws IOException {
        List<Path> schemas = address.files().schemas().stream().map(Path::of).toList();
        return new SingleObject(WindowCheck.ANY_SHAPE, KnownSchemas.with(schemas));
    }

    /** The reading of one topic. */
    private static final class Reading {

        private final TopicAddress address;
        private final Labels labels;
        private final WindowCollector collector;
        private long windows;
        private long passedOver;
        private String firstReason;

        Reading(TopicAddress address, Labels labels, WindowCollector collector) {
            this.address = address;
            this.labels = labels;
            this.collector = collector;
        }

        void read(TopicRecords records, SingleObject decoder) throws IOException {
            while (windows < address.max()) {
                ConsumerRecord<byte[], byte[]> record = records.next();
                if (record == null) {
                    break;
                }
                try {
                    deliver(decoder.decode(record.value(), origin(record)), place(record));
                } catch (RejectedRecordException e) {
                    passedOver++;
                    if (firstReason == null) {
                        firstReason = place(record).get() + ": " + e.getMessage();
                    }
                }
            }
            tell();
        }

        private void deliver(DecodedWindow window, Supplier<String> place) throws IOException, RejectedRecordException {
            WindowShape shape = collector.shape();
            if (shape != null && !shape.equals(window.shape())) {
                throw new RejectedRecordException(
                        RejectReason.WRONG_LENGTH,
                        describe(shape) + " as in the first window",
                        describe(window.shape()));
            }
            String label = null;
            if (labels.place() == LabelPlace.TAG) {
                label = window.tags().get(labels.tag());
                if (label == null || label.isBlank()) {
                    throw new RejectedRecordException(
                            RejectReason.OTHER, "a tag " + labels.tag() + " with the label", "none");
                }
            }
            if (windows == 0) {
                collector.describe(place, List.of(), window.sampleRate(), 0);
            }
            collector.window(place, window.shape(), window.values(), label);
            windows++;
        }

        private void tell() {
            if (passedOver == 0) {
                return;
            }
            if (windows == 0) {
                throw new WrongArtefactException(
                        address.name(),
                        "at least one window",
                        "none in " + passedOver + " records, the first of them, " + firstReason);
            }
            collector.remark(address.name() + ": " + passedOver + " of " + (passedOver + windows)
                    + " records passed over, the first of them, " + firstReason);
        }

        private static Origin origin(ConsumerRecord<byte[], byte[]> record) {
            return new Origin(record.topic(), record.partition(), record.offset());
        }

        private static Supplier<String> place(ConsumerRecord<byte[], byte[]> record) {
            return () -> record.topic() + ", partition " + record.partition() + ", offset " + record.offset();
        }

        private static String describe(WindowShape shape) {
            return "a window of " + shape.length() + " samples × " + shape.channels() + " channels";
        }
    }
}
