// SPDX-License-Identifier: Apache-2.0
package io.holter.model.device;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user asks for: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}.
 *
 * @param kind which device
 * @param gpu number of the GPU, from 0, among those that TensorFlow sees; 0 where none was named
 */
public record DeviceRequest(Kind kind, int gpu) {

    /** Which device. */
    public enum Kind {
        /** A GPU where TensorFlow sees one, else the processor. */
        AUTO,
        /** The processor. */
        CPU,
        /** A GPU, or else an error that says why there is none. */
        GPU
    }

    private static final Pattern NUMBERED = Pattern.compile("gpu:(\\d{1,3})");

    /**
     * Reads what was asked for.
     *
     * @throws IllegalArgumentException if it is none of the four forms
     */
    public static DeviceRequest parse(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            return new DeviceRequest(Kind.GPU, Integer.parseInt(numbered.group(1)));
        }
        for (Kind kind : Kind.values()) {
            if (text.equals(kind.name().toLowerCase(Locale.ROOT))) {
                return new DeviceRequest(kind, 0);
            }
        }
        throw new IllegalArgumentException("expected auto, cpu, gpu or gpu:N, found " + text);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + (kind == Kind.GPU && gpu > 0 ? ":" + gpu : "");
    }
}
