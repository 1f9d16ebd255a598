// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.trainer.training.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The progress of a training on the terminal: a bar with both losses on a terminal, a line for every tenth of the
 * epochs elsewhere (a log file, a CI run).
 */
public final class TrainingBar implements Progress, AutoCloseable {

    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;
    private static final int LINES = 10;

    private final PrintWriter err;
    private final boolean terminal;
    private ProgressBar bar;

    /**
     * Shows nothing yet.
     *
     * @param err where to; stays open
     */
    public TrainingBar(PrintWriter err) {
        this.err = err;
        this.terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void epoch(int epoch, int epochs, double loss, double validationLoss) {
        if (terminal) {
            if (bar == null) {
                bar = start(epochs);
            }
            bar.stepTo(epoch);
            bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f, val %.4f", loss, validationLoss));
        } else if ((long) epoch * LINES / epochs > (epoch - 1L) * LINES / epochs) {
            err.printf(
                    Locale.ROOT, "epoch %d/%d: loss %.4f, validation loss %.4f%n", epoch, epochs, loss, validationLoss);
            err.flush();
        }
    }

    private ProgressBar start(int epochs) {
        return new ProgressBarBuilder()
                .setTaskName("Training")
                .setInitialMax(epochs)
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(WIDTH)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            err.print("\r" + line);
                            err.flush();
                        },
                        WIDTH))
                .build();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            err.println();
            err.flush();
        }
    }
}
