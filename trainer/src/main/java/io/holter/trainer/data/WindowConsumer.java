package io.holter.trainer.data;

import io.holter.core.WindowShape;
import java.io.IOException;

/** Receives one window after another. */
@FunctionalInterface
public interface WindowConsumer {

    /** Says what windows will come: once, before the first of them. */
    default void begin(WindowShape shape, Signal signal) throws IOException {}

    /**
     * Takes a window.
     *
     * @param window float[length × channels], time-major, finite; only until this returns
     * @param anomaly whether its label says anomaly; false without labels
     */
    void accept(float[] window, boolean anomaly) throws IOException;
}
