// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.BeatWindow;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.Piece;
import io.holter.data.WindowSize;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A record: a series for each run of samples that no signal misses and that has room for a window. */
final class RecordPieces implements Piece.Pieces {

    private final WfdbRecord record;
    private final Labels labels;
    private final BeatWindow around;
    /** Those that mark beats, in the order of their samples. */
    private final List<Annotation> beats;

    private final boolean onlyRun;
    private final Iterator<WfdbRecord.Run> runs;
    private final float[] frame;
    private final WfdbRecord.Samples samples;
    private final Queue<Piece> before = new ArrayDeque<>();
    /** By symbol: the first beat of each speaks for all. */
    private final Map<String, Piece.Label> labelsOfBeats = new HashMap<>();
    /** Null where the labels are not those of the record's own annotations. */
    private final BitSet anomalies;

    private final Piece.Sample normal;
    private final Piece.Sample anomalous;
    private final Piece.Sample unknown;
    private final Piece.SkippedSample skipped;
    private WfdbRecord.Run run;
    private boolean inRun;
    private int at;

    /**
     * @param annotations those of the record; empty where they are not wanted
     */
    RecordPieces(WfdbRecord record, DataFormat format, List<Annotation> annotations) throws IOException {
        this.record = record;
        this.labels = format.labels();
        this.around = format.beats();
        this.beats = annotations.stream()
                .filter(Annotation::isBeat)
                .sorted(Comparator.comparingInt(Annotation::sample))
                .toList();
        int length = around == null ? format.slicing().window() : around.length();
        WindowShape window =
                WindowSize.of(record::file, length, record.channels().size());
        List<WfdbRecord.Run> longEnough = record.runs(length);
        this.anomalies = labels.place() == LabelPlace.OWN ? anomalies(annotations, longEnough) : null;
        before.add(new Piece.Description(record::file, record.channels(), (float) record.frequency(), 0));
        before.addAll(AnnotationRemarks.on(record.file(), annotations));
        List<WfdbRecord.Run> usable = usable(longEnough, length);
        this.onlyRun = usable.size() == 1;
        this.runs = usable.iterator();
        this.run = runs.next();
        this.frame = new float[window.channels()];
        Piece.Label label = new Piece.Label(() -> record.file() + ", sample " + (at - 1), null);
        this.unknown = new Piece.Sample(frame, label);
        this.normal = new Piece.Sample(frame, new Piece.Label(record::file, null, false));
        this.anomalous = new Piece.Sample(frame, new Piece.Label(record::file, null, true));
        this.skipped = new Piece.SkippedSample(anomalies == null ? label : new Piece.Label(record::file, null, false));
        this.samples = record.samples();
    }

    /** The runs in which there is a window. */
    private List<WfdbRecord.Run> usable(List<WfdbRecord.Run> longEnough, int length) {
        List<WfdbRecord.Run> usable = around == null
                ? longEnough
                : longEnough.stream()
                        .filter(candidate -> firstBeat(candidate) < endOfBeats(candidate))
                        .toList();
        if (usable.isEmpty()) {
            throw new WrongArtefactException(
                    record.file(),
                    (around == null ? "" : "a beat with ") + Count.of(length, "sample")
                            + " in a row that no signal misses, for one window",
                    "none");
        }
        return usable;
    }

    /** Which samples are anomalous by their beats; the first beat of each symbol becomes a mark. */
    private BitSet anomalies(List<Annotation> annotations, List<WfdbRecord.Run> all) {
        int length = all.isEmpty() ? 0 : all.get(all.size() - 1).to();
        return BeatLabels.anomalies(
                annotations,
                beat -> {
                    if (!labelsOfBeats.containsKey(beat.symbol())) {
                        before.add(new Piece.Mark(label(beat)));
                    }
                    return !labels.isNormal(beat.symbol());
                },
                record.frequency(),
                length);
    }

    private Piece.Label label(Annotation beat) {
        return labelsOfBeats.computeIfAbsent(
                beat.symbol(),
                symbol -> new Piece.Label(() -> record.file() + ", annotation at sample " + beat.sample(), symbol));
    }

    /** The beats around which there is a window within a run, in their order. */
    private List<Piece.Beat> beats(WfdbRecord.Run of) {
        return beats.subList(firstBeat(of), Math.max(firstBeat(of), endOfBeats(of))).stream()
                .map(beat -> new Piece.Beat(beat.sample() - of.from(), anomalies == null ? null : label(beat)))
                .toList();
    }

    /** The number of the first beat whose window does not start before a run. */
    private int firstBeat(WfdbRecord.Run of) {
        return beatsBefore((long) of.from() + around.before());
    }

    /** The number of the first beat whose window ends behind a run. */
    private int endOfBeats(WfdbRecord.Run of) {
        return beatsBefore((long) of.to() - around.after() + 1);
    }

    /** How many beats stand before a sample. */
    private int beatsBefore(long sample) {
        int from = 0;
        int to = beats.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (beats.get(middle).sample() < sample) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    public Piece next() throws IOException {
        if (!before.isEmpty()) {
            return before.poll();
        }
        if (run != null && at == run.from() && !inRun) {
            inRun = true;
            String name = onlyRun ? record.name() : record.name() + " from sample " + run.from();
            return new Piece.SeriesStart(
                    record::file,
                    name,
                    frame.length,
                    around == null ? List.of() : beats(run),
                    new Piece.SeriesSource(record.name(), record.timing().from(run.from())));
        }
        if (inRun && at == run.to()) {
            inRun = false;
            run = runs.hasNext() ? runs.next() : null;
            return new Piece.SeriesEnd();
        }
        if (!samples.next(frame)) {
            return null;
        }
        int sample = at++;
        if (!inRun) {
            return skipped;
        }
        return anomalies == null ? unknown : anomalies.get(sample) ? anomalous : normal;
    }

    @Override
    public void close() throws IOException {
        samples.close();
    }
}
