package io.holter.data.option;

import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.data.set.WindowSet;
import io.holter.data.wfdb.BeatLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
                            + " .npy, PNG and JPEG, a folder of them, WFDB records (.hea), Avro files of Window; plain or gzip;"
                            + " paths, globs or http(s) URLs. What a file is is told by its name, else by its content. Or"
                            + " windows of a topic: kafka://host:port/topic?max=100000.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--normal",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "LABEL",
            description =
                    "Labels of normal windows; all others are anomalies. Numbers are compared as numbers. Without it"
                            + " labels are not looked at.")
    private List<String> normal;

    @Option(
            names = "--label",
            paramLabel = "first|last|folder|atr|tag:NAME|none",
            converter = LabelOption.Converter.class,
            description = "Where the label is: in the first or the last column, in the name of the file's folder, in"
                    + " the annotated beats of a WFDB record (normal are N,L,R,B,e,j unless --normal says otherwise; the"
                    + " samples nearest to another beat are anomalous), in a tag of an Avro Window. Default: where such"
                    + " data has it (the class of a .ts file, the folder of an image, the beats of a record), rows have"
                    + " none.")
    private LabelOption label;

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
            names = "--beats",
            paramLabel = "BEFORE,AFTER",
            converter = BeatWindowConverter.class,
            description =
                    "Cut a window around each annotated beat of a WFDB record, instead of --window: so many samples"
                            + " before the beat and so many from it on. The label is that of the beat.")
    private BeatWindow beats;

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

    /** Takes lines on what was passed over while reading, and says them on standard error. */
    public Consumer<String> remarks() {
        return line -> {
            command.commandLine().getErr().println("holter: " + line);
            command.commandLine().getErr().flush();
        };
    }

    /**
     * Reads all windows.
     *
     * @throws ParameterException if the options do not go together
     */
    public WindowSet read() throws IOException {
        return WindowFiles.read(sources, format(), remarks());
    }

    /**
     * Opens the data, to take its windows one by one. To be closed.
     *
     * @throws ParameterException if the options do not go together
     */
    public WindowStream open() throws IOException {
        return WindowFiles.open(sources, format(), remarks());
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
            return new DataFormat(labels(), channels == null ? 0 : channels, slicing, columns, imageSize, beats);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private Labels labels() {
        if (normal != null && (normal.isEmpty() || normal.stream().anyMatch(String::isBlank))) {
            throw wrong("--normal: a label is not blank");
        }
        List<String> ofNormal =
                normal == null ? List.of() : normal.stream().map(String::strip).toList();
        boolean none = label != null && label.place() == LabelPlace.NONE;
        if (label != null && !labelFiles.isEmpty()) {
            throw wrong("labels are in a file of their own (--labels) or with the data (--label), not both");
        }
        if (ofNormal.isEmpty() && label != null && label.isAnnotations()) {
            return new Labels(LabelPlace.OWN, BeatLabels.NORMAL, List.of());
        }
        if (ofNormal.isEmpty() && label != null && !none) {
            throw wrong("--label " + label + " needs --normal LABEL as well");
        }
        if (ofNormal.isEmpty() && !labelFiles.isEmpty()) {
            throw wrong("--labels needs --normal LABEL as well");
        }
        if (ofNormal.isEmpty()) {
            return Labels.NONE;
        }
        if (none) {
            throw wrong("--normal needs labels, not --label none");
        }
        LabelPlace place = !labelFiles.isEmpty() ? LabelPlace.FILE : label == null ? LabelPlace.OWN : label.place();
        return new Labels(place, ofNormal, labelFiles, label == null ? null : label.tag());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
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
