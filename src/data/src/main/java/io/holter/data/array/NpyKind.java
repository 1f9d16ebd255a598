// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataSource;
import io.holter.data.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * numpy's {@code .npy}, versions 1 to 3: the magic {@code \x93NUMPY}, two bytes of version, the length of a Python
 * dictionary, the dictionary, the elements.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
final class NpyKind implements ArrayFile.Kind {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;

    /** As many as numpy has. */
    private static final int MAX_DIMENSIONS = 64;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\sL,]*)\\)");
    private static final Pattern ELEMENT = Pattern.compile("([<>|=])([a-z]\\d+)");

    static boolean isStart(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @Override
    public ArrayHeader header(DataSource source, InputStream in) throws IOException {
        String file = source.name();
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!isStart(magic)) {
            throw new WrongArtefactException(file + ": byte 0", "\\x93NUMPY", describe(magic));
        }
        byte[] version = read(file, in, 2, MAGIC.length);
        if (version[0] < 1 || version[0] > 3) {
            throw new WrongArtefactException(file + ": byte 6", "version 1, 2 or 3", String.valueOf(version[0] & 0xff));
        }
        int width = version[0] == 1 ? 2 : 4;
        ByteBuffer length = ByteBuffer.wrap(read(file, in, width, 8)).order(ByteOrder.LITTLE_ENDIAN);
        long bytes = width == 2 ? length.getShort() & 0xffff : length.getInt() & 0xffff_ffffL;
        if (bytes > MAX_HEADER) {
            throw new WrongArtefactException(
                    file + ": byte 8", "a header of at most " + MAX_HEADER + " bytes", bytes + "");
        }
        String text = new String(read(file, in, (int) bytes, 8 + width), StandardCharsets.UTF_8);
        return parse(file, text, 8 + width + bytes);
    }

    private static byte[] read(String file, InputStream in, int count, int from) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new WrongArtefactException(
                    file + ": byte " + (from + bytes.length), "a header of " + (from + count) + " bytes", "the end");
        }
        return bytes;
    }

    private static ArrayHeader parse(String file, String text, long offset) {
        Matcher type = ELEMENT.matcher(field(file, TYPE, text, "a 'descr' of numbers"));
        ElementType element = type.matches() ? ElementType.ofNpy(type.group(2)).orElse(null) : null;
        if (element == null) {
            throw new WrongArtefactException(
                    file + ": 'descr'",
                    "elements b1, i1 to i8, u1 to u8, f4 or f8",
                    described(field(file, TYPE, text, "")));
        }
        List<Long> sizes = sizes(file, field(file, SHAPE, text, "a 'shape'"));
        if (field(file, FORTRAN, text, "a 'fortran_order'").equals("True") && sizes.size() > 1) {
            throw new WrongArtefactException(
                    file + ": 'fortran_order'",
                    "False, so that the values of a window stand together (save numpy.ascontiguousarray(a))",
                    "True");
        }
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new ArrayHeader(file, false, sizes, element, order, offset);
    }

    private static String described(String type) {
        return type.equals("|O") ? "|O, pickled objects of Python (save numpy.array(a, dtype=numpy.float32))" : type;
    }

    private static String field(String file, Pattern pattern, String text, String expected) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new WrongArtefactException(file + ": header", expected, Numbers.describe(text));
        }
        return matcher.group(1);
    }

    private static List<Long> sizes(String file, String shape) {
        List<Long> sizes = new ArrayList<>();
        for (String size : shape.split(",")) {
            String number = size.strip().replace("L", "");
            if (!number.isEmpty()) {
                try {
                    sizes.add(Long.parseLong(number));
                } catch (NumberFormatException e) {
                    throw new WrongArtefactException(file + ": 'shape'", "whole numbers", Numbers.describe(shape), e);
                }
            }
        }
        if (sizes.size() > MAX_DIMENSIONS) {
            throw new WrongArtefactException(
                    file + ": 'shape'", "at most " + MAX_DIMENSIONS + " dimensions", String.valueOf(sizes.size()));
        }
        return sizes;
    }

    private static String describe(byte[] magic) {
        return magic.length == 0
                ? "an empty file"
                : "the bytes " + HexFormat.ofDelimiter(" ").formatHex(magic);
    }
}
