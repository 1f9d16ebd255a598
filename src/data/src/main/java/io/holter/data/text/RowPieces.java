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
import io.holter.data.Piece;
import io.holter.data.WindowSize;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
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
    private final Supplier<String> labelPlace = this::labelPlace;
    private final Queue<Piece> queue = new ArrayDeque<>();
    private boolean headerSeen;
    private long line;
    private long firstLine;
    private int fields;
    private RowColumns columns;
    private TimedSeries timed;
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
                if (timed != null) {
                    timed.end();
                } else if (seriesStarted) {
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
        for (int i = 0; i < values.length; i++) {
            values[i] = value(columns.values()[i], row);
        }
        if (columns.time() >= 0) {
            acceptTimed(row);
            return;
        }
        if (format.slicing() != null && !seriesStarted) {
            seriesStarted = true;
            queue.add(new Piece.SeriesStart(() -> file, shortName, values.length, List.of()));
        }
        Piece.Label label = columns.label() >= 0
                ? new Piece.Label(labelPlace, text(row, columns.label()))
                : new Piece.Label(rowPlace, null);
        queue.add(seriesStarted ? new Piece.Sample(values, label) : new Piece.Window(rowPlace, shape, values, label));
    }

    private void acceptTimed(CsvRecord row) {
        if (timed == null) {
            WindowShape window = WindowSize.of(rowPlace, format.slicing().window(), values.length);
            timed = new TimedSeries(file, shortName, window.length(), queue);
        }
        String text = row.getField(columns.time());
        SampleTime time = SampleTime.parse(text);
        if (time == null) {
            throw new WrongArtefactException(
                    place() + ":" + (columns.time() + 1), SampleTime.EXPECTED, Numbers.describe(text));
        }
        boolean labelled = columns.label() >= 0;
        long at = line;
        Piece.Label label = new Piece.Label(
                () -> file + ":" + at + (labelled ? ":" + (columns.label() + 1) : ""),
                labelled ? text(row, columns.label()) : null);
        timed.add(new TimedSeries.Timed(time, values.clone(), label));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private String place() {
        return file + ":" + line;
    }

    private String labelPlace() {
        return place() + ":" + (columns.label() + 1);
    }

    private void begin(CsvRecord row) {
        firstLine = line;
        fields = row.getFieldCount();
        columns = RowColumns.of(place(), row.getFields(), format);
        int count = columns.values().length;
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
            List<Channel> channels = Arrays.stream(columns.values())
                    .mapToObj(field -> new Channel(text(header, field).strip(), ""))
                    .toList();
            queue.add(new Piece.Description(rowPlace, channels, 0, 0));
        }
    }

    private float value(int field, CsvRecord row) {
        Supplier<String> place = () -> place() + ":" + (field + 1);
        String text = row.getField(field);
        boolean named = line == firstLine
                && row.getFields().stream()
                        .noneMatch(other -> Numbers.isNumber(other) || Numbers.hasDecimalComma(other));
        if (named && !format.columns().header()) {
            throw new DataFormatException(
                    place.get(),
                    "a number, or a row that names the columns",
                    Numbers.describe(text),
                    DataFeature.COLUMNS);
        }
        return Numbers.parse(place, text, "a number");
    }

    private String text(CsvRecord row, int field) {
        return TextSource.requireUtf8(() -> place() + ":" + (field + 1), row.getField(field));
    }
}
