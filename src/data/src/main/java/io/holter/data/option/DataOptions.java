// SPDX-License-Identifier: Apache-2.0
package io.holter.data.option;

import io.holter.core.Escaped;
import io.holter.core.SettingsFile;
import io.holter.core.slicing.BeatWindow;
import io.holter.core.slicing.SliceSettings;
import io.holter.core.slicing.Slicing;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.data.set.WindowSet;
import io.holter.data.wfdb.BeatLabels;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
@Under(Heading.DATA)
public final class DataOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "DATA",
            description = "What to read: CSV or TSV, UCR .ts, .npy, IDX, PNG or JPEG pictures or folders of them,"
                    + " WFDB records (.hea), Avro files of Window, or a Kafka topic"
                    + " (kafka://host:port/topic?max=100000). Paths, globs or http(s) URLs; plain or gzip. The"
                    + " format follows from the name, or from the content. A row of CSV is a window, or with"
                    + " --window one sample of every channel.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of a job that reads samples from a Kafka topic (source.kind = samples): train and"
                    + " evaluate then read the topic as the job does, and cut it with --window N.")
    private String config;

    @Under(Heading.LABELS)
    @Option(
            names = "--normal",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "LABEL",
            description = "Labels that mean normal; any other label means anomaly. Numbers compare as numbers."
                    + " Without this option labels are ignored.")
    private List<String> normal;

    @Under(Heading.LABELS)
    @Option(
            names = "--label",
            paramLabel = "first|last|column:NAME|folder|atr|tag:NAME|none",
            converter = LabelOption.Converter.class,
            description = "Where labels are: in the first or last column, or the one of that name or number; the name"
                    + " of the folder that a file is in; the annotated beats of a WFDB record (atr; N,L,R,B,e,j are"
                    + " normal unless --normal says otherwise); a tag of an Avro Window; or none. Default: wherever"
                    + " the format keeps them (the class in .ts, the folder of a picture, the beats of a record);"
                    + " rows have none.")
    private LabelOption label;

    @Under(Heading.LABELS)
    @Option(
            names = "--labels",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Label files, one per --data source: IDX, .npy, or text with one label per line. One"
                    + " label per window, or with --window per sample.")
    private List<String> labelFiles = new ArrayList<>();

    @Under(Heading.WINDOWS)
    @Option(
            names = "--window",
            paramLabel = "N",
            description = "Treat the data as long series and cut it into windows of N samples. A window is an"
                    + " anomaly if any of its samples is. A remainder shorter than a window is dropped.")
    private Integer window;

    @Under(Heading.WINDOWS)
    @Option(
            names = "--stride",
            paramLabel = "N",
            description = "Samples from the start of one window to the start of the next. Default: the length of a"
                    + " window.")
    private Integer stride;

    @Under(Heading.WINDOWS)
    @Option(
            names = "--beats",
            paramLabel = "BEFORE,AFTER",
            converter = BeatWindowConverter.class,
            description = "Instead of --window, cut one window around each annotated beat of a WFDB record: BEFORE"
                    + " samples before the beat and AFTER samples from the beat on. The window takes the label"
                    + " of its beat.")
    private BeatWindow beats;

    @Under(Heading.LABELS)
    @Option(
            names = "--annotator",
            paramLabel = "EXT",
            description = "Whose annotations mark the beats of a WFDB record: the extension of their file, such as"
                    + " ecg or qrs. Default: atr.")
    private String annotator;

    @Option(
            names = "--signals",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "NAME",
            description = "Signals of a WFDB record, or columns of rows with --header, that become channels, by their"
                    + " names and in this order; a name with a comma stands in double quotes. Default: all.")
    private List<String> signals = new ArrayList<>();

    @Option(
            names = "--channels",
            paramLabel = "N",
            description = "Channels per window. A row of CSV holds sample 1 of every channel, then sample 2, and so"
                    + " on; pictures have 1 or 3. Default: whatever the data says; 1 for rows without --window.")
    private Integer channels;

    @Option(
            names = "--header",
            description = "The first row of each CSV or TSV file names its columns. With --window these are the"
                    + " channels.")
    private boolean header;

    @Option(
            names = "--skip-columns",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "N|NAME",
            description = "Columns of CSV and TSV files to ignore: how many on the left, or their names"
                    + " (or several numbers, from 1). Default: none.")
    private List<String> skipColumns = new ArrayList<>();

    @Under(Heading.WINDOWS)
    @Option(
            names = "--time-column",
            paramLabel = "NAME|N",
            description = "With --window: the column of CSV and TSV files that holds the time of a sample. Where a"
                    + " step is longer than usual, or goes back, a new series starts, so that no window reaches"
                    + " over it.")
    private String timeColumn;

    @Option(
            names = "--axes",
            paramLabel = "samples,channels|channels,samples",
            converter = AxesConverter.class,
            description = "Order of the axes of a window in an .npy array. Default: that in which --channels fits.")
    private DataFormat.Axes axes;

    @Option(
            names = "--image-size",
            paramLabel = "HxW",
            converter = SizeConverter.class,
            description = "Scale pictures to H rows of W pixels. Default: no scaling; all pictures must have the"
                    + " same size.")
    private DataFormat.ImageSize imageSize;

    /** Paths, globs and URLs, as given. */
    public List<String> sources() {
        return sources;
    }

    /** Takes lines on what was passed over while reading, and says them on standard error. */
    public Consumer<String> remarks() {
        return line -> {
            command.commandLine().getErr().println("holter: " + Escaped.withoutSecrets(line));
            command.commandLine().getErr().flush();
        };
    }

    /**
     * Reads all windows.
     *
     * @throws ParameterException if the options do not go together
     */
    public WindowSet read() throws IOException {
        return WindowFiles.read(configured(), format(), remarks());
    }

    /**
     * Opens the data, to take its windows one by one. To be closed.
     *
     * @throws ParameterException if the options do not go together
     */
    public WindowStream open() throws IOException {
        return WindowFiles.open(configured(), format(), remarks());
    }

    /** The sources; of topics each with the settings that say how to read it. */
    private List<String> configured() {
        if (config == null) {
            return sources;
        }
        if (sources.stream().noneMatch(DataOptions::isTopic)) {
            throw wrong("--config goes with a Kafka topic, kafka://host:port/topic");
        }
        String file = URLEncoder.encode(config, StandardCharsets.UTF_8).replace("+", "%20");
        return sources.stream()
                .map(source ->
                        isTopic(source) ? source + (source.contains("?") ? "&" : "?") + "config=" + file : source)
                .toList();
    }

    private static boolean isTopic(String source) {
        return source.regionMatches(true, 0, "kafka://", 0, "kafka://".length());
    }

    /** From option or settings; by default the length of a window. */
    private int strideOf(int length) throws IOException {
        if (stride != null || config == null) {
            return stride == null ? length : stride;
        }
        return SliceSettings.read(SettingsFile.read(Path.of(config)), config).strideOf(length);
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
            Slicing slicing = window == null ? null : new Slicing(window, strideOf(window));
            if (channels != null && channels < 1) {
                throw new IllegalArgumentException("a window needs at least one channel, got --channels " + channels);
            }
            Labels labels = labels();
            if (annotator != null && beats == null && labels.place() != LabelPlace.OWN) {
                throw wrong("--annotator goes with --beats or --label atr");
            }
            return new DataFormat(
                    labels,
                    new DataFormat.Channels(channels == null ? 0 : channels, unquoted(signals), axes),
                    new DataFormat.Cut(slicing, beats, annotator),
                    columns(),
                    imageSize);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), config + ": no settings of a job can be read there", e);
        }
    }

    private DataFormat.Columns columns() {
        if (timeColumn != null && window == null) {
            throw wrong("--time-column goes with --window");
        }
        boolean leading = skipColumns.size() == 1 && skipColumns.get(0).strip().matches("\\d{1,9}");
        return leading
                ? new DataFormat.Columns(
                        header, Integer.parseInt(skipColumns.get(0).strip()), List.of(), timeColumn)
                : new DataFormat.Columns(header, 0, unquoted(skipColumns), timeColumn);
    }

    /** Names without the double quotes that keep the commas in them. */
    private static List<String> unquoted(List<String> names) {
        return names.stream()
                .map(String::strip)
                .map(name -> name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                        ? name.substring(1, name.length() - 1)
                        : name)
                .toList();
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
        return new Labels(place, ofNormal, labelFiles, label == null ? null : label.name());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    static final class AxesConverter implements ITypeConverter<DataFormat.Axes> {

        @Override
        public DataFormat.Axes convert(String value) {
            return switch (value) {
                case "samples,channels" -> DataFormat.Axes.SAMPLES_CHANNELS;
                case "channels,samples" -> DataFormat.Axes.CHANNELS_SAMPLES;
                default -> throw Choice.wrong(value, List.of("samples,channels", "channels,samples"));
            };
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
