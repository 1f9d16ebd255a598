package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import java.io.IOException;

/** Receives windows, and where they were cut from series. */
interface CutConsumer extends WindowConsumer {

    /** Says that the windows that follow are cut from a series. */
    void beginSeries() throws IOException;

    /** Takes a window that begins at the sample {@code start} of the series. */
    void acceptCut(float[] window, boolean anomaly, int start) throws IOException;

    /** Says what the series was that all windows since {@link #beginSeries} were cut from. */
    void endSeries(Series series) throws IOException;

    /** Passes windows on without where they were cut. */
    static CutConsumer of(WindowConsumer consumer) {
        return new CutConsumer() {
            @Override
            public void begin(WindowShape shape, Signal signal) throws IOException {
                consumer.begin(shape, signal);
            }

            @Override
            public void accept(float[] window, boolean anomaly) throws IOException {
                consumer.accept(window, anomaly);
            }

            @Override
            public void beginSeries() {}

            @Override
            public void acceptCut(float[] window, boolean anomaly, int start) throws IOException {
                consumer.accept(window, anomaly);
            }

            @Override
            public void endSeries(Series series) {}

            @Override
            public void remark(String line) {
                consumer.remark(line);
            }
        };
    }
}
