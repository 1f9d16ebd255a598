// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import io.holter.app.CommandProvider;

/** The provider of {@code bench-training}. */
public final class TrainingBenchCommandProvider implements CommandProvider {

    @Override
    public Object command() {
        return new TrainingBenchCommand();
    }
}
