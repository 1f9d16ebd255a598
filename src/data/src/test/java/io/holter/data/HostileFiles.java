// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import io.holter.schemas.GeneratedClasses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small files that are made to fill the heap, which is 256 MiB here, or to keep their reader busy: each of the
 * {@code files} of a test ends in one line that says what is wrong.
 */
@Timeout(60)
abstract class HostileFiles {

    static final DataFormat PLAIN = DataFormat.unlabelled();
    static final DataFormat CUT = PLAIN.withSlicing(new Slicing(10, 10));

    /** What small files unpack to. */
    static final int MEBIBYTES = 1 << 10;

    @TempDir
    Path folder;

    @BeforeAll
    static void heapIsSmall() {
        GeneratedClasses.trust();
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(256L << 20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void endInOneLine(String name, byte[] bytes, DataFormat format, String message) throws Exception {
        String file = DataFiles.write(folder, name, bytes);
        assertThatThrownBy(() -> DataFiles.read(List.of(file), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(file + message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\n"));
    }

    /**
     * A file.
     *
     * @param message how the message begins behind the name of the file
     */
    static Arguments hostile(String name, byte[] bytes, DataFormat format, String message) {
        return Arguments.of(name, bytes, format, message);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void refused(DataFormat format, String source, String message) {
        assertThatThrownBy(() -> DataFiles.read(List.of(source), format))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(message);
    }
}
