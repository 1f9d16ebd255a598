// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

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
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/** A record: a series for each run of samples that no signal misses and that has room for a window. */
final class RecordPieces implements Piece.Pieces {

    private final WfdbRecord record;
    private final Labels labels;
    private final BeatWindow around;
    private final List<Annotation> annotations;
    private final boolean onlyRun;
    private final Iterator<WfdbRecord.Run> runs;
    private final float[] frame;
    private final WfdbRecord.Samples samples;
    private final Queue<Piece> before = new ArrayDeque<>();
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
        this.annotations = annotations;
        int length = around == null ? format.slicing().window() : around.length();
        WindowShape window =
                WindowSize.of(record::file, length, record.channels().size());
        List<WfdbRecord.Run> all = record.runs();
        this.anomalies = labels.place() == LabelPlace.OWN ? anomalies(all) : null;
        before.add(new Piece.Description(record::file, record.channels(), (float) record.frequency(), 0));
        List<WfdbRecord.Run> usable =
                all.stream().filter(r -> hasWindows(r, window)).toList();
        if (usable.isEmpty()) {
            throw new WrongArtefactException(
                    record.file(),
                    (around == null ? "" : "a beat with ") + window.length()
                            + " samples in a row that no signal misses, for one window",
                    "none");
        }
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

    /** Which samples are anomalous by their beats; each beat becomes a mark. */
    private BitSet anomalies(List<WfdbRecord.Run> all) {
        int length = all.isEmpty() ? 0 : all.get(all.size() - 1).to();
        return BeatLabels.anomalies(
                annotations,
                beat -> {
                    before.add(new Piece.Mark(label(beat)));
                    return !labels.isNormal(beat.symbol());
                },
                record.frequency(),
                length);
    }

    private Piece.Label label(Annotation beat) {
        return new Piece.Label(() -> record.file() + ", annotation at sample " + beat.sample(), beat.symbol());
    }

    private boolean hasWindows(WfdbRecord.Run candidate, WindowShape window) {
        return around == null
                ? candidate.length() >= window.length()
                : !beats(candidate).isEmpty();
    }

    /** The beats around which there is a window within a run, in their order. */
    private List<Piece.Beat> beats(WfdbRecord.Run of) {
        return annotations.stream()
                .filter(Annotation::isBeat)
                .filter(beat ->
                        beat.sample() - around.before() >= of.from() && beat.sample() + around.after() <= of.to())
                .sorted(Comparator.comparingInt(Annotation::sample))
                .map(beat -> new Piece.Beat(beat.sample() - of.from(), anomalies == null ? null : label(beat)))
                .toList();
    }

    @Override
    public Piece next() throws IOException {
        if (!before.isEmpty()) {
            return before.poll();
        }
        if (run != null && at == run.from() && !inRun) {
            inRun = true;
            String name = onlyRun ? record.name() : record.name() + " from sample " + run.from();
            return new Piece.SeriesStart(record::file, name, frame.length, around == null ? List.of() : beats(run));
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
