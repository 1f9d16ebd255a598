// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes WFDB files bit by bit, slowly and without a line in common with what reads them. For tests. */
public final class WfdbFiles {

    private WfdbFiles() {}

    /** Samples in the order given, 16 bits each. */
    public static byte[] format16(int... samples) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int sample : samples) {
            String bits = bits(sample, 16);
            out.write(Integer.parseInt(bits.substring(8), 2));
            out.write(Integer.parseInt(bits.substring(0, 8), 2));
        }
        return out.toByteArray();
    }

    /** Samples in the order given, 12 bits each; the last of an odd number takes two bytes. */
    public static byte[] format212(int... samples) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < samples.length; i += 2) {
            String first = bits(samples[i], 12);
            String second = i + 1 < samples.length ? bits(samples[i + 1], 12) : "0".repeat(12);
            out.write(Integer.parseInt(first.substring(4), 2));
            out.write(Integer.parseInt(second.substring(0, 4) + first.substring(0, 4), 2));
            if (i + 1 < samples.length) {
                out.write(Integer.parseInt(second.substring(4), 2));
            }
        }
        return out.toByteArray();
    }

    /** The sum that a header gives for a signal: modulo 2¹⁶, between −32768 and 32767. */
    public static int checksum(int... samples) {
        int sum = Math.floorMod(Arrays.stream(samples).asLongStream().sum(), 65536);
        return sum > 32767 ? sum - 65536 : sum;
    }

    /** Words of an annotation file: code and value in turn. */
    public static byte[] words(int... codesAndValues) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < codesAndValues.length; i += 2) {
            String bits = bits(codesAndValues[i], 6) + bits(codesAndValues[i + 1], 10);
            out.write(Integer.parseInt(bits.substring(8), 2));
            out.write(Integer.parseInt(bits.substring(0, 8), 2));
        }
        return out.toByteArray();
    }

    /** An annotation file with beats only: alternately the number of a sample and the code of a beat. */
    public static byte[] beats(int... samplesAndCodes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int before = 0;
        for (int i = 0; i < samplesAndCodes.length; i += 2) {
            int interval = samplesAndCodes[i] - before;
            before = samplesAndCodes[i];
            if (interval < 1024) {
                out.writeBytes(words(samplesAndCodes[i + 1], interval));
            } else {
                out.writeBytes(skip(interval));
                out.writeBytes(words(samplesAndCodes[i + 1], 0));
            }
        }
        out.writeBytes(words(0, 0));
        return out.toByteArray();
    }

    /** A skip over so many samples. */
    public static byte[] skip(int samples) {
        String bits = bits(samples, 32);
        byte[] bytes = Arrays.copyOf(words(59, 0), 6);
        bytes[2] = (byte) Integer.parseInt(bits.substring(8, 16), 2);
        bytes[3] = (byte) Integer.parseInt(bits.substring(0, 8), 2);
        bytes[4] = (byte) Integer.parseInt(bits.substring(24), 2);
        bytes[5] = (byte) Integer.parseInt(bits.substring(16, 24), 2);
        return bytes;
    }

    /** Text that goes with the annotation before it, filled up to an even number of bytes. */
    public static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return join(words(63, bytes.length), Arrays.copyOf(bytes, bytes.length + bytes.length % 2));
    }

    /** One after another. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String bits(int value, int count) {
        String all = "0".repeat(32) + Integer.toBinaryString(value);
        return all.substring(all.length() - count);
    }
}
