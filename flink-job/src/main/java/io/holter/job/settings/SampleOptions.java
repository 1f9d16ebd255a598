// SPDX-License-Identifier: Apache-2.0
package io.holter.job.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.holter.core.slicing.SliceSettings;
import io.holter.wire.FieldMapping;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The settings of a job that cuts windows from samples; see {@link JobOptions} for all others. */
final class SampleOptions {

    static final ConfigOption<SourceKind> KIND = key("source.kind")
            .enumType(SourceKind.class)
            .defaultValue(SourceKind.WINDOWS)
            .withDescription(
                    "What comes in: windows that are ready to score, or samples, from which the job cuts windows.");

    static final ConfigOption<String> SAMPLES = key("topics.samples")
            .stringType()
            .defaultValue("holter.samples")
            .withDescription("samples: topic to read them from.");

    static final ConfigOption<String> SERIES = key(FieldMapping.SERIES)
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "samples: where a record says what is measured: key, or a JSON Pointer such as" + " /device/id.");

    static final ConfigOption<String> TIME = key(FieldMapping.TIME)
            .stringType()
            .noDefaultValue()
            .withDescription("samples: where the time of the first sample is: a JSON Pointer, or record for the time of"
                    + " the record itself.");

    static final ConfigOption<String> TIME_UNIT = key(FieldMapping.TIME_UNIT)
            .stringType()
            .defaultValue("ms")
            .withDescription("samples: s, ms, us or ns since 1970, or iso for text such as 2026-01-31T12:00:00Z.");

    static final ConfigOption<String> CHANNELS = key(FieldMapping.CHANNELS)
            .stringType()
            .noDefaultValue()
            .withDescription("samples: one sample a record, the values of its channels: JSON Pointers separated by"
                    + " commas, in the order of the model's channels.");

    static final ConfigOption<String> VALUES = key(FieldMapping.VALUES)
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "samples: a block of samples a record: JSON Pointer to an array of numbers, time-major, or of"
                            + " samples.");

    static final ConfigOption<Double> RATE = key(FieldMapping.RATE)
            .doubleType()
            .noDefaultValue()
            .withDescription("samples: samples per second, Hz. The model must have been trained at the same.");

    static final ConfigOption<Boolean> NUMERIC_STRINGS = key(FieldMapping.NUMERIC_STRINGS)
            .booleanType()
            .defaultValue(false)
            .withDescription("samples: whether text such as \"3.5\" is a number.");

    static final ConfigOption<Integer> STRIDE = key(SliceSettings.STRIDE)
            .intType()
            .defaultValue(SliceSettings.DEFAULT.stride())
            .withDescription("samples: samples from the start of a window to the start of the next. 0: the length of a"
                    + " window, which is the model's.");

    static final ConfigOption<Integer> MAX_FILLED = key(SliceSettings.MAX_FILLED)
            .intType()
            .defaultValue(SliceSettings.DEFAULT.maxFilled())
            .withDescription(
                    "samples: up to so many missing samples in a row are filled by a line between their neighbours;"
                            + " a longer gap is left out, and cutting begins anew behind it. Windows with filled samples"
                            + " say how many in the tag holter.filled.");

    static final ConfigOption<Double> LATENESS = key(SliceSettings.LATENESS)
            .doubleType()
            .defaultValue(SliceSettings.DEFAULT.lateness())
            .withDescription("samples: seconds that samples may come after newer ones of their series. Only a gap makes"
                    + " the job wait.");

    static final ConfigOption<Double> JITTER = key(SliceSettings.JITTER)
            .doubleType()
            .defaultValue(SliceSettings.DEFAULT.jitter())
            .withDescription("samples: seconds by which the time of a block may be off that follows the one before,"
                    + " beyond half a sample.");

    static final List<ConfigOption<?>> ALL = List.of(
            KIND,
            SAMPLES,
            SERIES,
            TIME,
            TIME_UNIT,
            CHANNELS,
            VALUES,
            RATE,
            NUMERIC_STRINGS,
            STRIDE,
            MAX_FILLED,
            LATENESS,
            JITTER);

    private SampleOptions() {}
}
