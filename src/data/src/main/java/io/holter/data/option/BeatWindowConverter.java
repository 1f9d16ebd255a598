// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import io.holter.core.slicing.BeatWindow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The converter of {@code --beats}. */
final class BeatWindowConverter implements ITypeConverter<BeatWindow> {

    private static final Pattern SAMPLES = Pattern.compile("(\\d{1,8}),(\\d{1,8})");

    @Override
    public BeatWindow convert(String value) {
        Matcher samples = SAMPLES.matcher(value);
        if (!samples.matches()) {
            throw new TypeConversionException(
                    "expected samples before the beat and from it on, such as 90,162, found " + value);
        }
        try {
            return new BeatWindow(Integer.parseInt(samples.group(1)), Integer.parseInt(samples.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
