// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

/** How the samples of a signal file are stored. */
enum SampleFormat {
    /** 16 bits a sample, two's complement, low byte first. */
    FORMAT_16(16, Short.MIN_VALUE),
    /**
     * Two samples of 12 bits, two's complement, in three bytes: the low byte of the first, then the high four bits of
     * the second above those of the first, then the low byte of the second. A last sample without a second takes two
     * bytes.
     */
    FORMAT_212(212, -2048);

    private final int number;
    private final int missing;

    SampleFormat(int number, int missing) {
        this.number = number;
        this.missing = missing;
    }

    /** The value that stands for a sample that is missing: the lowest there is. */
    int missing() {
        return missing;
    }

    /** The format of this number, or null where it cannot be read. */
    static SampleFormat of(String number) {
        for (SampleFormat format : values()) {
            if (Integer.toString(format.number).equals(number)) {
                return format;
            }
        }
        return null;
    }
}
