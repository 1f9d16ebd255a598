// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.core.WindowShape;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.io.IOException;
import java.util.List;

/** Points on a spiral: ((t + 1)·cos(5t + 1.5), (t + 1)·sin(5t + 1.5)) for t from 0 to 1, evenly. */
final class Spiral {

    /** A point is a window of one sample and two channels. */
    static final WindowShape SHAPE = new WindowShape(1, 2);

    private Spiral() {}

    /** The point at t. */
    static float[] point(double t) {
        return new float[] {(float) ((t + 1) * Math.cos(5 * t + 1.5)), (float) ((t + 1) * Math.sin(5 * t + 1.5))};
    }

    /**
     * Points in the order of t.
     *
     * @param count 2 or more
     */
    static WindowSet points(int count) throws IOException {
        try (WindowSet.Builder points = new WindowSet.Builder(SHAPE)) {
            for (int i = 0; i < count; i++) {
                points.add(point(i / (count - 1.0)), false);
            }
            List<Channel> axes = List.of(new Channel("x", ""), new Channel("y", ""));
            return points.build(false, new Signal(List.of("spiral of " + count + " points"), axes, 0, 0));
        }
    }
}
