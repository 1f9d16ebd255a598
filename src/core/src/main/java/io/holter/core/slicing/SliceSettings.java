// SPDX-License-Identifier: Apache-2.0
package io.holter.core.slicing;

import io.holter.core.KnownKeys;
import io.holter.core.NumberSettings;
import io.holter.core.WindowShape;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How windows are cut from samples: the same for training and for the job.
 *
 * @param stride samples from the start of a window to the start of the next; 0 for the length of a window
 * @param maxFilled samples of a gap that are filled at most, 0 or more
 * @param lateness how much later than newer samples a block may come, seconds, 0 or more
 * @param jitter how far from the expected time a block may start that follows the one before, seconds, 0 or more
 */
public record SliceSettings(int stride, int maxFilled, double lateness, double jitter) implements Serializable {

    /** What holds where nothing else is said. */
    public static final SliceSettings DEFAULT = new SliceSettings(0, 3, 2, 0);

    /** Key of {@link #stride}. */
    public static final String STRIDE = "slice.stride";

    /** Key of {@link #maxFilled}. */
    public static final String MAX_FILLED = "slice.max-filled";

    /** Key of {@link #lateness}. */
    public static final String LATENESS = "slice.lateness";

    /** Key of {@link #jitter}. */
    public static final String JITTER = "slice.jitter";

    private static final String PREFIX = "slice.";
    private static final KnownKeys KNOWN = new KnownKeys(Set.of(STRIDE, MAX_FILLED, LATENESS, JITTER));
    private static final double MICROS = 1e6;
    private static final double DAY = 86_400;
    private static final int MAX_SAMPLES = 1 << 20;

    /**
     * Reads them.
     *
     * @param settings values by key; keys of anything else are passed over
     * @param where what to name in an error, such as the file that they come from
     * @throws io.holter.core.WrongArtefactException if a value cannot be used, or a key of these is not known
     */
    public static SliceSettings read(Map<String, String> settings, String where) {
        KNOWN.require(
                where,
                "",
                settings.keySet().stream().filter(key -> key.startsWith(PREFIX)).collect(Collectors.toSet()));
        NumberSettings numbers = new NumberSettings(settings, where);
        String samples = "0 to " + MAX_SAMPLES + " samples";
        String seconds = "0 to 86400 seconds";
        return new SliceSettings(
                numbers.count(STRIDE, DEFAULT.stride, n -> n >= 0 && n <= MAX_SAMPLES, samples),
                numbers.count(MAX_FILLED, DEFAULT.maxFilled, n -> n >= 0 && n <= MAX_SAMPLES, samples),
                numbers.number(LATENESS, DEFAULT.lateness, s -> s >= 0 && s <= DAY, seconds),
                numbers.number(JITTER, DEFAULT.jitter, s -> s >= 0 && s <= DAY, seconds));
    }

    /** The stride of windows of a length. */
    public int strideOf(int length) {
        return stride == 0 ? length : stride;
    }

    /** The grid of samples of a rate, Hz. */
    public SampleGrid grid(double rate, int channels) {
        return new SampleGrid(rate, channels, maxFilled, Math.round(lateness * MICROS), Math.round(jitter * MICROS));
    }

    /** The way of cutting windows of a shape. */
    public SlidingWindows windows(WindowShape shape) {
        return new SlidingWindows(shape, strideOf(shape.length()));
    }
}
