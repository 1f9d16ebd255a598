// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.WrongArtefactException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The reader of annotation files in MIT format, as in <em>annot(5)</em> of the WFDB Applications Guide: words of 16
 * bits, low byte first, whose upper six bits are a code and whose lower ten are, for the types up to 49, the samples
 * since the annotation before. The other codes add something to the annotation before them, or to the time of the one
 * after. Notes at the start may define types of the file's own, as <em>wrann(1)</em> and wfdb-python write them.
 */
final class AnnotationFile {

    private static final int SKIP = 59;
    private static final int NUM = 60;
    private static final int SUB = 61;
    private static final int CHN = 62;
    private static final int AUX = 63;
    private static final int NOTE = 22;
    private static final Pattern RESOLUTION = Pattern.compile("## time resolution:\\s*(\\S+).*");
    private static final String DEFINITIONS = "## annotation type definitions";
    private static final String END_OF_DEFINITIONS = "## end of definitions";
    private static final Pattern DEFINITION = Pattern.compile("(\\d{1,2})\\s+(\\S{1,20})(?:\\s+(.*))?");

    /** A file of so many bytes holds the beats of weeks. */
    static final int MAX_BYTES = 1 << 24;

    private static final int MAX_ANNOTATIONS = 1 << 21;

    private final String file;
    private final byte[] bytes;
    private final List<Annotation> annotations = new ArrayList<>();
    private final AnnotationType[] types = IntStream.rangeClosed(0, AnnotationType.MAX_CODE)
            .mapToObj(AnnotationType::of)
            .toArray(AnnotationType[]::new);
    private boolean onlyNotes = true;
    private boolean inDefinitions;
    private int position;

    private AnnotationFile(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Reads all annotations, in the order of the file.
     *
     * @param file its name, for messages
     * @param frequency samples per second of the record; a file that counts in other steps is refused
     * @throws WrongArtefactException if the file is cut short, too long or in another format, with the byte
     */
    static List<Annotation> parse(String file, byte[] bytes, double frequency) {
        AnnotationFile reading = new AnnotationFile(file, bytes);
        reading.readAll();
        reading.requireSteps(frequency);
        return List.copyOf(reading.annotations);
    }

    private void readAll() {
        long sample = 0;
        while (true) {
            int from = position;
            int word = word();
            int code = word >> 10;
            int value = word & 0x3ff;
            if (word == 0) {
                return;
            }
            if (code == SKIP) {
                sample += (word() << 16) | word();
            } else if (code == AUX) {
                extend(from, text(value));
            } else if (code == NUM || code == SUB || code == CHN) {
                extend(from, "");
            } else if (code <= AnnotationType.MAX_CODE) {
                sample += value;
                add(from, sample, code);
            } else {
                throw wrong(from, "an annotation of MIT format", "code " + code);
            }
        }
    }

    private void add(int from, long sample, int code) {
        if (sample < 0 || sample > Integer.MAX_VALUE) {
            throw wrong(from, "an annotation between samples 0 and 2³¹ − 1", "sample " + sample);
        }
        if (annotations.size() == MAX_ANNOTATIONS) {
            throw wrong(from, "at most " + MAX_ANNOTATIONS + " annotations", "more");
        }
        onlyNotes &= code == NOTE;
        annotations.add(new Annotation((int) sample, types[code], ""));
    }

    private void extend(int from, String text) {
        if (annotations.isEmpty()) {
            throw wrong(from, "an annotation", "what follows on one");
        }
        if (!text.isEmpty()) {
            int last = annotations.size() - 1;
            Annotation before = annotations.get(last);
            annotations.set(last, new Annotation(before.sample(), before.type(), text));
            if (onlyNotes) {
                define(text);
            }
        }
    }

    /** Takes the definition of a type, if a note at the start is one. What makes no sense there defines nothing. */
    private void define(String note) {
        if (note.equals(DEFINITIONS) || note.equals(END_OF_DEFINITIONS)) {
            inDefinitions = note.equals(DEFINITIONS);
            return;
        }
        Matcher definition = DEFINITION.matcher(note);
        int code = inDefinitions && definition.matches() ? Integer.parseInt(definition.group(1)) : 0;
        if (code >= 1 && code <= AnnotationType.MAX_CODE) {
            String description = definition.group(3);
            types[code] = AnnotationType.own(code, definition.group(2), description == null ? "" : description.strip());
        }
    }

    private int word() {
        if (position + 2 > bytes.length) {
            throw wrong(bytes.length, "more annotations, or two zero bytes that end them", "the end of the file");
        }
        int word = bytes[position] & 0xff | (bytes[position + 1] & 0xff) << 8;
        position += 2;
        return word;
    }

    /** So many bytes, and one more where that makes them even. */
    private String text(int length) {
        int padded = length + length % 2;
        if (position + padded > bytes.length) {
            throw wrong(bytes.length, length + " bytes of text", "the end of the file");
        }
        String text = new String(bytes, position, length, StandardCharsets.ISO_8859_1);
        position += padded;
        return text.replace("\0", "").strip();
    }

    private void requireSteps(double frequency) {
        for (Annotation annotation : annotations) {
            Matcher note = RESOLUTION.matcher(annotation.type().code() == NOTE ? annotation.text() : "");
            if (note.matches() && !isSame(note.group(1), frequency)) {
                throw new WrongArtefactException(
                        file,
                        "annotations that count samples at the record's " + frequency + " Hz",
                        note.group(1) + " Hz");
            }
        }
    }

    private static boolean isSame(String number, double frequency) {
        try {
            return Double.parseDouble(number) == frequency;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private WrongArtefactException wrong(int at, String expected, String found) {
        return new WrongArtefactException(file + ", byte " + at, expected, found);
    }
}
