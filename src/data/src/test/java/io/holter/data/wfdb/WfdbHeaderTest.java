// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WfdbHeaderTest {

    @Test
    void readsEveryField() {
        WfdbHeader header = parse(
                """
                # before
                100 2 360 650000 12:00:00 1/2/1975

                100.dat 212 200 11 1024 995 -22131 0 MLII
                \tother.dat 16x1:3+24 -0.5e1(-7)/uV 16 0 5 43405 0 lead V5, later\t
                # 69 M
                """);
        assertThat(header)
                .isEqualTo(new WfdbHeader(
                        "100.hea",
                        "100",
                        new RecordTiming(360, Instant.parse("1975-02-01T12:00:00Z")),
                        650000,
                        java.util.List.of(
                                new SignalLine(
                                        4,
                                        new SignalLine.Storage("100.dat", SampleFormat.FORMAT_212, 1, 0, 0),
                                        new SignalLine.Scale(200, 1024, "mV"),
                                        -22131,
                                        "MLII"),
                                new SignalLine(
                                        5,
                                        new SignalLine.Storage("other.dat", SampleFormat.FORMAT_16, 1, 24, 3),
                                        new SignalLine.Scale(-5, -7, "uV"),
                                        // The same sum, written without a sign.
                                        43405 - 65536,
                                        "lead V5, later")),
                        java.util.List.of(0, 1)));
    }

    @Test
    void fieldsThatAreLeftOutHaveTheirDefaults() {
        WfdbHeader header = parse("a 1\na.dat 16\n");
        assertThat(header.frequency()).isEqualTo(250);
        assertThat(header.samples()).isZero();
        SignalLine signal = header.signals().get(0);
        assertThat(signal.scale()).isEqualTo(new SignalLine.Scale(200, 0, "mV"));
        assertThat(signal.checksum()).isNull();
        assertThat(signal.name()).isEmpty();
        assertThat(parse("a 1\na.dat 16 0 12 5\n").signals().get(0).scale())
                .as("a gain of 0 is an unknown one, and the converter's zero is the baseline")
                .isEqualTo(new SignalLine.Scale(200, 5, "mV"));
        assertThat(parse("a 1\na.dat 16 100(0) 12 5\n").signals().get(0).scale().baseline())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "8:05:06 31/12/2024, 2024-12-31T08:05:06Z",
        "08:05:06.25 1/2/2024, 2024-02-01T08:05:06.250Z",
        "23:59:59.9999999999 1/2/2024, 2024-02-01T23:59:59.999999999Z",
        "8:05:06 31/2/2024,",
        "25:05:06 1/2/2024,",
        "8:05:06 1/2,",
        "8:05 1/2/2024,",
        "8:05:06,"
    })
    void whenTheRecordStartsNeedsDateAndTime(String fields, Instant start) {
        assertThat(parse("a 1 250 10 " + fields + "\na.dat 16\n").timing().start())
                .isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({"360, 360", "360.5, 360.5", "0.9765625, 0.9765625", "1e3, 1000", "360/100, 360", "360/7.5(-2), 360"})
    void theCounterBehindTheFrequencyIsPassedOver(String field, double frequency) {
        assertThat(parse("a 1 " + field + " 10\na.dat 16\n").frequency()).isEqualTo(frequency);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | 1: expected the header of a WFDB record, found no line",
                "# only a comment         | 1: expected the header of a WFDB record, found no line",
                "100                      | 1: expected a record's name and its number of signals, as in 100 2 360 650000, found 100",
                "# x\\n100 two 360        | 2: expected a record's name and its number of signals, as in 100 2 360 650000, found 100 two 360",
                "100/3 2 360              | 1: expected a record of one segment, found 100/3 2 360",
                "100 0 360                | 1: expected at least one signal, found 0",
                "100 99999999999          | 1: expected at least one signal below 2³¹, found 99999999999",
                "100 1 fast               | 1: expected a sampling frequency, as in 360 or 360/100(0), found fast",
                "100 1 0                  | 1: expected a sample rate of 1.0E-9 to 1.0E12 Hz, found 0",
                "100 1 -360               | 1: expected a sample rate of 1.0E-9 to 1.0E12 Hz, found -360",
                "100 1 360 many           | 1: expected a number of samples, found many",
                "100 1 360 -1             | 1: expected a number of samples, found -1",
                "100 2 360 5\\na.dat 16   | 3: expected a line for each of 2 signals, found 1 of them",
                "a 1\\na.dat              | 2: expected a signal's file and format, as in 100.dat 212, found a.dat",
                "a 1\\na.dat 8            | 2: expected format 16 or 212, found format 8",
                "a 1\\n~ 0                | 2: expected format 16 or 212, found format 0",
                "a 1\\na.dat 16y          | 2: expected a format, as in 212 or 16x1:0+24, found 16y",
                "a 1\\na.dat 16x4         | 2: expected one sample of each signal in a frame, found x4",
                "a 1\\na.dat 16 high      | 2: expected a gain, as in 200, 200(1024) or 200(1024)/mV, found high",
                "a 1\\na.dat 16 200(x)    | 2: expected a gain, as in 200, 200(1024) or 200(1024)/mV, found 200(x)",
                "a 1\\na.dat 16 200 12 ?  | 2: expected the converter's zero, found ?",
                "a 1\\na.dat 16 1 12 0 0 ?| 2: expected a checksum, found ?",
                "a 1\\na.dat 16x0         | 2: expected one sample or more in a frame, found 0",
                "a 1\\na.dat 16 1e999     | 2: expected a finite gain, found 1e999",
                "a 1 1e-60\\na.dat 16     | 1: expected a sample rate of 1.0E-9 to 1.0E12 Hz, found 1e-60",
                "a 1 1e-30\\na.dat 16     | 1: expected a sample rate of 1.0E-9 to 1.0E12 Hz, found 1e-30",
                "a 1 1e30\\na.dat 16      | 1: expected a sample rate of 1.0E-9 to 1.0E12 Hz, found 1e30",
                "a 1000000000            | 1: expected at most 4096 signals, found 1000000000",
                "a 1\\na.dat 16:1000000000 | 2: expected a skew of less than 1048576 samples, found 1000000000",
                "a 1\\na.dat 16:2147483647 | 2: expected a skew of less than 1048576 samples, found 2147483647",
                "a 1\\n../../etc/hostname 16 | 2: expected the name of a file beside the header, found ../../etc/hostname",
                "a 1\\n/dev/zero 16       | 2: expected the name of a file beside the header, found /dev/zero",
                "a 1\\n.. 16              | 2: expected the name of a file beside the header, found ..",
                "a 1\\nhttp://x/y 16      | 2: expected the name of a file beside the header, found http://x/y",
            })
    void saysWhichLineIsWrong(String content, String message) {
        assertThatThrownBy(() -> parse(content.replace("\\n", "\n")))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("100.hea:" + message);
    }

    @Test
    void aLineIsNoLongerThanAnyRealOne() {
        assertThat(parse("a 1\na.dat 16\n#" + "x".repeat(100_000)).signals()).hasSize(1);
        assertThatThrownBy(() -> parse("a 1\na.dat 16 " + "1".repeat(100_000)))
                .hasMessageStartingWith("100.hea:2: expected a line of at most 1024 characters, found a.dat 16 111");
    }

    @Test
    void manySignalFilesAreRefused() {
        StringBuilder header = new StringBuilder("a 300\n");
        for (int i = 0; i < 300; i++) {
            header.append("a").append(i).append(".dat 16\n");
        }
        assertThatThrownBy(() -> parse(header.toString()))
                .hasMessage("100.hea:258: expected at most 256 signal files, found one more");
    }

    @Test
    void aBaselineFarAwayIsSubtractedAllTheSame() {
        WfdbHeader header = parse("a 1\na.dat 16 1(-2147483648)\n");
        assertThat(header.signals().get(0).scale().of(5)).isEqualTo(2147483653f);
    }

    @Test
    void aLineThatIsLongIsToldInPart() {
        assertThatThrownBy(() -> parse("x".repeat(10_000))).hasMessageEndingWith("found " + "x".repeat(60) + "…");
    }

    private static WfdbHeader parse(String text) {
        return WfdbHeader.parse("100.hea", text.lines().toList(), java.util.List.of());
    }
}
