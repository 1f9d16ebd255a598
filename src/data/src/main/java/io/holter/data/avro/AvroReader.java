// SPDX-License-Identifier: Apache-2.0
package io.holter.data.avro;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.Piece;
import io.holter.data.Recorded;
import io.holter.wire.DecodedWindow;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Avro object container files of windows, of one sample rate and perhaps with a label in one of their tags. */
public final class AvroReader implements DataReader {

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};

    @Override
    public boolean claims(DataSource source) {
        return source.isNamed(".avro");
    }

    @Override
    public boolean knows(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @Override
    public String kind() {
        return "an Avro file";
    }

    @Override
    public boolean supports(DataFeature feature) {
        return feature == DataFeature.TAG_LABELS;
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        return new Records(WindowFile.open(source.name(), source.open()), source.name(), format.labels());
    }

    /** The records of a file. */
    private static final class Records implements Piece.Pieces {

        private final WindowFile file;
        private final String name;
        private final Labels labels;
        private float rate;
        private DecodedWindow first;

        Records(WindowFile file, String name, Labels labels) {
            this.file = file;
            this.name = name;
            this.labels = labels;
        }

        private String place() {
            return name + ": record " + file.number();
        }

        @Override
        public Piece next() throws IOException {
            if (first != null) {
                DecodedWindow window = first;
                first = null;
                return piece(window);
            }
            DecodedWindow window = file.next();
            if (window == null) {
                return null;
            }
            if (file.number() == 1) {
                rate = window.sampleRate();
                first = window;
                return new Piece.Description(this::place, List.of(), rate, 0);
            }
            if (rate != window.sampleRate()) {
                throw new WrongArtefactException(
                        place(), "a sample rate of " + rate + " Hz as in record 1", window.sampleRate() + " Hz");
            }
            return piece(window);
        }

        private Piece piece(DecodedWindow window) {
            return new Piece.Window(
                    this::place,
                    window.shape(),
                    window.values(),
                    new Piece.Label(this::place, label(window)),
                    recorded(window));
        }

        /** A writer that did not say left the name empty and the time 0. */
        private static Recorded recorded(DecodedWindow window) {
            return new Recorded(
                    window.series().isEmpty() ? null : window.series(),
                    window.startMillis() == 0 ? null : Instant.ofEpochMilli(window.startMillis()));
        }

        private String label(DecodedWindow window) {
            if (labels.place() != LabelPlace.TAG) {
                return null;
            }
            String label = window.tags().get(labels.name());
            if (label == null || label.isBlank()) {
                throw new WrongArtefactException(
                        place(),
                        "a tag " + labels.name() + " with the label",
                        "the tags " + window.tags().keySet());
            }
            return label;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
