package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.Series;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.Supplier;

/** Takes the samples of one series one after another and cuts windows from them; holds no more than a window. */
public final class SeriesCutter implements SampleConsumer {

    private final WindowCollector collector;
    private final Supplier<String> place;
    private final String name;
    private final WindowShape shape;
    private final int stride;
    private final WindowShape sampleShape;
    private final BitSet anomalies = new BitSet();
    /** The samples since the begin of the next window. */
    private final float[] values;

    private int filled;
    private int skip;
    private int length;

    SeriesCutter(WindowCollector collector, Supplier<String> place, String name, WindowShape shape, int stride) {
        this.collector = collector;
        this.place = place;
        this.name = name;
        this.shape = shape;
        this.stride = stride;
        this.sampleShape = new WindowShape(1, shape.channels());
        this.values = new float[shape.size()];
    }

    /** Samples taken so far. */
    int length() {
        return length;
    }

    /**
     * Takes a sample.
     *
     * @param sample float[channels]; the reader's again when this returns
     * @param label as the source has it; null if it has none there, or none are wanted
     */
    public void sample(float[] sample, String label) throws IOException {
        sample(sample, collector.isAnomaly(this::next, label));
    }

    @Override
    public void sample(float[] sample, boolean anomaly) throws IOException {
        WindowCollector.requireFinite(place, sample, sampleShape, length);
        if (length == Integer.MAX_VALUE) {
            throw new WrongArtefactException(place.get(), "at most " + length + " samples", "more");
        }
        if (anomaly) {
            anomalies.set(length);
        }
        length++;
        if (skip > 0) {
            skip--;
            return;
        }
        System.arraycopy(sample, 0, values, filled * shape.channels(), shape.channels());
        filled++;
        if (filled == shape.length()) {
            cut();
        }
    }

    private String next() {
        return place.get() + ", sample " + length;
    }

    private void cut() throws IOException {
        int start = length - filled;
        int anomaly = anomalies.nextSetBit(start);
        collector.cut(values, anomaly >= 0, start);
        int kept = Math.max(0, filled - stride);
        System.arraycopy(values, (filled - kept) * shape.channels(), values, 0, kept * shape.channels());
        skip = Math.max(0, stride - filled);
        filled = kept;
    }

    @Override
    public void end() throws IOException {
        if (length < shape.length()) {
            throw new WrongArtefactException(
                    place.get(), "at least " + shape.length() + " samples, for one window", String.valueOf(length));
        }
        collector.endSeries(new Series(name, length, anomalies));
    }
}
