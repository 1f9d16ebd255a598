// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import io.holter.core.WindowShape;
import io.holter.schemas.ModelCard;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How the graph brings windows from raw units to dimensionless ones, and reconstructions back. */
public sealed interface Normalisation permits AffineNormalisation, WindowNormalisation, DriftFreeNormalisation {

    /** The kinds to choose from. */
    enum Kind {
        /** To the range from 0 to 1, by the least and the greatest value of all training windows. */
        MINMAX,
        /** To mean 0 and standard deviation 1 of each channel over all training windows. */
        STANDARD,
        /** To mean 0 and standard deviation 1 of each channel in each window: level and amplitude do not count. */
        WINDOW,
        /** Raw units as they are. */
        NONE;

        /** As a card writes it. */
        public String cardName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind that a card names; {@link #STANDARD} where it names none. */
        public static Kind of(ModelCard card) {
            String named = card.getNormalisationKind().isEmpty()
                    ? card.getSettings().getOrDefault("normalisation", "")
                    : card.getNormalisationKind();
            return Arrays.stream(values())
                    .filter(kind -> kind.cardName().equals(named))
                    .findFirst()
                    .orElse(STANDARD);
        }
    }

    /**
     * The normalisation of a kind, with numbers from training windows.
     *
     * @param windows at least one, each time-major, raw units; looked at more than once
     */
    static Normalisation of(Kind kind, WindowShape shape, Iterable<float[]> windows) {
        return switch (kind) {
            case MINMAX -> AffineNormalisation.ranging(shape, windows);
            case STANDARD -> AffineNormalisation.standardising(shape, windows);
            case WINDOW -> WindowNormalisation.of(shape, windows);
            case NONE -> AffineNormalisation.none(shape);
        };
    }

    /** The way back of a batch of windows. */
    @FunctionalInterface
    interface Inverse {
        /** From [−1, size] normalised to [−1, size] in raw units. */
        Operand<TFloat32> apply(Operand<TFloat32> normalised);
    }

    /**
     * Windows in dimensionless units.
     *
     * @param values [−1, size]
     * @param inverse the way back to raw units for these very windows
     */
    record Normalised(Operand<TFloat32> values, Inverse inverse) {}

    /**
     * Normalises a window in place, outside of any graph.
     *
     * @param window float[length × channels], time-major, raw units before and dimensionless after
     */
    void normalise(float[] window);

    /** Windows normalised, each when it is asked for. */
    default List<float[]> normalised(List<float[]> raw) {
        return new AbstractList<>() {
            @Override
            public float[] get(int i) {
                float[] window = raw.get(i).clone();
                normalise(window);
                return window;
            }

            @Override
            public int size() {
                return raw.size();
            }
        };
    }

    /** In a graph: normalises [−1, size] in raw units. */
    Normalised apply(Ops tf, Operand<TFloat32> windows);

    /**
     * The way back for windows that are made from codes alone. Where each window was normalised by its own statistics,
     * which a code does not hold, they stay as they are.
     */
    Inverse ofCodes(Ops tf);

    /** Whether normalised training windows lie between 0 and 1. */
    boolean isBounded();

    /** Mean of all values of all training windows, normalised, as far as that is known; else 0. */
    float level();

    /** In words, with its numbers. */
    String describe();
}
