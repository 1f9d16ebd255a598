// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.data.set.WindowSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {

    private static final DataFormat PLAIN = DataFormat.unlabelled();
    private static final DataFormat CUT = PLAIN.withSlicing(new Slicing(2, 2));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "r.hea, r.dat, r.dat",
        "a/r.hea, r 1.dat, a/r 1.dat",
        "/a/b/r.hea, r.dat, /a/b/r.dat",
        "http://h/a/r.hea, r.dat, http://h/a/r.dat",
        "http://h/a/r.hea?token=a/b, r.dat, http://h/a/r.dat?token=a/b",
        "http://h/a/r.hea, r 1#?.dat, http://h/a/r%201%23%3F.dat",
        "http://h/a/r.hea, %2e%2e%2fx, http://h/a/%252e%252e%252fx",
        "http://h.hea, other.host, http://h.hea/other.host",
        "http://h.hea?a=/b, other.host, http://h.hea/other.host?a=/b"
    })
    void aFileBesideStandsInTheSameFolderOrAtTheSameUrl(String name, String file, String beside) {
        assertThat(new DataSource(name).beside(file).address()).isEqualTo(beside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "../x", "/etc/hostname", "a/b", "a\\b", "a\0b", "a\nb", "http://h/x"})
    void aPlainNameIsNothingElse(String name) {
        assertThat(DataSource.isPlainName(name)).isFalse();
        assertThatThrownBy(() -> new DataSource("a/r.hea").beside(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b.csv", "a\0b.hea", "a\0b.npy", "a\0b", "a\0*.csv"})
    void aNameWithAByteZeroIsSaid(String name) {
        refused(PLAIN, name, name + ": expected the name of a file, found Nul character not allowed");
    }

    @Test
    void aGlobThatMakesNoSenseIsSaid() {
        refused(PLAIN, folder + "/a[", folder + "/a[: expected a file, or a glob, found Missing ']");
        refused(PLAIN, folder + "/{a,{b}}", folder + "/{a,{b}}: expected a file, or a glob, found Cannot nest groups");
    }

    @Test
    void aLinkToAFolderAroundItIsSaid() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("pictures/inner"));
        Files.createSymbolicLink(inner.resolve("around"), folder.resolve("pictures"));
        assertThatThrownBy(() -> read(PLAIN, folder.resolve("pictures").toString()))
                .isInstanceOf(IOException.class)
                .hasMessage(inner.resolve("around") + ": a link to a folder that it is in");
    }

    @Test
    @Timeout(60)
    void whatAHeaderNamesIsARegularFile() throws Exception {
        Path header = Files.writeString(folder.resolve("r.hea"), "r 1 10\nr.dat 16 1\n");
        Files.createSymbolicLink(folder.resolve("r.dat"), Path.of("/dev/zero"));
        refused(CUT, header.toString(), folder + "/r.dat: expected a regular file, found a pipe or a device");
        Files.delete(folder.resolve("r.dat"));
        pipe("r.dat");
        refused(CUT, header.toString(), folder + "/r.dat: expected a regular file, found a pipe or a device");
        Files.delete(folder.resolve("r.dat"));
        Files.createDirectory(folder.resolve("r.dat"));
        refused(CUT, header.toString(), folder + "/r.dat: expected a file, found a folder");
        Files.delete(folder.resolve("r.dat"));
        Path elsewhere = Files.write(folder.resolve("elsewhere"), new byte[] {1, 0, 2, 0});
        Files.createSymbolicLink(folder.resolve("r.dat"), elsewhere);
        assertThat(read(CUT, header.toString()).window(0)).containsExactly(1, 2);
    }

    @Test
    @Timeout(60)
    void pipesOfAGlobOrAFolderAreLeftOut() throws Exception {
        pipe("a.csv");
        refused(PLAIN, folder + "/*.csv", folder + "/*.csv: expected at least one file that matches, found none");
        pipe("a.png");
        refused(
                PLAIN,
                folder.toString(),
                folder + ": expected PNG or JPEG pictures in this folder (or a glob, for other files), found none");
    }

    @Test
    @Timeout(60)
    void aPipeThatPeopleNameIsRead() throws Exception {
        Path pipe = pipe("rows");
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, "1,2\n3,4\n");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertThat(read(PLAIN, pipe.toString()).windows()).containsExactly(new float[] {1, 2}, new float[] {3, 4});
        writer.join();
    }

    @Test
    void membersOfAGzipFileFollowOneAnother() throws Exception {
        byte[] two = join(packed("1,2\n"), packed(""), packed("3,4\n"), packed(""));
        assertThat(read(PLAIN, DataFiles.write(folder, "a.csv.gz", two)).windows())
                .containsExactly(new float[] {1, 2}, new float[] {3, 4});
        byte[][] empty = new byte[20_000][];
        Arrays.fill(empty, packed(""));
        String many = DataFiles.write(folder, "b.csv.gz", join(empty));
        refused(PLAIN, many, many + ": expected a whole gzip file, found one member after another without content");
    }

    @Test
    void aGzipFileThatHoldsNothingForLongIsRefused() throws Exception {
        byte[] head = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] name = new byte[3 << 20];
        Arrays.fill(name, (byte) 'x');
        String named = DataFiles.write(folder, "a.gz", join(head, name));
        refused(PLAIN, named, named + ": expected a whole gzip file, found 1048576 bytes without content");
        head[3] = 0;
        byte[] blocks = new byte[5 * 600_000];
        for (int i = 0; i < blocks.length; i++) {
            // Stored blocks of no bytes.
            blocks[i] = (byte) (i % 5 < 3 ? 0 : 0xff);
        }
        String stored = DataFiles.write(folder, "b.gz", join(head, blocks));
        refused(PLAIN, stored, stored + ": expected a whole gzip file, found 1048576 bytes without content");
    }

    private Path pipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static byte[] packed(String text) {
        return DataFiles.gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static WindowSet read(DataFormat format, String source) throws IOException {
        return DataFiles.read(List.of(source), format);
    }

    private static void refused(DataFormat format, String source, String message) {
        assertThatThrownBy(() -> read(format, source))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(message);
    }
}
