// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * The numbers of a network outside of any graph.
 *
 * @param values by the names under which the network asks for them
 */
public record Weights(Map<String, Values> values) {

    /**
     * One variable.
     *
     * @param shape its shape
     * @param values row by row
     */
    public record Values(Shape shape, float[] values) {

        public Values {
            if (shape.size() != values.length) {
                throw new IllegalArgumentException(
                        "a variable of " + shape + " has " + shape.size() + " values, got " + values.length);
            }
        }
    }

    public Weights {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Numbers in all, moving averages among them. */
    public long count() {
        return values.values().stream().mapToLong(v -> v.values.length).sum();
    }
}
