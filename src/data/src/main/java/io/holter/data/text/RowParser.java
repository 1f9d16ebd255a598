package io.holter.data.text;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.SeriesCutter;
import io.holter.data.WindowCollector;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Turns the rows of one file into windows, or into the samples of a series. */
final class RowParser {

    private final String file;
    private final String shortName;
    private final DataFormat format;
    private final WindowCollector collector;

    private final Supplier<String> rowPlace = this::place;
    private final Supplier<String> labelPlace = () -> place() + ":" + (labelField() + 1);
    private boolean headerSeen;
    private long line;
    private long firstLine;
    private int fields;
    private float[] values;
    private WindowShape shape;
    private SeriesCutter series;

    RowParser(DataSource source, DataFormat format, WindowCollector collector) {
        this.file = source.name();
        this.shortName = source.shortName();
        this.format = format;
        this.collector = collector;
    }

    /** The line where the row begins that was taken last; 0 before. */
    long line() {
        return line;
    }

    void accept(CsvRecord row) throws IOException {
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
        if (series == null && format.slicing() != null) {
            series = collector.series(() -> file, shortName, values.length);
        }
        int from = from();
        for (int i = 0; i < values.length; i++) {
            values[i] = value(from + i, row);
        }
        boolean anomaly = hasLabel()
                ? collector.isAnomaly(labelPlace, row.getField(labelField()))
                : collector.isAnomaly(rowPlace, null);
        if (series != null) {
            series.sample(values, anomaly);
        } else {
            collector.window(rowPlace, shape, values, anomaly);
        }
    }

    /** After the last row. */
    void end() throws IOException {
        if (series != null) {
            series.end();
        }
    }

    private String place() {
        return file + ":" + line;
    }

    private void begin(CsvRecord row) {
        LabelPlace label = format.labels().place();
        if (label == LabelPlace.OWN) {
            throw new WrongArtefactException(
                    file,
                    "--label first, last or folder, or --labels FILE, to tell where the label of a row is",
                    "only --normal");
        }
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
            collector.describe(rowPlace, channels, 0, 0);
        }
    }

    private float value(int field, CsvRecord row) {
        boolean maybeHeader = line == firstLine && !format.columns().header();
        return Numbers.parse(
                () -> place() + ":" + (field + 1),
                row.getField(field),
                maybeHeader ? "a number (or --header, if this row names the columns)" : "a number");
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
