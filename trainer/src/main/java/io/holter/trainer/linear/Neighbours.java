// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.linear;

import java.util.Arrays;
import java.util.List;

/**
 * Euclidean distances to the nearest of some reference windows. Exact, by comparing with all of them; for any number of
 * threads at once. A reference is the nearest of its own.
 */
public final class Neighbours {

    /** References that are compared with at once: a row of them, one value of each, stays in the fastest cache. */
    private static final int TILE = 256;

    private final int nearest;
    private final int count;
    private final int size;

    /** float[tile][size × TILE]: for each value of a window its value in every reference of the tile, one by one. */
    private final float[][] tiles;

    /**
     * Holds references.
     *
     * @param references at least one, each float[size]; as many values as fit the heap
     * @param nearest how many neighbours count; all references where there are fewer
     */
    public Neighbours(List<float[]> references, int nearest) {
        this.count = references.size();
        this.nearest = Math.min(nearest, count);
        this.size = references.get(0).length;
        this.tiles = new float[(count + TILE - 1) / TILE][size * TILE];
        for (int r = 0; r < count; r++) {
            float[] reference = references.get(r);
            for (int v = 0; v < size; v++) {
                tiles[r / TILE][v * TILE + r % TILE] = reference[v];
            }
        }
    }

    /**
     * Mean distance of a window, float[size], to its nearest references (Ramaswamy, Rastogi, Shim, <em>Efficient
     * Algorithms for Mining Outliers from Large Data Sets</em>, SIGMOD 2000, with the mean over the neighbours, as
     * Angiulli and Pizzuti, PKDD 2002, take their sum).
     */
    public double distance(float[] window) {
        double sum = 0;
        for (float square : nearest(window, 0)) {
            sum += Math.sqrt(square);
        }
        return sum / nearest;
    }

    /** Distance of a window, float[size], to the farthest of its nearest references. */
    public double farthest(float[] window) {
        return Math.sqrt(nearest(window, 0)[nearest - 1]);
    }

    /** Whether all nearest references of a window, float[size], are within a radius: quick where many are. */
    public boolean areWithin(float[] window, double radius) {
        double most = radius * radius;
        return nearest(window, most)[nearest - 1] <= most;
    }

    /** The smallest squared distances, rising; or some of which none is above what is enough, as soon as there are. */
    private float[] nearest(float[] window, double enough) {
        float[] best = new float[nearest];
        Arrays.fill(best, Float.POSITIVE_INFINITY);
        float[] squares = new float[TILE];
        for (int t = 0; t < tiles.length && best[nearest - 1] > enough; t++) {
            Arrays.fill(squares, 0);
            for (int v = 0; v < size; v++) {
                add(tiles[t], v * TILE, window[v], squares);
            }
            int used = Math.min(TILE, count - t * TILE);
            for (int r = 0; r < used; r++) {
                insert(best, squares[r]);
            }
        }
        return best;
    }

    /** A method of its own, so that it is compiled to vector instructions. */
    private static void add(float[] tile, int from, float value, float[] squares) {
        for (int r = 0; r < TILE; r++) {
            float d = tile[from + r] - value;
            squares[r] += d * d;
        }
    }

    /** Keeps the smallest, rising. */
    private static void insert(float[] best, float square) {
        int i = best.length - 1;
        if (!(square < best[i])) {
            return;
        }
        for (; i > 0 && best[i - 1] > square; i--) {
            best[i] = best[i - 1];
        }
        best[i] = square;
    }
}
