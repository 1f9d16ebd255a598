// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.training;

import io.holter.trainer.network.Geometry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How training windows are varied, each time anew, so that what is normal is learned in more forms than the data shows.
 * All draws are uniform.
 *
 * @param shift largest move, in samples of a window or in pixels of an image along both sides, 0 or more; what moves in
 *     repeats the edge
 * @param scale largest change of the amplitude of a window of time, as a share, 0 to below 1
 * @param jitter standard deviation of noise on a window of time, as a share of that of the window, 0 or more
 * @param flip whether every other image is mirrored, left to right
 * @param rotation largest turn of an image, degrees, 0 to 180
 */
public record Augmentation(int shift, double scale, double jitter, boolean flip, double rotation) {

    /** Windows as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, false, 0);

    public Augmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("a shift is 0 or more, got " + shift);
        }
        if (!(scale >= 0 && scale < 1)) {
            throw new IllegalArgumentException("a change of scale lies from 0 to below 1, got " + scale);
        }
        if (!(jitter >= 0) || Double.isInfinite(jitter)) {
            throw new IllegalArgumentException("jitter is 0 or more, got " + jitter);
        }
        if (!(rotation >= 0 && rotation <= 180)) {
            throw new IllegalArgumentException("a rotation lies between 0 and 180 degrees, got " + rotation);
        }
    }

    /**
     * Makes sure that windows of a geometry can be varied so.
     *
     * @throws IllegalArgumentException if not; the message says why
     */
    public void check(Geometry geometry) {
        if (!geometry.isImage() && (flip || rotation > 0)) {
            throw new IllegalArgumentException("only images are flipped and rotated, and these are windows of time");
        }
        if (geometry.isImage() && (scale > 0 || jitter > 0)) {
            throw new IllegalArgumentException(
                    "only windows of time change their scale and jitter, and these are images");
        }
        int side = geometry.isImage() ? Math.min(geometry.rows(), geometry.columns()) : geometry.rows();
        if (shift >= side) {
            throw new IllegalArgumentException(
                    "a shift by " + shift + " leaves nothing of windows of " + side + ": it must be smaller");
        }
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("shift", String.valueOf(shift));
        settings.put("scale", String.valueOf(scale));
        settings.put("jitter", String.valueOf(jitter));
        settings.put("flip", String.valueOf(flip));
        settings.put("rotation", String.valueOf(rotation));
        return settings;
    }
}
