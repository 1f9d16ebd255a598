// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import io.holter.core.slicing.SampleGrid.Losses;
import io.holter.core.slicing.SampleGrid.Run;
import io.holter.core.slicing.SampleGrid.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples with missing values, made whole: short gaps are filled by lines between the values of their channel, and where
 * a channel is missing for too long, a run ends. It looks at the samples once, one after the other.
 */
final class GapFilling {

    private final int channels;
    private final int maxFilled;
    private final double spacing;
    private final float[] all;
    private final double start;
    private final int[] latest;
    private final List<Run> runs = new ArrayList<>();
    private final List<Span> lost = new ArrayList<>();
    private Losses losses = new Losses(0, 0, 0, 0);
    private float[] held;
    private int base;
    private boolean isGiven;

    private GapFilling(SampleGrid grid, float[] all, double start, boolean isHeld) {
        this.channels = grid.channels();
        this.maxFilled = grid.maxFilled();
        this.spacing = grid.spacing();
        this.all = all;
        this.start = start;
        this.latest = new int[channels];
        this.base = isHeld ? 0 : -1;
        this.isGiven = isHeld;
    }

    /**
     * Fills.
     *
     * @param held the last complete sample, which was given out, and those after it; empty where a run is to begin
     * @param came the samples that follow
     * @param startOfCame time of the first of these, microseconds
     */
    static GapFilling of(SampleGrid grid, float[] held, float[] came, double startOfCame) {
        int known = held.length / grid.channels();
        float[] all = Arrays.copyOf(held, held.length + came.length);
        System.arraycopy(came, 0, all, held.length, came.length);
        GapFilling filling = new GapFilling(grid, all, startOfCame - known * grid.spacing(), known > 0);
        for (int i = filling.base + 1; i < all.length / grid.channels(); i++) {
            filling.take(i);
        }
        filling.end();
        return filling;
    }

    /** What is whole. */
    List<Run> runs() {
        return runs;
    }

    /** Times that are in no run. */
    List<Span> lost() {
        return lost;
    }

    /** Samples that are in none. */
    Losses losses() {
        return losses;
    }

    /** The last complete sample, and those after it, which wait for the next value of a channel; empty if none does. */
    float[] held() {
        return held;
    }

    private void take(int i) {
        if (base < 0) {
            begin(i);
            return;
        }
        boolean tooLong = false;
        for (int c = 0; c < channels; c++) {
            latest[c] = Float.isNaN(all[i * channels + c]) ? latest[c] : i;
            tooLong |= i - latest[c] > maxFilled;
        }
        if (tooLong) {
            int complete = give();
            losses = losses.plus(new Losses(0, 0, i - complete, 1));
            lost.add(new Span(at(complete + 1), at(i + 1)));
            base = -1;
        }
    }

    private void begin(int i) {
        if (isComplete(i)) {
            base = i;
            isGiven = false;
            Arrays.fill(latest, i);
        } else {
            losses = losses.plus(new Losses(0, 0, 1, 0));
        }
    }

    private void end() {
        held = base < 0 ? new float[0] : Arrays.copyOfRange(all, give() * channels, all.length);
    }

    /** Gives out all samples behind the base that every channel has a value at or after; the last of them. */
    private int give() {
        int to = Arrays.stream(latest).min().orElseThrow();
        int from = isGiven ? base + 1 : base;
        if (from <= to) {
            int[] filled = IntStream.rangeClosed(from, to)
                    .filter(i -> !isComplete(i))
                    .map(i -> i - from)
                    .toArray();
            for (int c = 0; c < channels && filled.length > 0; c++) {
                interpolate(c, to);
            }
            float[] samples = Arrays.copyOfRange(all, from * channels, (to + 1) * channels);
            runs.add(new Run(isGiven, Math.round(at(from)), samples, filled));
        }
        base = to;
        isGiven = true;
        return to;
    }

    private boolean isComplete(int i) {
        for (int v = i * channels; v < (i + 1) * channels; v++) {
            if (Float.isNaN(all[v])) {
                return false;
            }
        }
        return true;
    }

    /** By lines between the values of a channel, from the base on. */
    private void interpolate(int channel, int to) {
        int last = base;
        for (int i = base + 1; last < to; i++) {
            float value = all[i * channels + channel];
            if (Float.isNaN(value)) {
                continue;
            }
            double before = all[last * channels + channel];
            for (int j = last + 1; j < i; j++) {
                double part = (j - last) / (double) (i - last);
                all[j * channels + channel] = (float) (before + part * (value - before));
            }
            last = i;
        }
    }

    private double at(int i) {
        return start + i * spacing;
    }
}
