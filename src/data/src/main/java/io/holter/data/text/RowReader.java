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
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * CSV and TSV files (the separator is a tab, else a semicolon, else a comma, whichever the first row has): one window a
 * row, or where they are to be cut one sample of all channels a row. Empty lines are passed over. What nobody else
 * knows is taken for one of these.
 */
public final class RowReader implements DataReader {

    private static final int PEEK = 1 << 13;
    private static final int MAX_FIELDS = 1 << 20;

    /** Longer than any number, name or label. */
    private static final int MAX_FIELD_CHARACTERS = 1 << 16;

    private static final int MAX_ROW_CHARACTERS = 1 << 25;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

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
            case COLUMN_LABELS, COLUMNS, CHANNELS, SLICING -> true;
            default -> false;
        };
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8), 1 << 16);
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

    private static CsvReader<CsvRecord> rows(Reader reader) throws IOException {
        reader.mark(PEEK);
        char[] start = new char[PEEK];
        int length = Math.max(0, reader.read(start));
        reader.reset();
        if (length > 0 && start[0] == BYTE_ORDER_MARK) {
            reader.skip(1);
        }
        return CsvReader.builder()
                .fieldSeparator(separator(new String(start, 0, length)))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * MAX_FIELD_CHARACTERS)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MAX_FIELDS)
                                .maxFieldSize(MAX_FIELD_CHARACTERS)
                                .maxRecordSize(MAX_ROW_CHARACTERS)
                                .build(),
                        reader);
    }

    private static char separator(String start) {
        String firstLine = start.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        return firstLine.indexOf('\t') >= 0 ? '\t' : firstLine.indexOf(';') >= 0 ? ';' : ',';
    }
}
