package io.holter.data.avro;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowCollector;
import io.holter.wire.DecodedWindow;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Avro object container files of windows, of one sample rate and perhaps with a label in one of their tags. */
public final class AvroReader implements DataReader {

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};

    @Override
    public boolean claims(DataSource source) {
        return source.isNamed(".avro");
    }

    @Override
    public boolean knows(byte[] start) {
        return start.length >= MAGIC.length && java.util.Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @Override
    public void read(DataSource source, DataFormat format, WindowCollector collector) throws IOException {
        try (WindowFile file = WindowFile.open(source.name(), source.open())) {
            Supplier<String> place = () -> source.name() + ": record " + file.number();
            float rate = Float.NaN;
            for (DecodedWindow window = file.next(); window != null; window = file.next()) {
                if (Float.isNaN(rate)) {
                    rate = window.sampleRate();
                    collector.describe(place, List.of(), rate, 0);
                } else if (rate != window.sampleRate()) {
                    throw new WrongArtefactException(
                            place.get(),
                            "a sample rate of " + rate + " Hz as in record 1",
                            window.sampleRate() + " Hz");
                }
                collector.window(place, window.shape(), window.values(), label(place, window, format.labels()));
            }
        }
    }

    /** The tag that holds the label; null without one, which the collector refuses where labels are wanted. */
    private static String label(Supplier<String> place, DecodedWindow window, Labels labels) {
        if (labels.place() != LabelPlace.TAG) {
            return null;
        }
        String label = window.tags().get(labels.tag());
        if (label == null || label.isBlank()) {
            throw new WrongArtefactException(
                    place.get(),
                    "a tag " + labels.tag() + " with the label",
                    "the tags " + window.tags().keySet());
        }
        return label;
    }
}
