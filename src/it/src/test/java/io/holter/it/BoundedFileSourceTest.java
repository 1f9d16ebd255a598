// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.kafka.RecordedSeries;
import io.holter.app.kafka.WindowProducer;
import io.holter.data.DataFormat;
import io.holter.data.DataWindow;
import io.holter.data.WindowFiles;
import io.holter.data.WindowStream;
import io.holter.job.Swings;
import io.holter.job.Topology;
import io.holter.job.decode.RawRecord;
import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.schemas.Reject;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read by pull, so that a bounded Flink source can be fed from it and the topology judges it to its end. */
class BoundedFileSourceTest {

    private static final int WINDOWS = 200;
    private static final int ALARMING_EVERY = 40;

    @TempDir
    private Path folder;

    @Test
    void theTopologyJudgesAFileToItsEnd() throws Exception {
        Path model = folder.resolve("model");
        MeanModel.write(model, Swings.SHAPE);
        JobSettings settings = JobSettings.of(
                Map.of(
                        "kafka.bootstrap.servers",
                        "nowhere:9092",
                        "model",
                        model.toString(),
                        "checkpoint.interval",
                        "0"),
                "test");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        @SuppressWarnings("deprecation") // Flink's own sources take a list or a generator, and this has neither
        DataStream<RawRecord> records =
                environment.fromCollection(new FileRecords(file()), TypeInformation.of(RawRecord.class));
        Topology topology = Topology.build(records, settings);
        topology.rejects().map(Reject::toString).returns(String.class).print();

        List<Long> offsets = topology.alerts().executeAndCollect(WINDOWS).stream()
                .map(alert -> alert.getOrigin().getOffset())
                .toList();
        List<Long> expected = new ArrayList<>();
        for (long i = ALARMING_EVERY - 1; i < WINDOWS; i += ALARMING_EVERY) {
            expected.add(i);
        }
        assertThat(offsets).containsExactlyElementsOf(expected);
    }

    private String file() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= WINDOWS; i++) {
            float[] values = Swings.values(i % ALARMING_EVERY == 0 ? Swings.ALARMING : Swings.QUIET);
            for (int v = 0; v < values.length; v++) {
                rows.append(v == 0 ? "" : ",").append(values[v]);
            }
            rows.append('\n');
        }
        return Files.writeString(folder.resolve("windows.csv"), rows).toString();
    }

    /** The windows of a file as records of a topic; opened where Flink runs it. */
    private static final class FileRecords implements Iterator<RawRecord>, Serializable {

        private static final long serialVersionUID = 1L;

        private final String file;
        private transient WindowStream windows;
        private transient RecordedSeries series;
        private transient DataWindow next;
        private transient long offset;

        FileRecords(String file) {
            this.file = file;
        }

        @Override
        public boolean hasNext() {
            try {
                if (windows == null) {
                    DataFormat format = DataFormat.unlabelled().withChannels(Swings.SHAPE.channels());
                    windows = WindowFiles.open(List.of(file), format, line -> {});
                    series = new RecordedSeries(3, Swings.SHAPE.channels(), 250, Instant.ofEpochSecond(1_700_000_000));
                }
                if (next == null) {
                    next = windows.next();
                }
                if (next == null) {
                    windows.close();
                }
                return next != null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public RawRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                byte[] value = WindowProducer.encode(series.next(next.values()));
                next = null;
                return new RawRecord("file", 0, offset++, null, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
