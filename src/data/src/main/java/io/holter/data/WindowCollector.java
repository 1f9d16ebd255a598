package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the {@linkplain DataReader readers} of all kinds of data deliver: holds every window against the first one, finds
 * its label and whether that means an anomaly, cuts series into windows, and passes windows on. For one thread.
 *
 * <p>Places are told by suppliers, asked only when something is wrong: {@code name:line}, {@code name: window 17}.
 */
public final class WindowCollector {

    /** Most values of a window, so that a size that is nonsense ends in a message and not in a full heap: 64 MiB. */
    public static final int MAX_VALUES = 1 << 24;

    private final DataFormat format;
    private final CutConsumer consumer;
    private final LabelRule verdicts;
    private DataSource source;
    private LabelFile labelFile;
    private Signal signal;
    private String describedAt;
    private WindowShape shape;
    private String firstWindow;
    private long ofSource;

    /**
     * @param sources names for the signal
     */
    WindowCollector(DataFormat format, List<String> sources, CutConsumer consumer) {
        this.format = format;
        this.consumer = consumer;
        this.signal = Signal.from(sources);
        this.verdicts = new LabelRule(format.labels());
    }

    /**
     * The geometry of windows, whatever sizes a source claims.
     *
     * @throws WrongArtefactException if there is nothing in such a window, or more than {@value #MAX_VALUES} values
     */
    public static WindowShape shape(Supplier<String> place, long length, long channels) {
        boolean fits = length >= 1 && channels >= 1 && length <= MAX_VALUES && channels <= MAX_VALUES;
        if (!fits || length * channels > MAX_VALUES) {
            throw new WrongArtefactException(
                    place.get(),
                    "windows of 1 to " + MAX_VALUES + " values",
                    length + " samples × " + channels + " channels");
        }
        return new WindowShape((int) length, (int) channels);
    }

    /** What is known so far of all sources. */
    public Signal signal() {
        return signal;
    }

    /** The shape of every window; null as long as there was none. */
    public WindowShape shape() {
        return shape;
    }

    /**
     * Says that what follows is from a source.
     *
     * @param labels its labels; null if they are not in a file of their own
     */
    void begin(DataSource next, LabelFile labels) {
        source = next;
        labelFile = labels;
        ofSource = 0;
    }

    /** Says that the source is at its end. */
    void end() throws IOException {
        if (ofSource == 0) {
            throw new WrongArtefactException(source.name(), "at least one window", "none");
        }
        if (labelFile != null) {
            labelFile.requireEnd(source.name());
        }
    }

    /** Says in one line for people what of a source was passed over. */
    public void remark(String line) {
        consumer.remark(line);
    }

    /** After the last source: that some window was normal. */
    void requireNormal() {
        verdicts.requireNormal();
    }

    /**
     * Says what is known of the windows of a source beyond their values, before the first of them; must be the same
     * wherever it is said.
     *
     * @param channels names and units, in their order; empty where unknown
     * @param sampleRate samples per second and channel, Hz; 0 where unknown
     * @param height rows of an image; 0 for windows of time
     */
    public void describe(Supplier<String> place, List<Channel> channels, float sampleRate, int height) {
        if (describedAt == null) {
            describedAt = place.get();
            signal = new Signal(signal.sources(), channels, sampleRate, height);
            return;
        }
        requireSame(place, "channels ", names(signal.channels()), names(channels));
        requireSame(place, "a sample rate in Hz of ", String.valueOf(signal.sampleRate()), String.valueOf(sampleRate));
        requireSame(place, "images with rows of pixels: ", signal.height() + "", height + "");
    }

    private static String names(List<Channel> channels) {
        return String.join(
                ", ",
                channels.stream()
                        .map(c -> (c.getName() + " " + c.getUnit()).strip())
                        .toList());
    }

    private void requireSame(Supplier<String> place, String what, String first, String found) {
        if (!first.equals(found)) {
            throw new WrongArtefactException(place.get(), what + first + " as in " + describedAt, found);
        }
    }

    /**
     * Takes a window.
     *
     * @param values float[length × channels], time-major; the reader's again when this returns
     * @param label as the source has it; null if it has none there, or none are wanted
     */
    public void window(Supplier<String> place, WindowShape of, float[] values, String label) throws IOException {
        window(place, of, values, isAnomaly(place, label));
    }

    /** As {@link #window(Supplier, WindowShape, float[], String)}, judged already by {@link #isAnomaly}. */
    public void window(Supplier<String> place, WindowShape of, float[] values, boolean anomaly) throws IOException {
        if (format.slicing() != null) {
            throw new WrongArtefactException(
                    place.get(), "a series, for --window to cut", "a window of " + describe(of, signal.height()));
        }
        require(place, of);
        requireFinite(place, values, of, 0);
        ofSource++;
        consumer.accept(values, anomaly);
    }

    /**
     * Whether a label means an anomaly.
     *
     * @param label as the source has it; null for none
     * @return false without labels
     * @throws WrongArtefactException if labels are wanted and there is none
     */
    public boolean isAnomaly(Supplier<String> place, String label) throws IOException {
        if (labelFile != null) {
            return verdicts.isAnomaly(labelFile, labelFile.next(place));
        }
        boolean named = label == null && format.labels().place() == LabelPlace.FOLDER;
        return verdicts.isAnomaly(place, named ? source.folder() : label);
    }

    /**
     * Begins a series, to be cut into windows.
     *
     * @param place the source, or which of its series
     * @param name for reports
     * @param channels number of channels
     */
    public SeriesCutter series(Supplier<String> place, String name, int channels) throws IOException {
        if (format.slicing() == null) {
            throw new WrongArtefactException(place.get(), "--window N to cut this series into windows", "no --window");
        }
        WindowShape cut = shape(place, format.slicing().window(), channels);
        beginCuts(place, cut);
        return new SeriesCutter(this, place, name, cut, format.slicing().stride());
    }

    /** Begins a series that its reader cuts by itself; it {@linkplain #endSeries ends} it as well. */
    public void beginCuts(Supplier<String> place, WindowShape cut) throws IOException {
        require(place, cut);
        consumer.beginSeries();
    }

    /**
     * Takes a window that was cut from the series begun last.
     *
     * @param values float[length × channels], time-major, finite; the reader's again when this returns
     * @param start its first sample in the series
     */
    void cut(float[] values, boolean anomaly, int start) throws IOException {
        ofSource++;
        consumer.acceptCut(values, anomaly, start);
    }

    void endSeries(Series series) throws IOException {
        consumer.endSeries(series);
    }

    private void require(Supplier<String> place, WindowShape of) throws IOException {
        if (of.equals(shape)) {
            return;
        }
        if (shape != null) {
            throw new WrongArtefactException(
                    place.get(),
                    describe(shape, signal.height()) + " as in " + firstWindow,
                    describe(of, signal.height()));
        }
        if (format.channels() != 0 && format.channels() != of.channels()) {
            throw new WrongArtefactException(
                    place.get(), format.channels() + " channels", String.valueOf(of.channels()));
        }
        shape = of;
        firstWindow = place.get();
        consumer.begin(shape, signal);
    }

    private static String describe(WindowShape shape, int height) {
        String size = height == 0 ? shape.length() + " samples" : height + " × " + shape.length() / height + " pixels";
        return size + " × " + shape.channels() + (shape.channels() == 1 ? " channel" : " channels");
    }

    /** @param first number of the first sample */
    static void requireFinite(Supplier<String> place, float[] values, WindowShape of, long first) {
        for (int i = 0; i < of.size(); i++) {
            if (!Float.isFinite(values[i])) {
                throw new WrongArtefactException(
                        place.get() + ", sample " + (first + i / of.channels()) + ", channel " + i % of.channels(),
                        "a finite number in single precision",
                        String.valueOf(values[i]));
            }
        }
    }
}
