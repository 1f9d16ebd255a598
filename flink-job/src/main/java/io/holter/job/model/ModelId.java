// SPDX-License-Identifier: Apache-2.0
package io.holter.job.model;

/**
 * A model's name in a stream and in keyed state: the first 64 bits of its SavedModel's SHA-256. A window carries 8
 * bytes instead of 64 characters, and two models of one job share a name once in 2⁶⁴.
 */
public final class ModelId {

    private static final int DIGITS = 16;

    private ModelId() {}

    /**
     * The name of a model.
     *
     * @param sha256 hexadecimal, from its card
     */
    public static long of(String sha256) {
        return Long.parseUnsignedLong(sha256.substring(0, DIGITS), 16);
    }
}
