// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The elements of an array file one after another, in single or double precision; holds no more than a block of them.
 */
public final class ArrayFile implements Closeable {

    private static final int BLOCK = 1 << 16;

    private final ArrayHeader header;
    private final InputStream in;
    private final ByteBuffer block;
    private long blockBegin;

    private ArrayFile(ArrayHeader header, InputStream in) {
        this.header = header;
        this.in = in;
        this.block = ByteBuffer.allocate(BLOCK).order(header.order()).limit(0);
        this.blockBegin = header.offset();
    }

    /** A kind of array file. */
    public interface Kind {
        /** Reads what stands before the elements. */
        ArrayHeader header(DataSource source, InputStream in) throws IOException;
    }

    /** Opens a source and reads its header. To be closed. */
    public static ArrayFile open(DataSource source, Kind kind) throws IOException {
        InputStream in = source.open();
        try {
            return new ArrayFile(kind.header(source, in), in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** What the file says of its elements. */
    public ArrayHeader header() {
        return header;
    }

    /** Byte of the file where the next element begins. */
    public long position() {
        return blockBegin + block.position();
    }

    /** Reads the next {@code count} elements. */
    void read(float[] into, int count) throws IOException {
        int size = header.type().size();
        for (int done = 0; done < count; ) {
            refill();
            int some = Math.min(count - done, block.remaining() / size);
            if (header.type() == ElementType.FLOAT32) {
                block.asFloatBuffer().get(into, done, some);
            } else {
                for (int i = 0; i < some; i++) {
                    into[done + i] = (float) header.type().decode(block, block.position() + i * size);
                }
            }
            block.position(block.position() + some * size);
            done += some;
        }
    }

    /** Reads the next element. */
    public double next() throws IOException {
        refill();
        double element = header.type().decode(block, block.position());
        block.position(block.position() + header.type().size());
        return element;
    }

    private void refill() throws IOException {
        if (block.hasRemaining()) {
            return;
        }
        blockBegin += block.limit();
        int wanted = (int) Math.min(BLOCK, header.bytes() - blockBegin);
        int found = in.readNBytes(block.array(), 0, wanted);
        if (found < wanted) {
            throw new WrongArtefactException(
                    header.file() + ": byte " + (blockBegin + found),
                    header.bytes() + " bytes, as its header says (" + header + ")",
                    "the end");
        }
        block.position(0).limit(wanted);
    }

    /** After the last element: that the file ends there. */
    public void requireEnd() throws IOException {
        if (in.read() >= 0) {
            throw new WrongArtefactException(
                    header.file() + ": byte " + header.bytes(), "the end, as its header says (" + header + ")", "more");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
