// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The samples of a signal file, one after another, whichever signal they belong to. */
final class SampleStream implements Closeable {

    /** No sample: the file is at its end. */
    static final int END = Integer.MIN_VALUE;

    private final InputStream in;
    private final SampleFormat format;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long bytesBefore;
    private int second = END;

    /**
     * @param in buffered by the stream itself; closed with it
     * @param offset bytes to pass over; none are left after them where the file is shorter
     */
    SampleStream(InputStream in, SampleFormat format, long offset) throws IOException {
        this.in = in;
        this.format = format;
        in.skipNBytes(offset);
        this.bytesBefore = offset;
    }

    /**
     * The next sample, or {@link #END}.
     *
     * @throws EOFException if the file ends within a sample
     */
    int next() throws IOException {
        return format == SampleFormat.FORMAT_16 ? next16() : next212();
    }

    /** Bytes of the file before the next that is read. */
    long position() {
        return bytesBefore + position;
    }

    private int next16() throws IOException {
        int low = read();
        return low < 0 ? END : (short) (low | required() << 8);
    }

    private int next212() throws IOException {
        if (second != END) {
            int sample = second;
            second = END;
            return sample;
        }
        int low = read();
        if (low < 0) {
            return END;
        }
        int high = required();
        int lowOfSecond = read();
        if (lowOfSecond >= 0) {
            second = signed12(lowOfSecond | (high & 0xf0) << 4);
        }
        return signed12(low | (high & 0x0f) << 8);
    }

    private static int signed12(int bits) {
        return bits << 20 >> 20;
    }

    private int required() throws IOException {
        int value = read();
        if (value < 0) {
            throw new EOFException("half a sample");
        }
        return value;
    }

    private int read() throws IOException {
        if (position == limit) {
            bytesBefore += limit;
            position = 0;
            limit = Math.max(0, in.read(buffer));
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
