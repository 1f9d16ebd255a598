// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

/**
 * A mark at a sample.
 *
 * @param sample number of the sample, from 0
 * @param type what it marks
 * @param text what it says beyond its type, such as a rhythm; empty where nothing
 */
public record Annotation(int sample, AnnotationType type, String text) {

    /** An annotation of a type that no file defines, by its code, 0 to 49. */
    Annotation(int sample, int code, String text) {
        this(sample, AnnotationType.of(code), text);
    }

    /** The type in PhysioNet's notation, or in that of the file that defines it. */
    public String symbol() {
        return type.symbol();
    }

    /** Whether it marks a beat. */
    public boolean isBeat() {
        return type.beat();
    }
}
