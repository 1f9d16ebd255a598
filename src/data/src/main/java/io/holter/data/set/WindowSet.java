// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import io.holter.core.WindowShape;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Windows of one shape, perhaps with labels, in an order of their own; more of them than the heap can hold. Immutable;
 * {@linkplain #subset subsets} share the values with the set that they were taken from. At most 2³¹ − 1 windows.
 */
public final class WindowSet {

    /** Where a window was cut out: number of its series in {@link #series()}, and its first sample there. */
    private record Cuts(List<Series> series, int[] number, int[] start) {
        private static final Cuts NONE = new Cuts(List.of(), new int[0], new int[0]);
    }

    private final WindowShape shape;
    private final Signal signal;
    private final WindowStore store;
    private final BitSet anomalies;
    private final boolean labelled;
    private final Cuts cuts;
    private final Places places;
    private final int[] channels;
    private final int[] order;

    private WindowSet(Builder builder, WindowStore store, boolean labelled, Signal signal, List<Series> series) {
        this.shape = builder.shape;
        this.signal = signal;
        this.store = store;
        this.anomalies = (BitSet) builder.anomalies.clone();
        this.labelled = labelled;
        this.cuts = series.isEmpty()
                ? Cuts.NONE
                : new Cuts(
                        List.copyOf(series),
                        builder.numbers.build().toArray(),
                        builder.starts.build().toArray());
        this.places = builder.places.build();
        this.channels = null;
        this.order = IntStream.range(0, store.count()).toArray();
    }

    private WindowSet(WindowSet whole, int[] order) {
        this(whole, order, whole.signal, whole.channels);
    }

    private WindowSet(WindowSet whole, int[] order, Signal signal, int[] channels) {
        this.shape = whole.shape;
        this.signal = signal;
        this.channels = channels;
        this.places = whole.places;
        this.store = whole.store;
        this.anomalies = whole.anomalies;
        this.labelled = whole.labelled;
        this.cuts = whole.cuts;
        this.order = order;
    }

    /**
     * Windows without labels.
     *
     * @param windows each float[length × channels], time-major, raw units, finite
     * @param source what they came from, for the model's card
     */
    public static WindowSet unlabelled(WindowShape shape, List<float[]> windows, String source) throws IOException {
        return of(shape, windows, new BitSet(), false, List.of(source));
    }

    /**
     * Windows with or without labels.
     *
     * @param windows each float[length × channels], time-major, raw units, finite
     * @param anomalies set at i where window i is an anomaly; empty without labels
     * @param labelled whether there are labels
     * @param sources names of what they came from, for the model's card
     */
    public static WindowSet of(
            WindowShape shape, List<float[]> windows, BitSet anomalies, boolean labelled, List<String> sources)
            throws IOException {
        try (Builder builder = new Builder(shape)) {
            for (float[] window : windows) {
                builder.add(window, anomalies.get(builder.size()));
            }
            return builder.build(labelled, Signal.from(sources));
        }
    }

    /** Geometry of every window. */
    public WindowShape shape() {
        return shape;
    }

    /** What is known of the windows beyond their shape. */
    public Signal signal() {
        return signal;
    }

    /** Whether there are labels; without them every window counts as normal. */
    public boolean labelled() {
        return labelled;
    }

    /** Number of windows. */
    public int size() {
        return order.length;
    }

    /** The values of window i: a new float[length × channels], time-major, raw units. */
    public float[] window(int i) {
        float[] window = new float[shape.size()];
        copy(i, window, 0);
        return window;
    }

    /** The values of all windows, each {@linkplain #window copied} when it is asked for. */
    public List<float[]> windows() {
        return new AbstractList<>() {
            @Override
            public float[] get(int i) {
                return window(i);
            }

            @Override
            public int size() {
                return WindowSet.this.size();
            }
        };
    }

    /** Copies the values of window i to {@code into}, from {@code at} on. For any number of threads at once. */
    public void copy(int i, float[] into, int at) {
        store.copy(order[i], into, at);
        if (channels == null) {
            return;
        }
        float[] sample = new float[channels.length];
        for (int from = at; from < at + shape.size(); from += sample.length) {
            System.arraycopy(into, from, sample, 0, sample.length);
            for (int c = 0; c < sample.length; c++) {
                into[from + c] = sample[channels[c]];
            }
        }
    }

    /**
     * The same windows with their channels in another order.
     *
     * @param order for each channel of the new order its number in the present one, each once; the channels are named
     */
    public WindowSet withChannels(int[] order) {
        List<Channel> named =
                Arrays.stream(order).mapToObj(signal.channels()::get).toList();
        int[] stored = channels == null
                ? order.clone()
                : Arrays.stream(order).map(c -> channels[c]).toArray();
        Signal sorted = new Signal(signal.sources(), named, signal.sampleRate(), signal.height());
        return new WindowSet(this, this.order, sorted, stored);
    }

    /** Where a sample of window i stands, for messages: its source, and the row, record or sample there. */
    public String place(int i, int sample) {
        if (!series().isEmpty()) {
            return series().get(seriesOf(i)).name() + ", sample " + (startOf(i) + sample);
        }
        String place = places.of(order[i]);
        String window = place == null ? String.join(", ", signal.sources()) + ": window " + order[i] : place;
        return window + ", sample " + sample;
    }

    /** The series that window i was cut from; else the file, or whatever it was read from, that has it. */
    public String seriesName(int i) {
        if (!series().isEmpty()) {
            return series().get(seriesOf(i)).name();
        }
        String stem = places.stemOf(order[i]);
        return stem == null ? String.join(", ", signal.sources()) : stem.replaceFirst("\\W+$", "");
    }

    /** Whether the label of window i says anomaly; false without labels. */
    public boolean isAnomaly(int i) {
        return anomalies.get(order[i]);
    }

    /** Number of anomalies. */
    public int anomalies() {
        return (int) IntStream.range(0, size()).filter(this::isAnomaly).count();
    }

    /** The labels, true for an anomaly. */
    public boolean[] labels() {
        boolean[] labels = new boolean[size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = isAnomaly(i);
        }
        return labels;
    }

    /** The series that the windows were cut from; empty where each stands for itself. */
    public List<Series> series() {
        return cuts.series;
    }

    /** The series of window i, by its number in {@link #series()}, which must not be empty. */
    public int seriesOf(int i) {
        return cuts.number[order[i]];
    }

    /** The first sample of window i in its {@linkplain #seriesOf series}. */
    public int startOf(int i) {
        return cuts.start[order[i]];
    }

    /** Orders windows by their series and then by their start; two series are further apart than any window is long. */
    public long placeOf(int i) {
        return ((long) seriesOf(i) << Integer.SIZE) + startOf(i);
    }

    /** Some of the windows, in the order given, each perhaps more than once. */
    public WindowSet subset(int[] windows) {
        return new WindowSet(this, Arrays.stream(windows).map(i -> order[i]).toArray());
    }

    /** The same windows; where some lie in a file, in the order in which a pass reads it from end to end. */
    public WindowSet sequential() {
        return store.isInHeap()
                ? this
                : new WindowSet(this, Arrays.stream(order).sorted().toArray());
    }

    /** The windows whose number satisfies a condition, in their order. */
    public WindowSet where(IntPredicate condition) {
        return subset(IntStream.range(0, size()).filter(condition).toArray());
    }

    /**
     * These windows and then some more of the same set.
     *
     * @throws IllegalArgumentException unless both were taken from one set
     */
    public WindowSet and(WindowSet more) {
        if (more.store != store) {
            throw new IllegalArgumentException("windows of one set can be put together, not of two");
        }
        int[] both = Arrays.copyOf(order, order.length + more.order.length);
        System.arraycopy(more.order, 0, both, order.length, more.order.length);
        return new WindowSet(this, both);
    }

    /** The normal windows, in their order: all of them without labels. */
    public WindowSet normal() {
        return where(i -> !isAnomaly(i));
    }

    /** The two parts of a {@linkplain #split split}; together they hold every window once. */
    public record Split(WindowSet first, WindowSet second) {}

    /**
     * Splits at random: the same seed gives the same parts.
     *
     * @param share share of the windows that goes to the first part, 0 to 1, rounded to whole windows
     */
    public Split split(double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1, got " + share);
        }
        int[] shuffled = IntStream.range(0, size()).toArray();
        Shuffle.shuffle(shuffled, 0, shuffled.length, new Random(seed));
        int first = (int) Math.round(share * size());
        return new Split(subset(Arrays.copyOf(shuffled, first)), subset(Arrays.copyOfRange(shuffled, first, size())));
    }

    /**
     * SHA-256 over the windows in their order, each as its values (IEEE 754 single precision, big-endian) and one byte:
     * 0 normal, 1 anomaly, 2 without labels. Hexadecimal, lower case.
     */
    public String fingerprint() {
        return Fingerprint.of(this);
    }

    /** Takes one window after another; for one thread. To be closed, whether or not the set was built. */
    public static final class Builder implements AutoCloseable {

        private final WindowShape shape;
        private final WindowStore.Builder store;
        private final BitSet anomalies = new BitSet();
        private final Places.Builder places = new Places.Builder();
        private final IntStream.Builder numbers = IntStream.builder();
        private final IntStream.Builder starts = IntStream.builder();
        private int count;
        private int cut;

        /** For windows of one shape. */
        public Builder(WindowShape shape) {
            this(shape, new WindowStore.Builder(shape.size()));
        }

        Builder(WindowShape shape, WindowStore.Builder store) {
            this.shape = shape;
            this.store = store;
        }

        /**
         * Appends a window.
         *
         * @param window float[length × channels], time-major, raw units, finite; stays the caller's
         */
        public void add(float[] window, boolean anomaly) throws IOException {
            if (window.length != shape.size()) {
                throw new IllegalArgumentException(
                        "a window of " + shape + " has " + shape.size() + " values, got " + window.length);
            }
            store.add(window);
            anomalies.set(count++, anomaly);
        }

        /**
         * Appends a window that stands for itself.
         *
         * @param place its source and where it stands there, for messages; for every window of the set or for none
         */
        public void add(float[] window, boolean anomaly, String place) throws IOException {
            add(window, anomaly);
            places.add(place);
        }

        /**
         * Appends a window that was cut from a series.
         *
         * @param series number of the series, in the list that {@link #build(boolean, Signal, List)} gets
         * @param start its first sample in the series
         */
        public void addCut(float[] window, boolean anomaly, int series, int start) throws IOException {
            add(window, anomaly);
            numbers.add(series);
            starts.add(start);
            cut++;
        }

        /** Windows added so far. */
        public int size() {
            return count;
        }

        /** All that were added, none of them cut from a series. */
        public WindowSet build(boolean labelled, Signal signal) throws IOException {
            return build(labelled, signal, List.of());
        }

        /**
         * All that were added.
         *
         * @param series that windows were {@linkplain #addCut cut} from; empty where each stands for itself
         */
        public WindowSet build(boolean labelled, Signal signal, List<Series> series) throws IOException {
            if (cut != 0 && cut != count) {
                throw new IllegalArgumentException("either all windows are cut from series or none");
            }
            return new WindowSet(this, store.build(), labelled, signal, series);
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }
}
