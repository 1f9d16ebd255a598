// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelFile;
import io.holter.data.Piece;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CSV and TSV files (the separator is a tab, else a semicolon, else a comma, else blanks, whichever the first rows
 * have): one window a row, or where they are to be cut one sample of all channels a row. Empty lines are passed over.
 * What nobody else knows is taken for one of these, unless it is no text.
 */
public final class RowReader implements DataReader {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private static final int PEEK = 1 << 13;
    private static final int MAX_FIELDS = 1 << 20;

    /** Longer than any number, name or label. */
    private static final int MAX_FIELD_CHARACTERS = 1 << 16;

    private static final int MAX_ROW_CHARACTERS = 1 << 25;

    @Override
    public boolean claims(DataSource source) {
        return source.isNamed(".csv") || source.isNamed(".tsv");
    }

    @Override
    public boolean knows(byte[] start) {
        return true;
    }

    @Override
    public String kind() {
        return "rows of CSV or TSV";
    }

    @Override
    public boolean supports(DataFeature feature) {
        return switch (feature) {
            case COLUMN_LABELS, COLUMNS, CHANNELS, SIGNALS, SLICING, TIMES -> true;
            default -> false;
        };
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        BufferedReader reader = TextSource.open(source);
        try {
            return new RowPieces(source, format, rows(reader));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public Optional<LabelFile> openLabels(DataSource source) throws IOException {
        return Optional.of(LabelLines.open(source));
    }

    private static CsvReader<CsvRecord> rows(BufferedReader reader) throws IOException {
        char separator = separator(start(reader));
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * MAX_FIELD_CHARACTERS)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MAX_FIELDS)
                                .maxFieldSize(MAX_FIELD_CHARACTERS)
                                .maxRecordSize(MAX_ROW_CHARACTERS)
                                .build(),
                        separator == ' ' ? new BlankRuns(reader) : reader);
    }

    private static String start(BufferedReader reader) throws IOException {
        reader.mark(PEEK);
        char[] start = new char[PEEK];
        int length = Math.max(0, reader.read(start));
        reader.reset();
        return new String(start, 0, length);
    }

    /** Blanks separate where nothing else does and a row, not that of the names alone, has a number between them. */
    private static char separator(String start) {
        List<String> lines =
                start.lines().filter(line -> !line.isBlank()).limit(2).toList();
        String first = lines.isEmpty() ? "" : QUOTED.matcher(lines.get(0)).replaceAll("");
        for (char separator : new char[] {'\t', ';', ','}) {
            if (first.indexOf(separator) >= 0) {
                return separator;
            }
        }
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        String[] fields = last.strip().split(" +");
        boolean blanks = fields.length > 1 && Arrays.stream(fields).anyMatch(Numbers::isNumber);
        return blanks ? ' ' : ',';
    }
}
