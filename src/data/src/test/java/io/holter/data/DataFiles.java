// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.data.set.WindowSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Bytes of data files, written as their formats say. For tests. */
public final class DataFiles {

    private DataFiles() {}

    /** Reads windows of which nothing may be passed over. */
    public static WindowSet read(List<String> sources, DataFormat format) throws IOException {
        return WindowFiles.read(sources, format, line -> {
            throw new AssertionError(line);
        });
    }

    /** A {@code .npy} file of version 1, little-endian float32, of {@code values} in the given shape. */
    public static byte[] npy(float[] values, int... shape) {
        ByteBuffer elements = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        elements.asFloatBuffer().put(values);
        return npy(1, header("<f4", false, shape), elements.array());
    }

    /** What numpy writes as the header of an array. */
    public static String header(String type, boolean fortran, int... shape) {
        String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        return "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + sizes
                + "), }\n";
    }

    /** A {@code .npy} file. */
    public static byte[] npy(int version, String header, byte[] elements) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        int width = version == 1 ? 2 : 4;
        ByteBuffer file = ByteBuffer.allocate(8 + width + text.length + elements.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        return file.put(text).put(elements).array();
    }

    /** An IDX file. */
    public static byte[] idx(int type, byte[] elements, int... sizes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + elements.length);
        file.put(new byte[] {0, 0, (byte) type, (byte) sizes.length});
        for (int size : sizes) {
            file.putInt(size);
        }
        return file.put(elements).array();
    }

    /** The same, packed. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The first so many bytes. */
    public static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    public static String write(Path folder, String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes).toString();
    }

    public static String write(Path folder, String name, String text) throws IOException {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
