// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of any number of windows of one size: in the heap as long as they take no more than a part of it, and beyond
 * that in a temporary file that is mapped into memory. The file loses its name as soon as it is open, so that nothing
 * is left behind however the process ends, and its space when nobody looks at it any more.
 */
final class WindowStore {

    /** What is written and mapped at once. */
    private static final int CHUNK_BYTES = 4 << 20;

    private static final int PART_OF_HEAP = 4;

    private final int size;
    private final int windowsOfChunk;
    private final List<FloatBuffer> chunks;
    private final int count;

    private WindowStore(int size, int windowsOfChunk, List<FloatBuffer> chunks, int count) {
        this.size = size;
        this.windowsOfChunk = windowsOfChunk;
        this.chunks = List.copyOf(chunks);
        this.count = count;
    }

    /** Number of windows. */
    int count() {
        return count;
    }

    /** Whether no window lies in a file. */
    boolean isInHeap() {
        return chunks.stream().noneMatch(FloatBuffer::isDirect);
    }

    /** Copies the values of a window to {@code into}, from {@code at} on. For any number of threads at once. */
    void copy(int index, float[] into, int at) {
        chunks.get(index / windowsOfChunk).get(index % windowsOfChunk * size, into, at, size);
    }

    /** Takes one window after another; for one thread. Closing it lets go of the file, not of what was built. */
    static final class Builder implements AutoCloseable {

        private final int size;
        private final int windowsOfChunk;
        private final long heapBytes;
        private final List<FloatBuffer> chunks = new ArrayList<>();
        private FileChannel file;
        private ByteBuffer chunk;
        private int count;

        /** For windows of {@code size} values, a quarter of the heap at most. */
        Builder(int size) {
            this(size, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        }

        Builder(int size, long heapBytes) {
            this.size = size;
            this.windowsOfChunk = Math.max(1, CHUNK_BYTES / Math.multiplyExact(size, Float.BYTES));
            this.heapBytes = heapBytes;
            this.chunk = room();
        }

        /** Appends a window of {@code size} values, which stay the caller's. */
        void add(float[] window) throws IOException {
            if (!chunk.hasRemaining()) {
                keep();
            }
            chunk.asFloatBuffer().put(window, 0, size);
            chunk.position(chunk.position() + size * Float.BYTES);
            count = Math.incrementExact(count);
        }

        /** All that were added; the builder takes no more. */
        WindowStore build() throws IOException {
            keep();
            return new WindowStore(size, windowsOfChunk, chunks, count);
        }

        private ByteBuffer room() {
            return ByteBuffer.allocate(windowsOfChunk * size * Float.BYTES).order(ByteOrder.nativeOrder());
        }

        private void keep() throws IOException {
            chunk.flip();
            boolean fits = (long) (chunks.size() + 1) * chunk.capacity() <= heapBytes;
            if (fits) {
                chunks.add(
                        chunk.asReadOnlyBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer());
                chunk = room();
            } else {
                chunks.add(spill().order(ByteOrder.nativeOrder()).asFloatBuffer());
                chunk.clear();
            }
        }

        /** Written rather than stored through the mapping: a full disk is then an exception, and no signal. */
        private ByteBuffer spill() throws IOException {
            if (file == null) {
                Path path = Files.createTempFile("holter-windows-", null);
                file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Files.delete(path);
            }
            long from = file.position();
            while (chunk.hasRemaining()) {
                file.write(chunk);
            }
            return file.map(FileChannel.MapMode.READ_ONLY, from, file.position() - from);
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}
