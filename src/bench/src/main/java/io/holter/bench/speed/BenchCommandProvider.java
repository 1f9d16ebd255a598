package io.holter.bench.speed;

import io.holter.app.CommandProvider;

/** Adds {@code bench} to the command line. */
public final class BenchCommandProvider implements CommandProvider {

    @Override
    public Object command() {
        return new BenchCommand();
    }
}
