// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFiles;
import io.holter.data.DataFormat;
import io.holter.data.DataFormat.Columns;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.set.WindowSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as text, as rows, and as a number in them. */
class TextContentTest {

    private static final DataFormat PLAIN = DataFormat.unlabelled();

    @TempDir
    private Path folder;

    static Stream<Arguments> binaries() throws IOException {
        String edf = "0       ".concat(" ".repeat(160)).concat("09.03.2010.14.33");
        return Stream.of(
                Arguments.of(
                        zip("arr_0.npy"), "an archive of arrays (npz), which is not read (save one array as .npy)"),
                Arguments.of(zip("[Content_Types].xml"), "a spreadsheet (xlsx), which is not read (export it as CSV)"),
                Arguments.of(zip("docProps/app.xml"), "a spreadsheet (xlsx), which is not read (export it as CSV)"),
                Arguments.of(zip("mimetype"), "an OpenDocument file, which is not read (export it as CSV)"),
                Arguments.of(zip("model/data.pkl"), "a file of PyTorch, which is not read (save one array as .npy)"),
                Arguments.of(zip("a.csv"), "a zip archive, which is not read (unpack it)"),
                Arguments.of(binary("PAR1"), "Parquet, which is not read (export it as CSV)"),
                Arguments.of(binary("\u0089HDF\r\n\u001a\n"), "HDF5, which is not read (save one data set as .npy)"),
                Arguments.of(
                        binary("MATLAB 5.0 MAT-file, Platform: GLNXA64"),
                        "a MATLAB file, which is not read (save one matrix as .npy or CSV)"),
                Arguments.of(binary("\u00fd7zXZ\0"), "xz, which is not read (unpack it)"),
                Arguments.of(binary("BZh91AY&SY"), "bzip2, which is not read (unpack it)"),
                Arguments.of(binary("(\u00b5/\u00fd"), "zstd, which is not read (unpack it)"),
                Arguments.of(binary("\u001f\u008b\u0008"), "gzip within gzip, which is not read (unpack it once)"),
                Arguments.of(binary("SQLite format 3\0"), "an SQLite database, which is not read (export it as CSV)"),
                Arguments.of(binary("%PDF-1.7\n"), "PDF, which is not read (export it as CSV)"),
                Arguments.of(
                        binary("\u0080\u0004\u0095"), "a pickle of Python, which is not read (save one array as .npy)"),
                Arguments.of(binary("RIFF\u0010\0\0\0WAVEfmt "), "a WAV file, which is not read (export it as CSV)"),
                Arguments.of(binary(edf), "EDF, which is not read (convert it to WFDB)"),
                Arguments.of(binary("\u00ffBIOSEMI"), "BDF, which is not read (convert it to WFDB)"),
                Arguments.of(tar(), "a tar archive, which is not read (unpack it)"),
                Arguments.of(
                        "\uFEFF1,2\r\n3,4\r\n".getBytes(UTF_16LE),
                        "text in UTF-16, which is not read (iconv -f utf-16 -t utf-8 converts it)"),
                Arguments.of(
                        binary("\u00ff\u00fe\0\0001\0\0\0,\0\0\0002\0\0\0"),
                        "text in UTF-32, which is not read (iconv -f utf-32 -t utf-8 converts it)"),
                Arguments.of(
                        "\uFEFF1,2\n".getBytes(UTF_16BE),
                        "text in UTF-16, which is not read (iconv -f utf-16 -t utf-8 converts it)"),
                Arguments.of(
                        "1,2\r\n3,4\r\n".getBytes(UTF_16LE),
                        "text in UTF-16, which is not read (iconv -f utf-16 -t utf-8 converts it)"));
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void otherFilesAreNamed(byte[] content, String found) throws Exception {
        byte[] packed = DataFiles.gzip(content);
        boolean gzip = content[0] == 0x1f;
        for (String name : gzip ? new String[] {"b.csv.gz"} : new String[] {"a.csv", "b.csv.gz", "c.bin", "d.ts"}) {
            String file = DataFiles.write(folder, name, name.endsWith(".gz") ? packed : content);
            refused(PLAIN, file, file + ": expected a text file, found " + found);
            String rows = DataFiles.write(folder, "rows.csv", "1,2\n");
            refused(
                    PLAIN.withLabels(new Labels(LabelPlace.FILE, List.of("0"), List.of(file))),
                    rows,
                    file + ": expected a text file, found " + found);
        }
    }

    @Test
    void bytesThatNoTextHasAreRefused() throws Exception {
        String file = DataFiles.write(folder, "a.csv", "1,2\n3,\u001b[31m4\n");
        refused(PLAIN, file, file + ": byte 6: expected a text file, found 1B, which no text has");
    }

    @Test
    void textThatBeginsLikeSomethingElseIsText() throws Exception {
        for (String name : new String[] {"CDF", "ORC", "BZh", "RIFF", "PAR1", "Rar!", "MATLAB ", "GDF "}) {
            String file = DataFiles.write(folder, "a.csv", name + "\n1\n2\n");
            assertThat(read(PLAIN.withColumns(new Columns(true, 0)), file).size())
                    .isEqualTo(2);
        }
        String row = "0       " + "0.5 ".repeat(200) + "\n";
        assertThat(read(PLAIN, DataFiles.write(folder, "b.txt", row)).shape().length())
                .isEqualTo(201);
    }

    @Test
    void namesAndLabelsAreUtf8() throws Exception {
        String file = DataFiles.write(folder, "a.csv", "Fluß,x\n1,2\n".getBytes(ISO_8859_1));
        refused(
                PLAIN.withSlicing(new Slicing(1, 1)).withColumns(new Columns(true, 0)),
                file,
                file + ":1:1: expected text in UTF-8, found another encoding (iconv -f latin1 -t utf-8 converts it)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2 3\n4 5 6\n",
                "  1   2 3\n  4   5 6\n",
                "1 2 3 \r\n4 5 6 \r\n",
                "\n1 2 3\n\n   \n4 5 6",
                "1.00e+00  2 3.0\n4 5.0   6e0\n"
            })
    void blanksSeparateWhereNothingElseDoes(String rows) throws Exception {
        for (String name : new String[] {"a.txt", "a.csv"}) {
            WindowSet windows = read(PLAIN, DataFiles.write(folder, name, rows));
            assertThat(windows.windows()).containsExactly(new float[] {1, 2, 3}, new float[] {4, 5, 6});
        }
    }

    @Test
    void blanksSeparateNamesAsWell() throws Exception {
        DataFormat format = PLAIN.withSlicing(new Slicing(1, 1)).withColumns(new Columns(true, 0));
        WindowSet windows = read(format, DataFiles.write(folder, "a.txt", " flow  level\n 1  2\n"));
        assertThat(windows.signal().channels()).extracting(c -> c.getName()).containsExactly("flow", "level");
        WindowSet old = read(
                DataFormat.labelled(LabelPlace.FIRST, "1"),
                DataFiles.write(folder, "CBF_TRAIN", "  1.0000000e+00  2.5  3\n  2.0000000e+00  4  5\n"));
        assertThat(old.labels()).containsExactly(false, true);
        assertThat(old.window(1)).containsExactly(4, 5);
    }

    @Test
    void otherSeparatorsWinOverBlanks() throws Exception {
        for (String rows : new String[] {"1, 2, 3\n", "1 ;2 ;3\n", "1 \t2 \t3\n", "\"a;b\",x,\"c\"\n1,2,3\n"}) {
            boolean header = rows.startsWith("\"");
            WindowSet windows = read(PLAIN.withColumns(new Columns(header, 0)), DataFiles.write(folder, "a.csv", rows));
            assertThat(windows.window(0)).containsExactly(1, 2, 3);
        }
    }

    /** Held against String.split. */
    @Test
    void anyRunsOfBlanksAreOneSeparator() throws Exception {
        Random random = new Random(11);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            for (int j = 0; j < 7; j++) {
                rows.append(" ".repeat(random.nextInt(3) + (j == 0 ? 0 : 1))).append(random.nextInt(1000));
            }
            rows.append(" ".repeat(random.nextInt(2))).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        WindowSet windows = read(PLAIN, DataFiles.write(folder, "a.txt", rows.toString()));
        String[] lines = rows.toString().split("\r?\n");
        assertThat(windows.size()).isEqualTo(2000);
        for (int i = 0; i < lines.length; i++) {
            String[] fields = lines[i].strip().split(" +");
            assertThat(windows.window(i)).hasSize(7);
            for (int j = 0; j < 7; j++) {
                assertThat(windows.window(i)[j]).isEqualTo(Float.parseFloat(fields[j]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1f", "2d", "1F", "2D", "1.5f", "1e3d", "0x10", "0x1p3", "0X1.8P1", "1_000", "\uFF11", "\u0661", "nan",
                "inf", "NA", "#N/A", "1e", "--1", "1..2"
            })
    void numbersAreDecimal(String number) throws Exception {
        String file = DataFiles.write(folder, "a.csv", "1,2\n3," + number + "\n");
        refused(PLAIN, file, file + ":2:2: expected a number, found '" + number + "'");
        String ts = DataFiles.write(folder, "a.ts", "@classLabel false\n@data\n1,2\n3," + number + "\n");
        refused(PLAIN, ts, ts + ":4:3: expected a number, found '" + number + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;1,5   | :1:2: expected a number with a decimal point, found '1,5'",
                "1;-1,5e3| :1:2: expected a number with a decimal point, found '-1,5e3'",
                "0,5;1,5 | :1:1: expected a number with a decimal point, found '0,5'",
                "1;      | :1:2: expected a number, found an empty field",
                "1;NaN   | :1:2: expected a finite number in single precision, found 'NaN'",
                "1;1e39  | :1:2: expected a finite number in single precision, found '1e39'",
                "1;-Infinity | :1:2: expected a finite number in single precision, found '-Infinity'"
            })
    void numbersOfOtherCustomsAreSaid(String row, String message) throws Exception {
        String file = DataFiles.write(folder, "a.csv", "x;y\n" + row + "\n");
        refused(PLAIN.withColumns(new Columns(true, 0)), file, file + message.replace(":1:", ":2:"));
    }

    @Test
    void aRowWithNumbersNamesNoColumns() throws Exception {
        String file = DataFiles.write(folder, "adc.csv", "10,1f,2d\n10,1f,2d\n");
        refused(PLAIN, file, file + ":1:2: expected a number, found '1f'");
        String names = DataFiles.write(folder, "named.csv", "flow,level\n1,2\n");
        refused(PLAIN, names, names + ":1:1: expected a number, or a row that names the columns, found 'flow'");
    }

    @Test
    void numbersAreReadAsJavaReadsThem() throws Exception {
        Random random = new Random(2);
        StringBuilder rows = new StringBuilder();
        float[] expected = new float[3000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Float.intBitsToFloat(random.nextInt() & 0xBFFF_FFFF);
            String text = i % 3 == 0 ? String.format(Locale.ROOT, "%.9e", expected[i]) : Float.toString(expected[i]);
            rows.append(text).append('\n');
        }
        WindowSet windows = read(PLAIN, DataFiles.write(folder, "a.csv", rows.toString()));
        for (int i = 0; i < expected.length; i++) {
            assertThat(windows.window(i)[0]).isEqualTo(expected[i]);
        }
    }

    @Test
    void labelsCompareAsDecimalNumbers() throws Exception {
        String file = DataFiles.write(folder, "a.csv", "1,1\n2,1.0\n3,1e0\n4,1f\n5,0x1p0\n6,1d\n");
        assertThat(read(DataFormat.labelled(LabelPlace.LAST, "1"), file).labels())
                .containsExactly(false, false, false, true, true, true);
    }

    private static byte[] binary(String start) {
        byte[] rest = new byte[600];
        new Random(7).nextBytes(rest);
        byte[] head = start.getBytes(ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        return all;
    }

    private static byte[] zip(String first) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(first));
            out.write(new byte[] {1, 2, 3});
        }
        return bytes.toByteArray();
    }

    private static byte[] tar() {
        byte[] block = new byte[1024];
        System.arraycopy("data/a.csv".getBytes(ISO_8859_1), 0, block, 0, 10);
        System.arraycopy("ustar".getBytes(ISO_8859_1), 0, block, 257, 5);
        return block;
    }

    private static WindowSet read(DataFormat format, String file) throws IOException {
        return DataFiles.read(List.of(file), format);
    }

    private static void refused(DataFormat format, String file, String message) {
        assertThatThrownBy(() -> read(format, file))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }
}
