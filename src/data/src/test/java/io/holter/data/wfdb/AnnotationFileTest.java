// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import static io.holter.data.wfdb.WfdbFiles.join;
import static io.holter.data.wfdb.WfdbFiles.skip;
import static io.holter.data.wfdb.WfdbFiles.text;
import static io.holter.data.wfdb.WfdbFiles.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationFileTest {

    private static final byte[] END = words(0, 0);

    @Test
    void intervalsAddUpAndEveryCodeIsUnderstood() {
        byte[] file = join(
                words(28, 18),
                text("(N"),
                words(1, 59, 60, 1, 62, 1),
                skip(100_000),
                words(5, 3, 61, 4),
                text("odd"),
                words(1, 1023),
                skip(-23),
                words(8, 0),
                END,
                words(1, 1));
        assertThat(parse(file))
                .containsExactly(
                        new Annotation(18, 28, "(N"),
                        new Annotation(77, 1, ""),
                        new Annotation(100_080, 5, "odd"),
                        new Annotation(101_103, 1, ""),
                        new Annotation(101_080, 8, ""));
    }

    @Test
    void symbolsAndBeatsArePhysioNets() {
        assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 25, 30, 34, 35, 38, 41))
                .extracting(code -> new Annotation(0, code, "").symbol())
                .containsExactly(
                        "N", "L", "R", "a", "V", "F", "J", "A", "S", "E", "j", "/", "Q", "B", "?", "e", "n", "f", "r");
        for (int code = 0; code < 50; code++) {
            boolean beat =
                    code >= 1 && code <= 13 || List.of(25, 30, 34, 35, 38, 41).contains(code);
            assertThat(new Annotation(0, code, "").isBeat()).as("code %d", code).isEqualTo(beat);
        }
        assertThat(List.of(0, 14, 28, 31, 32, 33, 42, 49))
                .extracting(code -> new Annotation(0, code, "").symbol())
                .containsExactly("[0]", "~", "+", "!", "[", "]", "[42]", "[49]");
    }

    @Test
    void aFileWithoutAnnotationsHasNone() {
        assertThat(parse(END)).isEmpty();
    }

    @Test
    void aFileCutAnywhereIsSaid() {
        byte[] whole = join(words(28, 18), text("(AFIB"), skip(5000), words(1, 59), END);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> parse(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageStartingWith("r.atr, byte " + length + ": expected ")
                    .hasMessageEndingWith(", found the end of the file");
        }
    }

    @Test
    void otherFormatsAreRefused() {
        refused(words(1, 5, 55, 0), "r.atr, byte 2: expected an annotation of MIT format, found code 55");
        refused(words(61, 5), "r.atr, byte 0: expected an annotation, found what follows on one");
        refused(
                join(skip(-10), words(1, 5), END),
                "r.atr, byte 6: expected an annotation between samples 0 and 2³¹ − 1, found sample -5");
        refused(
                join(skip(Integer.MAX_VALUE), words(1, 5), END),
                "r.atr, byte 6: expected an annotation between samples 0 and 2³¹ − 1, found sample 2147483652");
    }

    @Test
    void stepsOtherThanTheRecordsAreRefused() {
        assertThat(parse(join(words(22, 0), text("## time resolution: 360"), words(1, 5), END)))
                .hasSize(2);
        refused(
                join(words(22, 0), text("## time resolution: 1000"), END),
                "r.atr: expected annotations that count samples at the record's 360.0 Hz, found 1000 Hz");
    }

    private static List<Annotation> parse(byte[] bytes) {
        return AnnotationFile.parse("r.atr", bytes, 360);
    }

    private static void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> parse(bytes))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }
}
