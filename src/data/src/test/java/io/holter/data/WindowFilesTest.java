// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.WindowSet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowFilesTest {

    private static final DataFormat LAST = DataFormat.labelled(LabelPlace.LAST, "1");

    @TempDir
    private Path folder;

    @Test
    void readsValuesAndLabels() throws Exception {
        WindowSet windows = read(LAST, file("a.csv", "0.5,-1e-3,1\n2,3,0\n"));
        assertThat(windows.shape()).isEqualTo(new WindowShape(2, 1));
        assertThat(windows.windows()).containsExactly(new float[] {0.5f, -0.001f}, new float[] {2, 3});
        assertThat(windows.labels()).containsExactly(false, true);
        assertThat(windows.normal().windows()).containsExactly(new float[] {0.5f, -0.001f});
        assertThat(windows.signal().sources()).containsExactly("a.csv");
        assertThat(windows.labelled()).isTrue();
    }

    @Test
    void withoutLabelsEveryWindowIsNormal() throws Exception {
        WindowSet windows = read(DataFormat.unlabelled(), file("a.csv", "1,2,3\n4,5,6\n"));
        assertThat(windows.normal().size()).isEqualTo(2);
        assertThat(windows.labelled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\t2\t3\n",
                "1;2;3\n",
                "1,2,3\n",
                "\uFEFF1,2,3\n",
                "\n1,2,3\n\n\n",
                "1,2,3",
                "\"1\",2,3\r\n",
                " 1 , 2,3"
            })
    void knowsSeparatorsAndLineEnds(String content) throws Exception {
        WindowSet windows = read(DataFormat.labelled(LabelPlace.FIRST, "1"), file("data", content));
        assertThat(windows.windows()).containsExactly(new float[] {2, 3});
        assertThat(windows.anomalies()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0000000e+00, true",
        "1.0, 1, true",
        "normal, normal, true",
        "1, 10, false",
        "1, one, false",
        "one, 1, false",
        "-1, 1, false",
        "0, -0, true"
    })
    void labelsAreComparedAsNumbersWhereTheyAreNumbers(String normal, String found, boolean same) {
        assertThat(new Labels(LabelPlace.LAST, List.of(normal), List.of()).isNormal(found))
                .isEqualTo(same);
    }

    @Test
    void gzipIsKnownByItsContent() throws Exception {
        Path packed = folder.resolve("misnamed.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("1,2,1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(LAST, packed.toString()).windows()).containsExactly(new float[] {1, 2});
        assertThat(read(LAST, file("plain.gz", "1,2,1\n")).windows()).containsExactly(new float[] {1, 2});
    }

    @Test
    void channelsAreTimeMajor() throws Exception {
        WindowSet windows = read(DataFormat.unlabelled().withChannels(2), file("a.csv", "1,10,2,20,3,30\n"));
        assertThat(windows.shape()).isEqualTo(new WindowShape(3, 2));
        assertThat(windows.windows()).containsExactly(new float[] {1, 10, 2, 20, 3, 30});
    }

    @Test
    void globsStandForFilesInOrder() throws Exception {
        file("b2.csv", "2,1\n");
        file("b1.csv", "1,1\n");
        file("c.csv", "3,1\n");
        Files.createDirectory(folder.resolve("deep"));
        file("deep/b3.csv", "4,1\n");
        assertThat(read(LAST, folder + "/b*.csv").windows()).containsExactly(new float[] {1}, new float[] {2});
        assertThat(read(LAST, folder + "/**/b*.csv").windows()).containsExactly(new float[] {4});
        assertThat(read(LAST, folder + "/{c,b2}.csv").windows()).containsExactly(new float[] {2}, new float[] {3});
        assertThat(read(LAST, folder + "/*/b?.csv").signal().sources()).containsExactly("b3.csv");
    }

    @Test
    void fileWhoseNameLooksLikeAGlobIsAFile() throws Exception {
        file("x1.csv", "1,1\n");
        assertThat(read(LAST, file("x[1].csv", "2,1\n")).windows()).containsExactly(new float[] {2});
    }

    @Test
    void globWithoutAMatchIsSaid() {
        refused(LAST, folder + "/*.csv", folder + "/*.csv: expected at least one file that matches, found none");
        refused(LAST, folder + "/no/*.csv", folder + "/no/*.csv: expected at least one file that matches, found none");
    }

    @Test
    void readsFromAUrl() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/beats.csv", exchange -> {
            byte[] body = "1,2,1\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String base = "http://localhost:" + server.getAddress().getPort();
        try {
            WindowSet windows = read(LAST, base + "/beats.csv?token=secret");
            assertThat(windows.windows()).containsExactly(new float[] {1, 2});
            assertThat(windows.signal().sources()).containsExactly("beats.csv");
            refused(LAST, base + "/other", base + "/other: expected a file, found HTTP status 404");
        } finally {
            server.stop(0);
        }
        assertThatThrownBy(() -> read(LAST, base + "/beats.csv"))
                .isInstanceOf(IOException.class)
                .hasMessage(base + "/beats.csv: no connection");
    }

    @Test
    void rowsCanBeTakenOneByOne() throws Exception {
        List<Boolean> anomalies = new ArrayList<>();
        List<String> files = List.of(file("a.csv", "1,1\n2,0\n"), file("b.csv", "3,1\n"));
        try (WindowStream stream = WindowFiles.open(files, LAST, line -> {})) {
            for (DataWindow window = stream.next(); window != null; window = stream.next()) {
                anomalies.add(window.anomaly());
            }
            assertThat(stream.next()).as("after the last").isNull();
        }
        assertThat(anomalies).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,1\\n3,abc,0\\n   | :2:2: expected a number, found 'abc'",
                "1,2,1\\n3,,0\\n      | :2:2: expected a number, found an empty field",
                "1,1,1\\n\\n\\n3,x,0\\n | :4:2: expected a number, found 'x'",
                "1,2,1\\nNaN,2,0\\n   | :2:1: expected a finite number in single precision, found 'NaN'",
                "1,-Infinity,1\\n     | :1:2: expected a finite number in single precision, found '-Infinity'",
                "1,1e39,1\\n          | :1:2: expected a finite number in single precision, found '1e39'",
                "1,2,1\\n1,2\\n       | :2:3: expected 3 fields as in FILE:1, found 2",
                "1,2,1\\n1,2,3,1\\n   | :2:4: expected 3 fields as in FILE:1, found 4",
                "1,2,1\\n1,2,\\n      | :2:3: expected a label, found none",
                "''                   | : expected at least one window, found none",
                "\\n\\n               | : expected at least one window, found none",
                "1\\n                 | :1:2: expected a label and values, found one field",
                "1,2,5\\n1,2,7\\n     | :1:3: expected a label 1, here or further on, found only 5, 7",
                "time,value,label\\n  | :1:1: expected a number, or a row that names the columns, found 'time'",
            })
    void saysWhereARowIsWrong(String content, String message) throws Exception {
        String file = file("bad.csv", content.replace("\\n", "\n"));
        refused(LAST, file, file + message.replace("FILE", file));
    }

    @Test
    void rowsOfAllFilesAreAsLong() throws Exception {
        String first = file("a.csv", "1,2,1\n");
        String second = file("b.csv", "1,2,3,1\n");
        assertThatThrownBy(() -> DataFiles.read(List.of(first, second), LAST))
                .hasMessage(second + ":1: expected 2 samples × 1 channel as in " + first
                        + ":1, found 3 samples × 1 channel");
    }

    @Test
    void valuesMustFillTheChannels() throws Exception {
        String file = file("a.csv", "1,2,3,4,1\n");
        refused(
                LAST.withChannels(3),
                file,
                file + ":1:5: expected a multiple of 3 values, one for each channel, found 4");
    }

    @Test
    void missingFileAndUnknownSchemeAreSaid() {
        refused(LAST, folder + "/none.csv", folder + "/none.csv: expected a file, found nothing there");
        refused(LAST, "ftp://host/a.csv", "ftp://host/a.csv: expected a path, or http:// or https://, found ftp://");
    }

    @Test
    void gzipCutShortIsSaid() throws Exception {
        Path packed = folder.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            for (int i = 0; i < 10_000; i++) {
                out.write((i + "," + i * 31 % 1009 + ",1\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(LAST, packed.toString()))
                .hasMessageStartingWith(packed + ": expected a whole gzip file, found ");
    }

    @Test
    void unclosedQuoteIsSaid() throws Exception {
        String file = file("a.csv", "1,2,1\n\"1,2,1\n");
        assertThatThrownBy(() -> read(LAST, file)).hasMessageStartingWith(file + ":2:");
    }

    @Test
    void normalGoesWithLabels() {
        assertThatThrownBy(() -> new Labels(LabelPlace.LAST, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Labels(LabelPlace.NONE, List.of("1"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Labels(LabelPlace.FILE, List.of("1"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DataFormat.unlabelled().withChannels(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static WindowSet read(DataFormat format, String source) throws IOException {
        return DataFiles.read(List.of(source), format);
    }

    private static void refused(DataFormat format, String source, String message) {
        assertThatThrownBy(() -> read(format, source))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }
}
