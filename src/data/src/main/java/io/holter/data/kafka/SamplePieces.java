// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.slicing.SampleGrid;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.Piece;
import io.holter.schemas.Channel;
import io.holter.schemas.RejectReason;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.SampleBlock;
import io.holter.wire.SampleDecoder;
import io.holter.wire.StartBounds;
import io.holter.wire.WindowCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The samples of a topic, series by series: each run of a {@link SampleGrid} is a series. The records of all series are
 * mixed in a topic, so that all samples are held in memory.
 */
final class SamplePieces implements Piece.Pieces {

    private static final long MICROS_PER_SECOND = 1_000_000;

    /** A run, growing. */
    private static final class Run {

        private final long startMicros;
        private float[] samples = new float[0];
        private int filled;

        Run(long startMicros) {
            this.startMicros = startMicros;
        }

        void add(float[] more) {
            if (filled + more.length > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(filled + more.length, samples.length + samples.length / 2));
            }
            System.arraycopy(more, 0, samples, filled, more.length);
            filled += more.length;
        }
    }

    /** A series, and what is known of its runs. */
    private static final class Runs {

        private final List<Run> runs = new ArrayList<>();
        private SampleGrid.State state;

        void add(SampleGrid.Step step) {
            state = step.state();
            for (SampleGrid.Run run : step.runs()) {
                if (!run.continues()) {
                    runs.add(new Run(run.startMicros()));
                }
                runs.get(runs.size() - 1).add(run.samples());
            }
        }
    }

    private final TopicAddress address;
    private final TopicRecords records;
    private final SampleRules rules;
    private final KnownSchemas schemas;
    private final int window;
    private final Map<String, Runs> series = new TreeMap<>();
    private final Deque<Piece> ready = new ArrayDeque<>();
    private SampleDecoder decoder;
    private SampleGrid grid;
    private long taken;
    private long doubled;
    private long late;
    private long incomplete;
    private long tooShort;
    private boolean isRead;
    private Deque<Map.Entry<String, Run>> left = new ArrayDeque<>();
    private Run giving;
    private int given;

    private SamplePieces(
            TopicAddress address, TopicRecords records, SampleRules rules, KnownSchemas schemas, int window) {
        this.address = address;
        this.records = records;
        this.rules = rules;
        this.window = window;
        this.schemas = schemas;
        this.decoder = new SampleDecoder(WindowCheck.ANY_SHAPE, schemas, rules.mapping());
    }

    /** Opens a topic. To be closed. */
    static SamplePieces open(TopicAddress address, SampleRules rules, DataFormat format) throws IOException {
        if (format.slicing() == null) {
            throw new DataFormatException(
                    address.name(), "a length of windows to cut the samples into", "none", DataFeature.SLICING);
        }
        KnownSchemas schemas = KnownSchemas.ofAnyRecord(
                address.files().schemas().stream().map(Path::of).toList());
        return new SamplePieces(
                address,
                TopicRecords.open(address),
                rules,
                schemas,
                format.slicing().window());
    }

    @Override
    public Piece next() throws IOException {
        while (!isRead && ready.isEmpty()) {
            ConsumerRecord<byte[], byte[]> record = taken < address.max() ? records.next() : null;
            if (record == null) {
                end();
            } else {
                take(record);
            }
        }
        if (!ready.isEmpty()) {
            return ready.poll();
        }
        return sample();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        taken++;
        Supplier<String> place = TopicReader.place(record);
        try {
            SampleBlock block =
                    decoder.decode(record.key(), record.value(), record.timestamp(), TopicReader.origin(record));
            if (grid == null) {
                describe(block, place);
            }
            Runs runs = series.computeIfAbsent(block.series(), name -> new Runs());
            SampleGrid.State before = runs.state == null ? grid.start() : runs.state;
            take(runs, grid.take(before, new SampleGrid.TimedBlock(block.startMicros(), block.values())));
        } catch (RejectedRecordException e) {
            ready.add(new Piece.Unusable(place, e.getMessage()));
        }
    }

    private void take(Runs runs, SampleGrid.Step step) {
        runs.add(step);
        doubled += step.losses().doubled();
        late += step.losses().late();
        incomplete += step.losses().incomplete();
    }

    /** From the first block: what all others must have as well. */
    private void describe(SampleBlock block, Supplier<String> place) throws RejectedRecordException {
        if (block.sampleRate() == 0) {
            throw new RejectedRecordException(RejectReason.WRONG_SAMPLE_RATE, "samples per second", "none");
        }
        WindowShape sample = new WindowShape(1, block.channels());
        grid = rules.slicing().grid(block.sampleRate(), block.channels());
        decoder = new SampleDecoder(
                WindowCheck.ofModel(sample, block.sampleRate(), StartBounds.ANY), schemas, rules.mapping());
        List<Channel> named =
                rules.channelNames().stream().map(name -> new Channel(name, "")).toList();
        ready.add(new Piece.Description(place, named, block.sampleRate(), 0));
    }

    private void end() {
        isRead = true;
        int runs = 0;
        for (Map.Entry<String, Runs> entry : series.entrySet()) {
            take(entry.getValue(), grid.release(entry.getValue().state));
            for (Run run : entry.getValue().runs) {
                runs++;
                if (run.filled / grid.channels() < window) {
                    tooShort++;
                } else {
                    left.add(Map.entry(entry.getKey(), run));
                }
            }
        }
        ready.add(new Piece.Remark(address.name() + ": " + Count.of(taken, "record") + ", "
                + (series.size() == 1 ? "1 series" : series.size() + " series") + " in " + Count.of(runs, "run")
                + " without a gap" + describeLosses()));
    }

    private String describeLosses() {
        return (tooShort > 0 ? "; " + tooShort + " shorter than a window" : "")
                + (doubled > 0 ? "; " + Count.of(doubled, "sample") + " doubled" : "")
                + (late > 0 ? "; " + Count.of(late, "sample") + " too late" : "")
                + (incomplete > 0 ? "; " + Count.of(incomplete, "sample") + " incomplete" : "");
    }

    private Piece sample() {
        if (giving == null) {
            Map.Entry<String, Run> next = left.poll();
            if (next == null) {
                return null;
            }
            giving = next.getValue();
            given = 0;
            long start = giving.startMicros;
            double spacing = MICROS_PER_SECOND / grid.rate();
            return new Piece.SeriesStart(
                    () -> address.name() + ", series " + next.getKey(),
                    next.getKey(),
                    grid.channels(),
                    List.of(),
                    new Piece.SeriesSource(next.getKey(), sample -> instant(start + Math.round(sample * spacing))));
        }
        if (given == giving.filled) {
            giving = null;
            return new Piece.SeriesEnd();
        }
        float[] values = Arrays.copyOfRange(giving.samples, given, given + grid.channels());
        given += grid.channels();
        return new Piece.Sample(values, new Piece.Label(address::name, null));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }

    @Override
    public void close() {
        records.close();
    }
}
