package io.holter.trainer.command;

import io.holter.trainer.data.DataFormat;
import io.holter.trainer.data.LabelPlace;
import io.holter.trainer.data.Labels;
import io.holter.trainer.data.Slicing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which data to read, and how: for every command that reads windows. */
public final class DataOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "DATA",
            description =
                    "CSV or TSV (one window a row, or with --window one sample of all channels a row), UCR .ts, IDX,"
                            + " .npy, PNG and JPEG, a folder of them; plain or gzip; paths, globs or http(s) URLs. What a file is"
                            + " is told by its name, else by its content.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--normal",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "LABEL",
            description =
                    "Labels of normal windows; all others are anomalies. Numbers are compared as numbers. Without it"
                            + " labels are not looked at.")
    private List<String> normal = new ArrayList<>();

    @Option(
            names = "--label",
            paramLabel = "first|last|folder|none",
            converter = LabelConverter.class,
            description = "Where the label is: in the first or the last column, or in the name of the file's folder."
                    + " Default: where such data has it (the class of a .ts file, the folder of an image), rows have"
                    + " none.")
    private LabelPlace label;

    @Option(
            names = "--labels",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files of labels, one for each of --data: IDX, .npy, or text with a label a line; a label for"
                    + " each window, with --window for each sample.")
    private List<String> labelFiles = new ArrayList<>();

    @Option(
            names = "--window",
            paramLabel = "N",
            description =
                    "Cut windows of N samples from the data, which is long series. A window is an anomaly if any of"
                            + " its samples is; what is left at the end is dropped.")
    private Integer window;

    @Option(
            names = "--stride",
            paramLabel = "N",
            description = "Samples from the begin of one window to the begin of the next. Default: that of --window.")
    private Integer stride;

    @Option(
            names = "--channels",
            paramLabel = "N",
            description =
                    "Channels of a window. A row of CSV holds sample 1 of every channel, then sample 2, and so on;"
                            + " images have 1 or 3. Default: as many as the data has, 1 for rows without --window, for images as"
                            + " the first.")
    private Integer channels;

    @Option(
            names = "--header",
            description = "The first row of each CSV or TSV file names its columns, with --window the channels.")
    private boolean header;

    @Option(
            names = "--skip-columns",
            paramLabel = "N",
            defaultValue = "0",
            description = "Columns of CSV and TSV files to pass over, from the left, such as a time stamp."
                    + " Default: ${DEFAULT-VALUE}.")
    private int skipColumns;

    @Option(
            names = "--image-size",
            paramLabel = "HxW",
            converter = SizeConverter.class,
            description = "Scale images to H rows of W pixels. Default: as they are, all as large as the first.")
    private DataFormat.ImageSize imageSize;

    /** Paths, globs and URLs, as given. */
    public List<String> sources() {
        return sources;
    }

    /**
     * How the data is to be read.
     *
     * @throws ParameterException if the options do not go together
     */
    public DataFormat format() {
        if (stride != null && window == null) {
            throw wrong("--stride goes with --window");
        }
        try {
            Slicing slicing = window == null ? null : new Slicing(window, stride == null ? window : stride);
            if (channels != null && channels < 1) {
                throw new IllegalArgumentException("a window needs at least one channel, got --channels " + channels);
            }
            DataFormat.Columns columns = new DataFormat.Columns(header, skipColumns);
            return new DataFormat(labels(), channels == null ? 0 : channels, slicing, columns, imageSize);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private Labels labels() {
        boolean none = label == LabelPlace.NONE;
        if (normal.isEmpty() && label != null && !none) {
            throw wrong("--label " + lowerCase(label) + " needs --normal LABEL as well");
        }
        if (normal.isEmpty() && !labelFiles.isEmpty()) {
            throw wrong("--labels needs --normal LABEL as well");
        }
        if (label != null && !labelFiles.isEmpty()) {
            throw wrong("labels are in a file of their own (--labels) or with the data (--label), not both");
        }
        if (normal.isEmpty()) {
            return Labels.NONE;
        }
        if (none) {
            throw wrong("--normal needs labels, not --label none");
        }
        if (normal.stream().anyMatch(String::isBlank)) {
            throw wrong("--normal: a label is not blank");
        }
        LabelPlace place = !labelFiles.isEmpty() ? LabelPlace.FILE : label == null ? LabelPlace.OWN : label;
        return new Labels(place, normal.stream().map(String::strip).toList(), labelFiles);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static String lowerCase(LabelPlace place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@code --label}. */
    public static final class LabelConverter implements ITypeConverter<LabelPlace> {

        private static final List<LabelPlace> PLACES =
                List.of(LabelPlace.FIRST, LabelPlace.LAST, LabelPlace.FOLDER, LabelPlace.NONE);

        @Override
        public LabelPlace convert(String value) {
            return PLACES.stream()
                    .filter(place -> lowerCase(place).equals(value))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("expected first, last, folder or none, found " + value));
        }
    }

    static final class SizeConverter implements ITypeConverter<DataFormat.ImageSize> {

        private static final Pattern SIZE = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

        @Override
        public DataFormat.ImageSize convert(String value) {
            Matcher size = SIZE.matcher(value);
            if (!size.matches()) {
                throw new TypeConversionException("expected rows x columns, such as 64x64, found " + value);
            }
            return new DataFormat.ImageSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        }
    }
}
