package io.holter.data;

import io.holter.core.WindowShape;
import io.holter.data.set.Signal;
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

    /** Takes a line for people on what was passed over. Goes to standard error where nobody takes it. */
    default void remark(String line) {
        System.err.println("holter: " + line);
    }
}
