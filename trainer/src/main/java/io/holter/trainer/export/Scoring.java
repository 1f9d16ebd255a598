// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import io.holter.trainer.linear.Neighbourhood;
import io.holter.trainer.network.ScoreError;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How the graph scores. With e the error of a window, the mean over its values, its score is e; or beside a
 * neighbourhood √(e · d²/size), where d is the distance to the nearest normal window, both normalised: the geometric
 * mean of two squared differences a value, so that it keeps the error's units. By absolute errors it is √(e · √(d²/size)).
 *
 * @param error the error of a value
 * @param neighbourhood where normal windows lie, normalised; empty where the error alone is the score
 */
public record Scoring(ScoreError error, Optional<Neighbourhood> neighbourhood) {

    /** By the error alone. */
    public static Scoring by(ScoreError error) {
        return new Scoring(error, Optional.empty());
    }

    /**
     * In a graph: the scores.
     *
     * @param errors [−1], error of each window
     * @param normalised [−1, size]
     * @return [−1]
     */
    Operand<TFloat32> scores(Ops tf, Operand<TFloat32> errors, Operand<TFloat32> normalised) {
        if (neighbourhood.isEmpty()) {
            return errors;
        }
        Operand<TFloat32> square = meanSquare(tf, neighbourhood.get(), normalised);
        Operand<TFloat32> distance = error == ScoreError.SQUARED ? square : tf.math.sqrt(square);
        // Root by root: the product of two large ones is beyond single precision.
        return tf.math.mul(tf.math.sqrt(errors), tf.math.sqrt(distance));
    }

    /** d²/size; infinite where a value of the window is too large to be squared. */
    private static Operand<TFloat32> meanSquare(Ops tf, Neighbourhood normal, Operand<TFloat32> normalised) {
        int size = normal.mean().length;
        Operand<TFloat32> centred = tf.math.sub(normalised, tf.constant(normal.mean()));
        Operand<TFloat32> square = tf.reduceSum(tf.math.square(centred), tf.constant(1));
        Operand<TFloat32> nearer = square;
        if (normal.components().length > 0) {
            Operand<TFloat32> codes = tf.linalg.matMul(centred, transposed(tf, normal.components()));
            Operand<TFloat32> products = tf.linalg.matMul(codes, transposed(tf, normal.centres()));
            Operand<TFloat32> differences =
                    tf.math.sub(tf.constant(squares(normal.centres())), tf.math.mul(products, tf.constant(2f)));
            nearer = tf.math.add(square, tf.reduceMin(differences, tf.constant(1)));
        }
        Operand<TFloat32> least = tf.math.maximum(nearer, tf.constant(0f));
        Operand<TFloat32> finite = tf.select(tf.math.isFinite(square), least, tf.constant(Float.POSITIVE_INFINITY));
        return tf.math.div(finite, tf.constant((float) size));
    }

    /** [columns, rows] of float[rows][columns]. */
    private static Operand<TFloat32> transposed(Ops tf, float[][] rows) {
        int columns = rows[0].length;
        float[] values = new float[columns * rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns; c++) {
                values[c * rows.length + r] = rows[r][c];
            }
        }
        return tf.constant(Shape.of(columns, rows.length), DataBuffers.of(values));
    }

    private static float[] squares(float[][] vectors) {
        float[] squares = new float[vectors.length];
        for (int i = 0; i < squares.length; i++) {
            for (float value : vectors[i]) {
                squares[i] += value * value;
            }
        }
        return squares;
    }
}
