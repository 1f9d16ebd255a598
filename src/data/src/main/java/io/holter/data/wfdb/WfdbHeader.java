// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.Count;
import io.holter.core.SampleRate;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header file of a record, as in <em>header(5)</em> of the WFDB Applications Guide: a line on the record, and one
 * on each of its signals. Comments begin with {@code #}.
 *
 * @param file name of the header file, for messages
 * @param record name of the record
 * @param timing how fast samples were taken, and since when
 * @param samples samples of each signal; 0 where not given: then the files are read to their ends
 * @param signals at least one
 * @param picked numbers of the signals that are wanted, from 0, in the order in which they are
 */
record WfdbHeader(
        String file, String record, RecordTiming timing, int samples, List<SignalLine> signals, List<Integer> picked) {

    /** More than any header has, comments and all. */
    static final int MAX_BYTES = 1 << 20;

    /** Of a line that is no comment. */
    private static final int MAX_CHARACTERS = 1 << 10;

    private static final int MAX_SIGNALS = 1 << 12;
    private static final int MAX_FILES = 1 << 8;

    /** Samples that are held at once to align skewed signals. */
    private static final int MAX_SKEWED = 1 << 20;

    private static final String NUMBER = "[-+]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][-+]?\\d++)?";
    private static final Pattern RECORD =
            Pattern.compile("(?<name>[^\\s/]+)(?<segments>/\\d+)?\\s+(?<signals>\\d+)(?:\\s+(?<rest>.*))?");
    private static final Pattern FREQUENCY =
            Pattern.compile("(?<frequency>" + NUMBER + ")(?:/" + NUMBER + "(?:\\(" + NUMBER + "\\))?)?");
    private static final Pattern FORMAT =
            Pattern.compile("(?<format>\\d+)(?:x(?<perFrame>\\d+))?(?::(?<skew>\\d+))?(?:\\+(?<offset>\\d+))?");
    private static final Pattern GAIN =
            Pattern.compile("(?<gain>" + NUMBER + ")(?:\\((?<baseline>[-+]?\\d+)\\))?(?:/(?<units>\\S+))?");
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");

    private static final double DEFAULT_FREQUENCY = 250;
    private static final double DEFAULT_GAIN = 200;
    private static final int FIELDS_BEFORE_DESCRIPTION = 8;

    WfdbHeader {
        signals = List.copyOf(signals);
        picked = List.copyOf(picked);
    }

    /**
     * Reads a header.
     *
     * @param names the signals that are wanted; empty for all
     * @throws WrongArtefactException if a line cannot be understood or asks for what is not supported, with its number
     * @throws io.holter.data.DataFormatException if there is no signal of a name, or more than one
     */
    static WfdbHeader parse(String file, List<String> lines, List<String> names) {
        Lines content = new Lines(file, lines);
        List<Integer> numbers = content.numbers();
        if (numbers.isEmpty()) {
            throw new WrongArtefactException(file + ":1", "the header of a WFDB record", "no line");
        }
        int first = numbers.get(0);
        Matcher record = content.match(
                first,
                RECORD,
                content.text(first),
                "a record's name and its number of signals, as in 100 2 360 650000");
        if (record.group("segments") != null) {
            throw content.wrong(first, "a record of one segment", content.text(first));
        }
        int count = content.integer(first, record.group("signals"), 1, "at least one signal");
        if (count > MAX_SIGNALS) {
            throw content.wrong(first, "at most " + MAX_SIGNALS + " signals", count + "");
        }
        String[] rest = record.group("rest") == null
                ? new String[0]
                : record.group("rest").split("\\s+");
        double frequency = rest.length == 0 ? DEFAULT_FREQUENCY : frequency(content, first, rest[0]);
        int samples = rest.length < 2 ? 0 : content.integer(first, rest[1], 0, "a number of samples");
        List<SignalLine> signals = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            if (i >= numbers.size()) {
                throw content.wrong(
                        lines.size() + 1, "a line for each of " + Count.of(count, "signal"), (i - 1) + " of them");
            }
            signals.add(signal(content, numbers.get(i)));
        }
        List<Integer> picked = SignalNames.pick(file, signals, names);
        requireReadable(content, signals, picked);
        RecordTiming timing =
                RecordTiming.of(frequency, rest.length < 4 ? null : rest[2], rest.length < 4 ? null : rest[3]);
        return new WfdbHeader(file, record.group("name"), timing, samples, signals, picked);
    }

    /** Samples per second and signal, Hz. */
    double frequency() {
        return timing.frequency();
    }

    /** What only signals that are read must have. */
    private static void requireReadable(Lines content, List<SignalLine> signals, List<Integer> picked) {
        Set<String> files = new HashSet<>();
        for (int number : picked) {
            SignalLine signal = signals.get(number);
            SignalLine.Storage storage = signal.storage();
            if (storage.format() == null) {
                String format = content.text(signal.line()).split("\\s+")[1];
                throw content.wrong(signal.line(), "format 16 or 212", "format " + format.replaceFirst("\\D.*", ""));
            }
            if (storage.perFrame() != 1) {
                throw content.wrong(signal.line(), "one sample of each signal in a frame", "x" + storage.perFrame());
            }
            if ((storage.skew() + 1L) * picked.size() > MAX_SKEWED) {
                throw content.wrong(
                        signal.line(),
                        "a skew of less than " + MAX_SKEWED / picked.size() + " samples",
                        storage.skew() + "");
            }
            files.add(storage.file());
            if (files.size() > MAX_FILES) {
                throw content.wrong(signal.line(), "at most " + MAX_FILES + " signal files", "one more");
            }
        }
    }

    private static double frequency(Lines content, int line, String text) {
        Matcher field = content.match(line, FREQUENCY, text, "a sampling frequency, as in 360 or 360/100(0)");
        double frequency = Double.parseDouble(field.group("frequency"));
        if (!SampleRate.isPossible((float) frequency)) {
            throw content.wrong(line, SampleRate.EXPECTED, text);
        }
        return frequency;
    }

    private static SignalLine signal(Lines content, int line) {
        // The description is the rest of the line, blanks and all.
        String[] fields = content.text(line).split("\\s+", FIELDS_BEFORE_DESCRIPTION + 1);
        if (fields.length < 2) {
            throw content.wrong(line, "a signal's file and format, as in 100.dat 212", content.text(line));
        }
        int zero = fields.length > 4 ? content.integer(line, fields[4], Integer.MIN_VALUE, "the converter's zero") : 0;
        Integer checksum = null;
        if (fields.length > 6) {
            checksum = (int) (short) content.integer(line, fields[6], Integer.MIN_VALUE, "a checksum");
        }
        String name = fields.length > FIELDS_BEFORE_DESCRIPTION ? fields[FIELDS_BEFORE_DESCRIPTION].strip() : "";
        return new SignalLine(
                line,
                storage(content, line, fields[0], fields[1]),
                scale(content, line, fields.length > 2 ? fields[2] : "0", zero),
                checksum,
                name);
    }

    private static SignalLine.Storage storage(Lines content, int line, String file, String text) {
        if (!DataSource.isPlainName(file)) {
            throw content.wrong(line, "the name of a file beside the header", file);
        }
        Matcher field = content.match(line, FORMAT, text, "a format, as in 212 or 16x1:0+24");
        String perFrame = field.group("perFrame");
        String skew = field.group("skew");
        String offset = field.group("offset");
        return new SignalLine.Storage(
                file,
                SampleFormat.of(field.group("format")),
                perFrame == null ? 1 : content.integer(line, perFrame, 1, "one sample or more in a frame"),
                offset == null ? 0 : content.integer(line, offset, 0, "an offset in bytes"),
                skew == null ? 0 : content.integer(line, skew, 0, "a skew in samples"));
    }

    private static SignalLine.Scale scale(Lines content, int line, String text, int zero) {
        Matcher field = content.match(line, GAIN, text, "a gain, as in 200, 200(1024) or 200(1024)/mV");
        double gain = Double.parseDouble(field.group("gain"));
        if (!Double.isFinite(gain)) {
            throw content.wrong(line, "a finite gain", text);
        }
        String baseline = field.group("baseline");
        String units = field.group("units");
        return new SignalLine.Scale(
                gain == 0 ? DEFAULT_GAIN : gain,
                baseline == null ? zero : content.integer(line, baseline, Integer.MIN_VALUE, "a baseline"),
                units == null ? "mV" : units);
    }

    /** The lines of the file, numbered from 1, and what is wrong with them. */
    private record Lines(String file, List<String> all) {

        /** The numbers of the lines that are no comments. */
        List<Integer> numbers() {
            List<Integer> numbers = new ArrayList<>();
            for (int line = 1; line <= all.size(); line++) {
                String text = text(line);
                if (!text.isEmpty() && !text.startsWith("#")) {
                    if (text.length() > MAX_CHARACTERS) {
                        throw wrong(line, "a line of at most " + MAX_CHARACTERS + " characters", text);
                    }
                    numbers.add(line);
                }
            }
            return numbers;
        }

        String text(int line) {
            return all.get(line - 1).strip();
        }

        Matcher match(int line, Pattern pattern, String text, String expected) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.matches()) {
                throw wrong(line, expected, text);
            }
            return matcher;
        }

        int integer(int line, String text, int least, String expected) {
            try {
                if (INTEGER.matcher(text).matches() && Integer.parseInt(text) >= least) {
                    return Integer.parseInt(text);
                }
            } catch (NumberFormatException e) {
                throw new WrongArtefactException(file + ":" + line, expected + " below 2³¹", text, e);
            }
            throw wrong(line, expected, text);
        }

        WrongArtefactException wrong(int line, String expected, String found) {
            String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
            return new WrongArtefactException(file + ":" + line, expected, shown);
        }
    }
}
