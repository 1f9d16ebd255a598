package io.holter.trainer.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Turns rows into windows, and holds them against the first row. Used for all files of one reading, in one thread. */
final class RowParser {

    private static final int MOST_LABELS_TOLD = 8;

    private final RowFormat format;
    private final Set<String> labels = new TreeSet<>();
    private int fields;
    private String firstRow;
    private boolean normalSeen;

    RowParser(RowFormat format) {
        this.format = format;
    }

    void accept(String file, CsvRecord row, WindowFiles.RowConsumer consumer) throws IOException {
        String place = file + ":" + row.getStartingLineNumber() + ":";
        if (firstRow == null) {
            firstRow = file + ":" + row.getStartingLineNumber();
            fields = row.getFieldCount();
            requireWindow(place);
        }
        if (row.getFieldCount() != fields) {
            throw new WrongArtefactException(
                    place + (Math.min(row.getFieldCount(), fields) + 1),
                    fields + " fields as in " + firstRow,
                    String.valueOf(row.getFieldCount()));
        }
        int from = format.label() == LabelColumn.FIRST ? 1 : 0;
        float[] window = new float[values()];
        for (int i = 0; i < window.length; i++) {
            window[i] = value(place, from + i, row.getField(from + i));
        }
        consumer.accept(window, format.label() != LabelColumn.NONE && isAnomaly(place, row));
    }

    /** After the last row: that some window was normal. */
    void requireNormalLabel() {
        if (format.label() != LabelColumn.NONE && !normalSeen) {
            throw new WrongArtefactException(
                    firstRow + ":" + (labelField() + 1),
                    "a window labelled " + format.normal() + " in this column",
                    "only " + String.join(", ", labels));
        }
    }

    private int values() {
        return format.label() == LabelColumn.NONE ? fields : fields - 1;
    }

    private int labelField() {
        return format.label() == LabelColumn.FIRST ? 0 : fields - 1;
    }

    private void requireWindow(String place) {
        if (values() < 1) {
            throw new WrongArtefactException(place + "2", "a label and values", "one field");
        }
        if (values() % format.channels() != 0) {
            throw new WrongArtefactException(
                    place + fields,
                    "a multiple of " + format.channels() + " values, one for each channel",
                    values() + "");
        }
    }

    private boolean isAnomaly(String place, CsvRecord row) {
        String label = row.getField(labelField()).strip();
        if (label.isEmpty()) {
            throw new WrongArtefactException(place + (labelField() + 1), "a label", "an empty field");
        }
        if (format.isNormal(label)) {
            normalSeen = true;
            return false;
        }
        if (labels.size() < MOST_LABELS_TOLD) {
            labels.add(label);
        }
        return true;
    }

    private static float value(String place, int field, String text) {
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new WrongArtefactException(place + (field + 1), "a number", told(text), e);
        }
        if (!Float.isFinite(value)) {
            throw new WrongArtefactException(place + (field + 1), "a finite number in single precision", told(text));
        }
        return value;
    }

    private static String told(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.isEmpty()
                ? "an empty field"
                : "'" + (line.length() > 40 ? line.substring(0, 40) + "…" : line) + "'";
    }
}
