// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Piece;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/** The rows of one file: windows, or the samples of a series. */
final class RowPieces implements Piece.Pieces {

    private final String file;
    private final String shortName;
    private final DataFormat format;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;

    private final Supplier<String> rowPlace = this::place;
    private final Supplier<String> labelPlace = () -> place() + ":" + (labelField() + 1);
    private final Queue<Piece> queue = new ArrayDeque<>();
    private boolean headerSeen;
    private long line;
    private long firstLine;
    private int fields;
    private float[] values;
    private WindowShape shape;
    private boolean seriesStarted;
    private boolean ended;

    RowPieces(DataSource source, DataFormat format, CsvReader<CsvRecord> reader) {
        this.file = source.name();
        this.shortName = source.shortName();
        this.format = format;
        this.reader = reader;
        this.rows = reader.iterator();
    }

    @Override
    public Piece next() throws IOException {
        while (queue.isEmpty() && !ended) {
            CsvRecord row = nextRow();
            if (row == null) {
                ended = true;
                if (seriesStarted) {
                    queue.add(new Piece.SeriesEnd());
                }
            } else {
                accept(row);
            }
        }
        return queue.poll();
    }

    private CsvRecord nextRow() throws IOException {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof WrongArtefactException broken) {
                throw broken;
            }
            throw new WrongArtefactException(file + ":" + (line + 1) + ":1", "a row of fields", message(e), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String message(CsvParseException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("something else");
    }

    private void accept(CsvRecord row) {
        line = row.getStartingLineNumber();
        if (fields == 0) {
            begin(row);
        } else if (row.getFieldCount() != fields) {
            throw new WrongArtefactException(
                    place() + ":" + (Math.min(row.getFieldCount(), fields) + 1),
                    fields + " fields as in " + file + ":" + firstLine,
                    String.valueOf(row.getFieldCount()));
        }
        if (format.columns().header() && !headerSeen) {
            headerSeen = true;
            name(row);
            return;
        }
        if (format.slicing() != null && !seriesStarted) {
            seriesStarted = true;
            queue.add(new Piece.SeriesStart(() -> file, shortName, values.length, List.of()));
        }
        int from = from();
        for (int i = 0; i < values.length; i++) {
            values[i] = value(from + i, row);
        }
        Piece.Label label =
                hasLabel() ? new Piece.Label(labelPlace, row.getField(labelField())) : new Piece.Label(rowPlace, null);
        queue.add(seriesStarted ? new Piece.Sample(values, label) : new Piece.Window(rowPlace, shape, values, label));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private String place() {
        return file + ":" + line;
    }

    private void begin(CsvRecord row) {
        firstLine = line;
        fields = row.getFieldCount();
        int count = fields - format.columns().skipped() - (hasLabel() ? 1 : 0);
        if (count < 1) {
            String skipped =
                    format.columns().skipped() == 0 ? "" : format.columns().skipped() + " columns to skip, ";
            throw new WrongArtefactException(
                    place() + ":" + (fields + 1),
                    skipped + (hasLabel() ? "a label and values" : "values"),
                    fields == 1 ? "one field" : fields + " fields");
        }
        int channels = Math.max(1, format.channels());
        if (format.slicing() == null && count % channels != 0) {
            throw new WrongArtefactException(
                    place() + ":" + fields, "a multiple of " + channels + " values, one for each channel", count + "");
        }
        values = new float[count];
        shape = format.slicing() == null ? new WindowShape(count / channels, channels) : new WindowShape(1, count);
    }

    /** The header names the channels where a column is a channel. */
    private void name(CsvRecord header) {
        if (format.slicing() != null) {
            List<Channel> channels = header.getFields().subList(from(), from() + values.length).stream()
                    .map(name -> new Channel(name.strip(), ""))
                    .toList();
            queue.add(new Piece.Description(rowPlace, channels, 0, 0));
        }
    }

    private float value(int field, CsvRecord row) {
        Supplier<String> place = () -> place() + ":" + (field + 1);
        String text = row.getField(field);
        if (line == firstLine && !format.columns().header() && !Numbers.isNumber(text)) {
            throw new DataFormatException(
                    place.get(),
                    "a number, or a row that names the columns",
                    Numbers.describe(text),
                    DataFeature.COLUMNS);
        }
        return Numbers.parse(place, text, "a number");
    }

    private boolean hasLabel() {
        return format.labels().place() == LabelPlace.FIRST || format.labels().place() == LabelPlace.LAST;
    }

    /** The first field with a value. */
    private int from() {
        return format.columns().skipped() + (format.labels().place() == LabelPlace.FIRST ? 1 : 0);
    }

    private int labelField() {
        return format.labels().place() == LabelPlace.FIRST ? format.columns().skipped() : fields - 1;
    }
}
