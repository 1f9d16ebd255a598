// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

/** Headings of options in the help of commands that have many, in their order. */
public enum Heading {
    DATA("What to read"),
    WINDOWS("Windows"),
    LABELS("Labels"),
    MODEL("Model"),
    BASELINES("To compare with"),
    NETWORK("Network"),
    TRAINING("Training"),
    AUGMENTATION("Noise and augmentation"),
    KAFKA("Kafka"),
    LOAD("Series, times and pace"),
    OUTPUT("Output"),
    GENERAL("General");

    private final String text;

    Heading(String text) {
        this.text = text;
    }

    /** As it is printed. */
    public String text() {
        return text;
    }
}
