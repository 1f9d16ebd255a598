// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.generation;

import io.holter.core.WindowShape;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Windows as text and as numpy's arrays.
 *
 * @param shape geometry of each
 * @param values float[count × length × channels], window after window, each time-major
 */
public record WindowOutput(WindowShape shape, float[] values) {

    private static final int NPY_ALIGNMENT = 64;

    public WindowOutput {
        if (values.length % shape.size() != 0) {
            throw new IllegalArgumentException(
                    "windows of " + shape.size() + " values each, got " + values.length + " values");
        }
    }

    /** Number of windows. */
    public int count() {
        return values.length / shape.size();
    }

    /** Writes CSV: a window a row, its values time-major, each with as many digits as tell it from all others. */
    public void writeCsv(Appendable out) throws IOException {
        for (int w = 0; w < count(); w++) {
            int from = w * shape.size();
            out.append(IntStream.range(from, from + shape.size())
                            .mapToObj(i -> Float.toString(values[i]))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
    }

    /**
     * Writes an array of numpy's format, version 1.0, little-endian float32 [count, length], or with several channels
     * [count, length, channels].
     *
     * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
     */
    public void writeNpy(OutputStream out) throws IOException {
        String sizes = count() + ", " + shape.length() + (shape.channels() == 1 ? "" : ", " + shape.channels());
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + "), }";
        int before = 10; // magic, version, length of the header
        int padding = NPY_ALIGNMENT - 1 - (before + header.length()) % NPY_ALIGNMENT;
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(0x93);
        data.writeBytes("NUMPY\u0001\u0000");
        data.writeShort(Short.reverseBytes((short) text.length));
        data.write(text);
        WritableByteChannel channel = Channels.newChannel(data);
        ByteBuffer window = ByteBuffer.allocate(shape.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int w = 0; w < count(); w++) {
            window.clear();
            window.asFloatBuffer().put(values, w * shape.size(), shape.size());
            channel.write(window);
        }
        data.flush();
    }
}
