package io.holter.data.wfdb;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.BeatCutter;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.SampleConsumer;
import io.holter.data.WindowCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * Records of PhysioNet's WFDB format, by their header or their name: a series for each run of samples that no signal
 * misses, to be cut every so many samples or around the annotated beats. Runs without a window are passed over.
 */
public final class WfdbReader implements DataReader {

    private static final String HEADER = ".hea";
    private static final String ANNOTATOR = "atr";

    @Override
    public boolean claims(DataSource source) {
        return source.isNamed(HEADER) || isRecordName(source) || isOtherFile(source);
    }

    /** A signal or annotation file, which says nothing without its header. */
    private static boolean isOtherFile(DataSource source) {
        return source.scheme().isEmpty()
                && (source.isNamed(".dat") || source.isNamed("." + ANNOTATOR))
                && Files.exists(Path.of(headerOf(source)));
    }

    /** The header that belongs to a file of a record, or to its name. */
    private static String headerOf(DataSource source) {
        return source.name().replaceFirst("\\.(dat|" + ANNOTATOR + ")$", "") + HEADER;
    }

    /** As WFDB's own programs take it: the header without its extension. */
    private static boolean isRecordName(DataSource source) {
        return source.scheme().isEmpty()
                && !Files.exists(source.path())
                && Files.exists(Path.of(source.name() + HEADER));
    }

    @Override
    public void read(DataSource source, DataFormat format, WindowCollector collector) throws IOException {
        if (isOtherFile(source)) {
            throw new WrongArtefactException(
                    source.name(), "the header of the record, " + headerOf(source), "another of its files");
        }
        String header = source.isNamed(HEADER) ? source.name() : headerOf(source);
        WfdbRecord record = WfdbRecord.open(header, name -> new DataSource(name).open());
        new Reading(record, format, collector).read();
    }

    /** The reading of one record. */
    private static final class Reading {

        private final WfdbRecord record;
        private final DataFormat format;
        private final WindowCollector collector;
        private final WindowShape window;
        private List<Annotation> annotations = List.of();
        /** Null where the labels are not those of the record's own annotations. */
        private BitSet anomalies;

        Reading(WfdbRecord record, DataFormat format, WindowCollector collector) {
            this.record = record;
            this.format = format;
            this.collector = collector;
            this.window = window();
        }

        private WindowShape window() {
            int channels = record.channels().size();
            if (format.beats() != null) {
                return WindowCollector.shape(record::file, format.beats().length(), channels);
            }
            if (format.slicing() == null) {
                throw new WrongArtefactException(
                        record.file(), "--beats BEFORE,AFTER or --window N to cut windows from the record", "neither");
            }
            return WindowCollector.shape(record::file, format.slicing().window(), channels);
        }

        void read() throws IOException {
            List<WfdbRecord.Run> runs = record.runs();
            boolean ownLabels = format.labels().place() == LabelPlace.OWN;
            if (ownLabels || format.beats() != null) {
                annotations = record.annotations(ANNOTATOR);
            }
            if (ownLabels) {
                int length = runs.isEmpty() ? 0 : runs.get(runs.size() - 1).to();
                anomalies = BeatLabels.anomalies(annotations, this::isAnomaly, record.frequency(), length);
            }
            collector.describe(record::file, record.channels(), (float) record.frequency(), 0);
            deliver(runs.stream().filter(this::hasWindows).toList());
        }

        private boolean hasWindows(WfdbRecord.Run run) {
            return format.beats() == null
                    ? run.length() >= window.length()
                    : !BeatCutter.cuts(run, annotations, format.beats()).isEmpty();
        }

        private void deliver(List<WfdbRecord.Run> runs) throws IOException {
            if (runs.isEmpty()) {
                throw new WrongArtefactException(
                        record.file(),
                        (format.beats() == null ? "" : "a beat with ") + window.length()
                                + " samples in a row that no signal misses, for one window",
                        "none");
            }
            float[] frame = new float[window.channels()];
            int at = 0;
            try (WfdbRecord.Samples samples = record.samples()) {
                for (WfdbRecord.Run run : runs) {
                    for (; at < run.from() && samples.next(frame); at++) {
                        isAnomaly(at);
                    }
                    SampleConsumer series = series(run, runs.size() == 1);
                    for (; at < run.to() && samples.next(frame); at++) {
                        series.sample(frame, isAnomaly(at));
                    }
                    series.end();
                }
                for (; samples.next(frame); at++) {
                    isAnomaly(at);
                }
            }
        }

        private SampleConsumer series(WfdbRecord.Run run, boolean only) throws IOException {
            String name = only ? record.name() : record.name() + " from sample " + run.from();
            if (format.beats() == null) {
                return collector.series(record::file, name, window.channels());
            }
            collector.beginCuts(record::file, window);
            List<BeatCutter.Cut> cuts = BeatCutter.cuts(run, annotations, format.beats());
            return new BeatCutter(collector, name, window, cuts, anomalies == null ? null : this::isAnomaly);
        }

        private boolean isAnomaly(Annotation beat) throws IOException {
            return collector.isAnomaly(() -> record.file() + ", annotation at sample " + beat.sample(), beat.symbol());
        }

        /** Asked once for each sample, in their order: a file of labels has one for each. */
        private boolean isAnomaly(int sample) throws IOException {
            return anomalies == null
                    ? collector.isAnomaly(() -> record.file() + ", sample " + sample, null)
                    : anomalies.get(sample);
        }
    }
}
