package io.holter.bench.speed;

import io.holter.app.CommandProvider;

/** Adds {@code bench-training} to the command line. */
public final class TrainingBenchCommandProvider implements CommandProvider {

    @Override
    public Object command() {
        return new TrainingBenchCommand();
    }
}
