package io.holter.data;

import java.io.IOException;

/** Takes the samples of one series one after another. */
public interface SampleConsumer {

    /**
     * Takes a sample.
     *
     * @param sample float[channels], finite; the reader's again when this returns
     * @param anomaly whether it is anomalous, by {@link WindowCollector#isAnomaly}
     */
    void sample(float[] sample, boolean anomaly) throws IOException;

    /**
     * Ends the series.
     *
     * @throws io.holter.core.WrongArtefactException if it was shorter than a window
     */
    void end() throws IOException;
}
