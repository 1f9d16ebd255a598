// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.trainer.network.Geometry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sine waves of one period at any phase, around 3: small windows that a network learns quickly. For tests. */
final class Waves {

    static final WindowShape SHAPE = new WindowShape(16, 1);
    static final Geometry GEOMETRY = Geometry.of(SHAPE, 0);

    private Waves() {}

    static WindowSet set(int count, long seed) {
        Random random = new Random(seed);
        List<float[]> waves = new ArrayList<>();
        for (int w = 0; w < count; w++) {
            double phase = random.nextDouble() * 2 * Math.PI;
            float[] wave = new float[SHAPE.size()];
            for (int t = 0; t < wave.length; t++) {
                wave[t] = (float) (3 + Math.sin(phase + t * 2 * Math.PI / wave.length));
            }
            waves.add(wave);
        }
        try {
            return WindowSet.unlabelled(SHAPE, waves, "waves");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
