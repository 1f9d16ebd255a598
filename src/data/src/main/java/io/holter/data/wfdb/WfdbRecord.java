// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record of WFDB (PhysioNet's WaveForm DataBase): a header, signal files of the formats 16 and 212, and annotations.
 * Signal by signal, samples come in the units of the header, aligned by their skew.
 */
public final class WfdbRecord {

    /** Opens a file by its name: relative names stand beside the header. Whoever asks closes. */
    @FunctionalInterface
    public interface Files {

        /**
         * The content of a file, unpacked.
         *
         * @throws WrongArtefactException if it is not there
         */
        InputStream open(String name) throws IOException;
    }

    private final WfdbHeader header;
    private final String folder;
    private final Files files;

    private WfdbRecord(WfdbHeader header, String folder, Files files) {
        this.header = header;
        this.folder = folder;
        this.files = files;
    }

    /**
     * Reads a header.
     *
     * @param headerFile name of the header file
     * @param files opens it and those beside it
     * @throws WrongArtefactException if a line cannot be understood or asks for what is not supported
     */
    public static WfdbRecord open(String headerFile, Files files) throws IOException {
        try (InputStream in = files.open(headerFile)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            WfdbHeader header = WfdbHeader.parse(headerFile, text.lines().toList());
            return new WfdbRecord(header, headerFile.substring(0, headerFile.lastIndexOf('/') + 1), files);
        }
    }

    /** Name of the record. */
    public String name() {
        return header.record();
    }

    /** The header file, for messages. */
    public String file() {
        return header.file();
    }

    /** Samples per second and signal, Hz. */
    public double frequency() {
        return header.frequency();
    }

    /** The signals with their units, in the order of the header; one without a description by its number. */
    public List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (SignalLine line : header.signals()) {
            String name = line.name().isEmpty() ? "signal" + channels.size() : line.name();
            channels.add(new Channel(name, line.scale().units()));
        }
        return channels;
    }

    /**
     * The annotations of one annotator, in the order of their file.
     *
     * @param annotator extension of the file, for example atr
     * @throws WrongArtefactException if the file is missing, cut short or in another format than MIT's
     */
    public List<Annotation> annotations(String annotator) throws IOException {
        int dot = header.file().lastIndexOf('.');
        String file = (dot > folder.length() ? header.file().substring(0, dot) : header.file()) + "." + annotator;
        try (InputStream in = files.open(file)) {
            return AnnotationFile.parse(file, in.readAllBytes(), header.frequency());
        }
    }

    /**
     * A run of samples that no signal misses.
     *
     * @param from its first sample
     * @param to the sample behind its last
     */
    public record Run(int from, int to) {

        /** Samples of each signal. */
        public int length() {
            return to - from;
        }
    }

    /**
     * Reads all samples once, to find the runs without a missing sample, in their order; the whole record where none is
     * missing.
     *
     * @throws WrongArtefactException if a signal file is missing, ends too early or has the wrong checksum
     */
    public List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        float[] frame = new float[header.signals().size()];
        int from = 0;
        int at = 0;
        try (Samples samples = samples()) {
            for (; samples.next(frame); at = Math.incrementExact(at)) {
                if (isMissing(frame)) {
                    if (from < at) {
                        runs.add(new Run(from, at));
                    }
                    from = at + 1;
                }
            }
        }
        if (from < at) {
            runs.add(new Run(from, at));
        }
        return runs;
    }

    private static boolean isMissing(float[] frame) {
        for (float value : frame) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** The samples from the first on. */
    public Samples samples() throws IOException {
        Map<String, List<Integer>> signalsOfFile = new LinkedHashMap<>();
        for (int i = 0; i < header.signals().size(); i++) {
            String file = header.signals().get(i).storage().file();
            signalsOfFile.computeIfAbsent(file, f -> new ArrayList<>()).add(i);
        }
        List<SignalFile> open = new ArrayList<>();
        try {
            for (Map.Entry<String, List<Integer>> file : signalsOfFile.entrySet()) {
                String name = folder + file.getKey();
                open.add(new SignalFile(name, header, file.getValue(), files.open(name)));
            }
            return new Samples(header, open);
        } catch (IOException | RuntimeException e) {
            for (SignalFile file : open) {
                file.close();
            }
            throw e;
        }
    }

    /** The samples of all signals, frame by frame. For one thread; to be closed. */
    public static final class Samples implements Closeable {

        private final WfdbHeader header;
        private final List<SignalFile> files;
        private final int[] missing;
        /**
         * Frames as they are stored, as many as the largest skew wants kept; frame t stands at t modulo their number.
         */
        private final int[][] stored;

        private long read;
        private long given;

        private Samples(WfdbHeader header, List<SignalFile> files) {
            this.header = header;
            this.files = files;
            int signals = header.signals().size();
            this.missing = new int[signals];
            files.forEach(file -> Arrays.stream(file.signals()).forEach(signal -> missing[signal] = file.missing()));
            int most = header.signals().stream()
                    .mapToInt(line -> line.storage().skew())
                    .max()
                    .orElseThrow();
            this.stored = new int[most + 1][signals];
        }

        /**
         * Gives the next sample of each signal.
         *
         * @param frame gets them in units, float[signals]; NaN for one that is missing
         * @return whether there were any
         * @throws WrongArtefactException if a file ends too early, the files differ in length, or, after the last, a
         *     checksum is wrong
         */
        public boolean next(float[] frame) throws IOException {
            while (read < given + stored.length) {
                if (!store(stored[(int) (read % stored.length)])) {
                    return false;
                }
                read++;
            }
            for (int signal = 0; signal < frame.length; signal++) {
                SignalLine line = header.signals().get(signal);
                int sample = stored[(int) ((given + line.storage().skew()) % stored.length)][signal];
                frame[signal] =
                        sample == missing[signal] ? Float.NaN : line.scale().of(sample);
            }
            given++;
            return true;
        }

        private boolean store(int[] frame) throws IOException {
            boolean any = files.get(0).next(frame);
            for (SignalFile file : files.subList(1, files.size())) {
                if (file.next(frame) != any) {
                    throw new WrongArtefactException(
                            header.file(),
                            "signal files of the same length",
                            "one that ends after " + read + " samples");
                }
            }
            return any;
        }

        @Override
        public void close() throws IOException {
            for (SignalFile file : files) {
                file.close();
            }
        }
    }
}
