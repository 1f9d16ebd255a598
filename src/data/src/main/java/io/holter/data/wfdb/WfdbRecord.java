// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.Count;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormatException;
import io.holter.data.DataSource;
import io.holter.schemas.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record of WFDB (PhysioNet's WaveForm DataBase): a header, signal files of the formats 16 and 212, and annotations,
 * all in one folder. Signal by signal, samples come in the units of the header, aligned by their skew.
 */
public final class WfdbRecord {

    /** More than a record has that is of use; each becomes a series. */
    private static final int MAX_RUNS = 1 << 17;

    private final DataSource source;
    private final WfdbHeader header;

    private WfdbRecord(DataSource source, WfdbHeader header) {
        this.source = source;
        this.header = header;
    }

    /**
     * Reads a header.
     *
     * @param source the header file; all other files stand beside it
     * @param signals names of the signals that are wanted, in their order; empty for all
     * @throws WrongArtefactException if a line cannot be understood or asks for what is not supported
     * @throws DataFormatException if there is no signal of a name, or more than one
     */
    public static WfdbRecord open(DataSource source, List<String> signals) throws IOException {
        String text =
                new String(source.content(WfdbHeader.MAX_BYTES, "the header of a WFDB record"), StandardCharsets.UTF_8);
        return new WfdbRecord(
                source, WfdbHeader.parse(source.name(), text.lines().toList(), signals));
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

    /** How fast the samples were taken, and since when. */
    RecordTiming timing() {
        return header.timing();
    }

    /** The wanted signals with their units, in their order; one without a description by its number. */
    public List<Channel> channels() {
        return header.picked().stream()
                .map(signal -> new Channel(
                        SignalNames.of(header.signals(), signal),
                        header.signals().get(signal).scale().units()))
                .toList();
    }

    /**
     * The annotations of one annotator, in the order of their file.
     *
     * @param annotator extension of the file, for example atr
     * @throws WrongArtefactException if the file is cut short or in another format than MIT's
     * @throws DataFormatException if there is none, with the annotators whose files there are
     */
    public List<Annotation> annotations(String annotator) throws IOException {
        return new Annotators(source, header).read(annotator);
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
     * @param shortest samples of a run that is of use; shorter ones are left out
     * @throws WrongArtefactException if a signal file is missing, ends too early or has the wrong checksum, or there
     *     are too many runs
     */
    public List<Run> runs(int shortest) throws IOException {
        List<Run> runs = new ArrayList<>();
        float[] frame = new float[header.picked().size()];
        int from = 0;
        int at = 0;
        try (Samples samples = samples()) {
            for (; samples.next(frame); at++) {
                if (isMissing(frame)) {
                    add(runs, from, at, shortest);
                    from = at + 1;
                }
            }
        }
        add(runs, from, at, shortest);
        return runs;
    }

    private void add(List<Run> runs, int from, int to, int shortest) {
        if (to - from < shortest) {
            return;
        }
        if (runs.size() == MAX_RUNS) {
            throw new WrongArtefactException(
                    header.file(), "missing samples in at most " + MAX_RUNS + " places", "more");
        }
        runs.add(new Run(from, to));
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
        signalsOfFile.values().removeIf(signals -> Collections.disjoint(signals, header.picked()));
        List<SignalFile> open = new ArrayList<>();
        try {
            for (Map.Entry<String, List<Integer>> file : signalsOfFile.entrySet()) {
                DataSource beside = source.beside(file.getKey());
                open.add(new SignalFile(beside.name(), header, file.getValue(), beside.open()));
            }
            return new Samples(header, open);
        } catch (IOException | RuntimeException e) {
            for (SignalFile file : open) {
                file.close();
            }
            throw e;
        }
    }

    /** The samples of the wanted signals, frame by frame. For one thread; to be closed. */
    public static final class Samples implements Closeable {

        private final WfdbHeader header;
        private final List<SignalFile> files;
        private final SignalLine[] picked;
        private final int[] numbers;
        private final int[] missing;
        /** A frame as the files have it, one sample for each signal of the header. */
        private final int[] frameOfFiles;
        /**
         * Frames of the wanted signals as they are stored, as many as the largest skew wants kept, one after another;
         * frame t stands at t modulo their number.
         */
        private final int[] stored;

        private final int kept;
        private long read;
        private long given;

        private Samples(WfdbHeader header, List<SignalFile> files) {
            this.header = header;
            this.files = files;
            this.picked = header.picked().stream().map(header.signals()::get).toArray(SignalLine[]::new);
            this.numbers = header.picked().stream().mapToInt(number -> number).toArray();
            this.missing = Arrays.stream(picked)
                    .mapToInt(line -> line.storage().format().missing())
                    .toArray();
            this.frameOfFiles = new int[header.signals().size()];
            this.kept = 1
                    + Arrays.stream(picked)
                            .mapToInt(line -> line.storage().skew())
                            .max()
                            .orElseThrow();
            this.stored = new int[kept * picked.length];
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
            while (read < given + kept) {
                if (!store((int) (read % kept) * picked.length)) {
                    return false;
                }
                read++;
            }
            for (int i = 0; i < picked.length; i++) {
                SignalLine line = picked[i];
                int sample = stored[(int) ((given + line.storage().skew()) % kept) * picked.length + i];
                frame[i] = sample == missing[i] ? Float.NaN : line.scale().of(sample);
            }
            given++;
            return true;
        }

        private boolean store(int at) throws IOException {
            boolean any = files.get(0).next(frameOfFiles);
            for (SignalFile file : files.subList(1, files.size())) {
                if (file.next(frameOfFiles) != any) {
                    throw new WrongArtefactException(
                            header.file(),
                            "signal files of the same length",
                            "one that ends after " + Count.of(read, "sample"));
                }
            }
            for (int i = 0; i < picked.length; i++) {
                stored[at + i] = frameOfFiles[numbers[i]];
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
