package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.data.set.Series;
import io.holter.data.wfdb.Annotation;
import io.holter.data.wfdb.BeatLabels;
import io.holter.data.wfdb.WfdbRecord;
import java.io.IOException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Takes the samples of a run and cuts a window around each of its beats; holds no more samples than a window. */
public final class BeatCutter implements SampleConsumer {

    /**
     * A beat whose window lies in its run.
     *
     * @param start first sample of the window, from the begin of the run
     */
    public record Cut(int start, Annotation beat) {}

    private final WindowCollector collector;
    private final String name;
    private final WindowShape shape;
    private final BeatLabels.Judge judge;
    private final List<Cut> cuts;
    private final BitSet anomalies = new BitSet();
    /** The last samples, as many as a window has; sample t stands at t modulo their number. */
    private final float[] last;

    private final float[] window;
    private int length;
    private int next;

    /**
     * @param cuts as {@link #cuts} has them
     * @param judge tells the windows that are anomalies by their beats; null to tell them by their samples
     */
    public BeatCutter(
            WindowCollector collector, String name, WindowShape shape, List<Cut> cuts, BeatLabels.Judge judge) {
        this.collector = collector;
        this.name = name;
        this.shape = shape;
        this.cuts = cuts;
        this.judge = judge;
        this.last = new float[shape.size()];
        this.window = new float[shape.size()];
    }

    /** The beats of a record around which there is a window within a run, in their order. */
    public static List<Cut> cuts(WfdbRecord.Run run, List<Annotation> annotations, BeatWindow around) {
        return annotations.stream()
                .filter(Annotation::isBeat)
                .map(beat -> new Cut(beat.sample() - around.before() - run.from(), beat))
                .filter(cut -> cut.start >= 0 && cut.start <= run.length() - around.length())
                .sorted(Comparator.comparingInt(Cut::start))
                .toList();
    }

    @Override
    public void sample(float[] sample, boolean anomaly) throws IOException {
        System.arraycopy(sample, 0, last, length % shape.length() * shape.channels(), shape.channels());
        anomalies.set(length, anomaly);
        length++;
        while (next < cuts.size() && cuts.get(next).start + shape.length() == length) {
            cut(cuts.get(next));
            next++;
        }
    }

    private void cut(Cut cut) throws IOException {
        int oldest = length % shape.length() * shape.channels();
        System.arraycopy(last, oldest, window, 0, last.length - oldest);
        System.arraycopy(last, 0, window, last.length - oldest, oldest);
        int anomaly = anomalies.nextSetBit(cut.start);
        collector.cut(window, judge == null ? anomaly >= 0 : judge.isAnomaly(cut.beat), cut.start);
    }

    @Override
    public void end() throws IOException {
        collector.endSeries(new Series(name, length, anomalies));
    }
}
