package io.holter.trainer.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.holter.core.WrongArtefactException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** The rows of one file. */
final class WindowFile {

    private static final int PEEK = 1 << 13;
    private static final int MOST_FIELDS = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private WindowFile() {}

    static void forEachRow(DataSource source, RowParser parser, WindowFiles.RowConsumer consumer) throws IOException {
        long line = 0;
        try (Reader reader = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8), 1 << 16);
                CsvReader<CsvRecord> rows = rows(reader)) {
            for (CsvRecord row : rows) {
                line = row.getStartingLineNumber();
                parser.accept(source.name(), row, consumer);
            }
        } catch (CsvParseException e) {
            throw new WrongArtefactException(source.name() + ":" + (line + 1) + ":1", "a row of fields", message(e), e);
        } catch (UncheckedIOException e) {
            throw readable(source, e.getCause());
        } catch (EOFException | ZipException e) {
            throw readable(source, e);
        }
        if (line == 0) {
            throw new WrongArtefactException(source.name() + ":1:1", "a window", "an empty file");
        }
    }

    private static IOException readable(DataSource source, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            throw new WrongArtefactException(source.name(), "a whole gzip file", String.valueOf(e.getMessage()), e);
        }
        return e;
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
                .build(CsvRecordHandler.builder().maxFields(MOST_FIELDS).build(), reader);
    }

    private static char separator(String start) {
        String firstLine = start.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        return firstLine.indexOf('\t') >= 0 ? '\t' : firstLine.indexOf(';') >= 0 ? ';' : ',';
    }

    private static String message(CsvParseException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("something else");
    }
}
