// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.app.process.StopSignal;
import io.holter.trainer.command.TrainingBar;
import io.holter.trainer.training.Progress;
import java.util.concurrent.CancellationException;

/** The progress of a training in the demo, which gives it up when the demo is to stop. */
final class DemoTraining implements Progress, AutoCloseable {

    private final DemoConsole console;
    private final StopSignal stop;
    private final TrainingBar bar;

    DemoTraining(DemoConsole console, StopSignal stop) {
        this.console = console;
        this.stop = stop;
        this.bar = new TrainingBar(console.err());
    }

    @Override
    public void epoch(int epoch, int epochs, double loss, double validationLoss) {
        if (stop.isRequested()) {
            throw new CancellationException("stopped while training");
        }
        if (!console.headless()) {
            bar.epoch(epoch, epochs, loss, validationLoss);
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
