// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import io.holter.schemas.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One endless series of heartbeats, each cut out as a window around its R peak: {@value #LENGTH} samples at
 * {@value #SAMPLE_RATE} Hz, {@value #BEFORE_R} of them before the peak, in mV.
 *
 * <p>The same name, origin, share and start give the same windows. Not for several threads at once.
 */
public final class BeatSeries {

    /** Samples in a window. */
    public static final int LENGTH = 140;

    /** Samples per second, Hz. */
    public static final int SAMPLE_RATE = 250;

    /** Samples of a window before the R peak. */
    public static final int BEFORE_R = 55;

    private static final int BEATS_TO_SETTLE = 3;

    /** 2^64 divided by the golden ratio: spreads seeds that stand close together. */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private static final int KEPT = 256;
    private static final Map<String, String> TAGS = Map.of("unit", "mV");

    private final String name;
    private final long startMillis;
    private final double noise;
    private final RandomGenerator noiseSource;
    private final Abnormality abnormality;
    private final Heart heart;
    private final float[] recent = new float[KEPT];
    private long samples;

    /**
     * What everything random about a series is drawn from.
     *
     * @param heart seed of what stays the same: the heart and the recorder
     * @param recording seed of what differs between two recordings of them: rhythm, noise, and when something is
     *     abnormal
     */
    public record Origin(long heart, long recording) {}

    /**
     * Draws a heart and a recorder and lets the heart settle for a few beats.
     *
     * @param name the series
     * @param origin what everything random is drawn from
     * @param abnormalShare probability of a beat being abnormal, 0 to 1
     * @param start time of the first sample
     */
    public BeatSeries(String name, Origin origin, double abnormalShare, Instant start) {
        if (!(abnormalShare >= 0 && abnormalShare <= 1)) {
            throw new IllegalArgumentException(
                    "the share of abnormal beats lies between 0 and 1, got " + abnormalShare);
        }
        this.name = name;
        this.startMillis = start.toEpochMilli();
        SeriesProfile profile = SeriesProfile.draw(new SplittableRandom(origin.heart));
        SplittableRandom random = new SplittableRandom(origin.heart ^ origin.recording * GOLDEN_RATIO);
        noise = profile.noise();
        noiseSource = random.split();
        abnormality = new Abnormality(profile, random.split());
        heart = new Heart(profile, abnormality, abnormalShare, random.split());
        for (int i = 0; i < BEATS_TO_SETTLE; i++) {
            runToPeak();
        }
    }

    /**
     * Several series of one population, named {@code ecg-01}, {@code ecg-02} and so on, each with a heart of its own.
     *
     * @param count how many, 1 or more
     * @param origin what all of them are drawn from; the same heart seed with another recording seed gives other
     *     recordings of the same hearts
     * @param abnormalShare probability of a beat being abnormal, 0 to 1
     * @param start time of their first samples
     */
    public static List<BeatSeries> population(int count, Origin origin, double abnormalShare, Instant start) {
        if (count < 1) {
            throw new IllegalArgumentException("a population needs at least one series, got " + count);
        }
        SplittableRandom hearts = new SplittableRandom(origin.heart);
        int digits = Math.max(2, Integer.toString(count).length());
        List<BeatSeries> series = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            String name = ("ecg-%0" + digits + "d").formatted(i);
            series.add(new BeatSeries(name, new Origin(hearts.nextLong(), origin.recording), abnormalShare, start));
        }
        return series;
    }

    /** The window of the next beat. */
    public GeneratedWindow next() {
        long peak = runToPeak();
        Condition truth = heart.condition();
        long first = peak - BEFORE_R;
        // The next peak is at least 0.64 cycles away: later than the end of this window at any rate that is drawn.
        while (samples < first + LENGTH) {
            sample();
        }
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = recent[(int) ((first + i) % KEPT)];
        }
        abnormality.record(truth, values);
        return new GeneratedWindow(window(startMillis + first * 1000 / SAMPLE_RATE, values), truth);
    }

    private long runToPeak() {
        while (!sample()) {
            // until the R peak
        }
        return samples - 1;
    }

    private boolean sample() {
        boolean peak = heart.advance(1.0 / SAMPLE_RATE);
        recent[(int) (samples % KEPT)] = (float) (heart.millivolts() + noise * noiseSource.nextGaussian());
        samples++;
        return peak;
    }

    private Window window(long start, float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float v : values) {
            boxed.add(v);
        }
        return new Window(name, Instant.ofEpochMilli(start), (float) SAMPLE_RATE, LENGTH, 1, boxed, TAGS);
    }
}
