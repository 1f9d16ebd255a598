package io.holter.trainer.command;

import io.holter.trainer.data.LabelColumn;
import io.holter.trainer.data.RowFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which data to read, and how: for every command that reads windows from files. */
public final class DataOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV or TSV files, one window a row, no header; plain or gzip; paths, globs or http(s) URLs.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--label",
            paramLabel = "first|last|none",
            converter = LabelConverter.class,
            defaultValue = "none",
            description = "Where a row has its label. Default: ${DEFAULT-VALUE}.")
    private LabelColumn label = LabelColumn.NONE;

    @Option(
            names = "--normal",
            paramLabel = "VALUE",
            description = "Label of normal windows; all others are anomalies. Numbers are compared as numbers.")
    private String normal;

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "1",
            description = "Channels of a window; a row holds sample 1 of every channel, then sample 2, and so on."
                    + " Default: ${DEFAULT-VALUE}.")
    private int channels = 1;

    /** Paths, globs and URLs, as given. */
    public List<String> sources() {
        return sources;
    }

    /** Number of channels. */
    public int channels() {
        return channels;
    }

    /**
     * How rows are to be read.
     *
     * @throws ParameterException if the options do not go together
     */
    public RowFormat format() {
        if (label != LabelColumn.NONE && normal == null) {
            throw new ParameterException(
                    command.commandLine(), "--label " + lowerCase(label) + " needs --normal VALUE as well");
        }
        if (label == LabelColumn.NONE && normal != null) {
            throw new ParameterException(command.commandLine(), "--normal needs --label first or --label last as well");
        }
        try {
            return new RowFormat(label, normal, channels);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--channels: " + e.getMessage(), e);
        }
    }

    private static String lowerCase(LabelColumn label) {
        return label.name().toLowerCase(Locale.ROOT);
    }

    static final class LabelConverter implements ITypeConverter<LabelColumn> {
        @Override
        public LabelColumn convert(String value) {
            for (LabelColumn label : LabelColumn.values()) {
                if (lowerCase(label).equals(value)) {
                    return label;
                }
            }
            throw new TypeConversionException("expected first, last or none, found " + value);
        }
    }
}
