// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Piece;
import io.holter.data.WindowSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * UCR and UEA archives in the text format of sktime and aeon, {@code .ts}: lines that begin with {@code @} describe the
 * data, then {@code @data}, then one case a line, its dimensions separated by colons, their values by commas, the class
 * label last.
 *
 * @see <a href="https://www.aeon-toolkit.org/en/stable/api_reference/data_format.html">aeon: the .ts file format</a>
 */
public final class UcrReader implements DataReader {

    @Override
    public boolean claims(DataSource source) {
        return source.isNamed(".ts") || source.isNamed(".arff");
    }

    @Override
    public boolean knows(byte[] start) {
        return start.length > 0 && start[0] == '@';
    }

    @Override
    public String kind() {
        return "a UCR .ts file";
    }

    @Override
    public boolean supports(DataFeature feature) {
        return feature == DataFeature.OWN_LABELS;
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        BufferedReader reader = TextSource.open(source);
        try {
            FieldScanner text = new FieldScanner(source.name(), reader);
            UcrHeader header = UcrHeader.read(text);
            boolean own = format.labels().place() == LabelPlace.OWN;
            if (own && !header.labelled()) {
                throw new WrongArtefactException(text.linePlace(), "@classLabel true before, for labels", "none");
            }
            return new Cases(reader, text, header, own);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** The lines after {@code @data}. */
    private static final class Cases implements Piece.Pieces {

        private static final int MAX_SHOWN = 200;

        private final BufferedReader reader;
        private final FieldScanner text;
        private final UcrHeader header;
        private final boolean labelled;
        private int dimensions;
        private int length;
        private float[] values = new float[1024];
        private float[] window;

        /**
         * @param labelled whether the labels are wanted
         */
        Cases(BufferedReader reader, FieldScanner text, UcrHeader header, boolean labelled) {
            this.reader = reader;
            this.text = text;
            this.header = header;
            this.labelled = labelled;
            this.dimensions = header.dimensions();
            this.length = header.length();
        }

        @Override
        public Piece next() throws IOException {
            if (!text.advance()) {
                return null;
            }
            String label = readCase();
            return new Piece.Window(
                    text::linePlace, shape(), window(), new Piece.Label(text::linePlace, labelled ? label : null));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }

        private WindowShape shape() {
            return WindowSize.of(text::linePlace, length, dimensions);
        }

        /** The case read last, time-major. */
        private float[] window() {
            if (window == null) {
                window = new float[shape().size()];
            }
            for (int c = 0; c < dimensions; c++) {
                for (int t = 0; t < length; t++) {
                    window[t * dimensions + c] = values[c * length + t];
                }
            }
            return window;
        }

        /** Reads a case, dimension by dimension; its label, null without one. */
        private String readCase() throws IOException {
            int found = 0;
            String label = null;
            int used = 0;
            while (label == null && (found == 0 || !text.endsLine())) {
                String field = text.field();
                if (header.labelled() && found > 0 && text.endsLine()) {
                    label = label(field);
                } else {
                    used = dimension(field, used);
                    found++;
                }
            }
            if (header.labelled() && label == null) {
                throw new WrongArtefactException(
                        text.place(), "a colon and a class label after it", "the end of the line");
            }
            if (dimensions != 0 && found != dimensions) {
                throw new WrongArtefactException(
                        text.linePlace(), dimensions + " dimensions, as before", String.valueOf(found));
            }
            dimensions = found;
            return label;
        }

        private int dimension(String firstField, int from) throws IOException {
            int used = from;
            String field = firstField;
            while (true) {
                if (used == WindowSize.MAX_VALUES) {
                    throw new WrongArtefactException(text.place(), "at most " + used + " values in a line", "more");
                }
                if (used == values.length) {
                    values = Arrays.copyOf(values, 2 * used);
                }
                values[used++] = value(field);
                if (!text.endsInComma()) {
                    break;
                }
                field = text.field();
            }
            if (length != 0 && used - from != length) {
                throw new WrongArtefactException(
                        text.place(),
                        Count.of(length, "value") + " in a dimension, as before (series of one length)",
                        String.valueOf(used - from));
            }
            length = used - from;
            return used;
        }

        private float value(String field) {
            if (field.equals("?")) {
                throw new WrongArtefactException(text.place(), "a number, missing ones filled in before", "'?'");
            }
            if (field.startsWith("(")) {
                throw new WrongArtefactException(
                        text.place(), "a number without a time stamp", Numbers.describe(field));
            }
            return Numbers.parse(text::place, field, "a number");
        }

        private static String describe(List<String> classes) {
            String shown = String.join(", ", classes);
            return shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "…" : shown;
        }

        private String label(String field) {
            if (!header.classes().isEmpty() && !header.classes().contains(field)) {
                throw new WrongArtefactException(
                        text.place(), "one of the class labels " + describe(header.classes()), Numbers.describe(field));
            }
            return field;
        }
    }
}
