// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.WrongArtefactException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** One signal file of a record: a sample of each of its signals, then the next of each, and so on. */
final class SignalFile implements Closeable {

    private final String name;
    private final WfdbHeader header;
    private final int[] signals;
    private final SampleFormat format;
    private final SampleStream samples;
    private final short[] sums;
    private final int[] perFrame;
    private final boolean oddFrames;
    private int frames;

    /**
     * @param name of the file, for messages
     * @param signals numbers of its signals in the header, in their order
     * @param in the file from its first byte on, closed with this
     */
    SignalFile(String name, WfdbHeader header, List<Integer> signals, InputStream in) throws IOException {
        this.name = name;
        this.header = header;
        this.signals = signals.stream().mapToInt(i -> i).toArray();
        this.sums = new short[signals.size()];
        SignalLine first = header.signals().get(this.signals[0]);
        this.format = first.storage().format();
        this.perFrame = signals.stream()
                .mapToInt(signal -> header.signals().get(signal).storage().perFrame())
                .toArray();
        this.oddFrames = Arrays.stream(perFrame).asLongStream().sum() % 2 == 1;
        try {
            for (int signal : this.signals) {
                requireSame(first, header.signals().get(signal));
            }
            samples = new SampleStream(in, format, first.storage().offset());
        } catch (EOFException e) {
            in.close();
            throw new WrongArtefactException(
                    name, "more than the " + first.storage().offset() + " bytes before the samples", "fewer", e);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void requireSame(SignalLine first, SignalLine other) {
        if (other.storage().format() != format
                || other.storage().offset() != first.storage().offset()) {
            throw new WrongArtefactException(
                    header.file() + ":" + other.line(),
                    "the format and the offset of line " + first.line() + ", for the same file",
                    "others");
        }
    }

    /**
     * Reads the next sample of each of its signals.
     *
     * @param frame gets them under the numbers of the signals, the last one where a signal has several in a frame
     * @return whether there were any
     * @throws WrongArtefactException if the file ends too early or never, or a checksum is wrong at the end
     */
    boolean next(int[] frame) throws IOException {
        boolean counted = header.samples() > 0;
        if (counted && frames == header.samples()) {
            requireSums();
            return false;
        }
        if (frames == Integer.MAX_VALUE) {
            throw new WrongArtefactException(name, "at most " + frames + " samples of each signal", "more");
        }
        long read = 0;
        for (int i = 0; i < signals.length; i++) {
            for (int k = 0; k < perFrame[i]; k++, read++) {
                int sample = sample(i);
                if (sample == SampleStream.END) {
                    if (!counted && (read == 0 || isSpare(read))) {
                        return false;
                    }
                    throw cut(i);
                }
                frame[signals[i]] = sample;
                sums[i] += (short) sample;
            }
        }
        frames++;
        return true;
    }

    private int sample(int i) throws IOException {
        try {
            return samples.next();
        } catch (EOFException e) {
            throw cut(i);
        }
    }

    /** Whether the samples read of a frame are only the rest of a pair: after an odd number of samples. */
    private boolean isSpare(long read) {
        return format == SampleFormat.FORMAT_212 && read == 1 && frames % 2 == 1 && oddFrames;
    }

    private WrongArtefactException cut(int i) {
        String of = header.samples() > 0 ? " of " + header.samples() : "";
        return new WrongArtefactException(
                name + ", byte " + samples.position(),
                "sample " + frames + of + " of signal " + describe(signals[i]),
                "the end of the file");
    }

    private void requireSums() {
        for (int i = 0; i < signals.length; i++) {
            SignalLine line = header.signals().get(signals[i]);
            if (line.checksum() != null && line.checksum() != sums[i]) {
                throw new WrongArtefactException(
                        name,
                        "samples of signal " + describe(signals[i]) + " whose sum is the checksum " + line.checksum()
                                + " of " + header.file() + ":" + line.line(),
                        "the sum " + sums[i]);
            }
        }
    }

    private String describe(int signal) {
        String description = header.signals().get(signal).name();
        return description.isEmpty() ? signal + "" : signal + " (" + description + ")";
    }

    @Override
    public void close() throws IOException {
        samples.close();
    }
}
