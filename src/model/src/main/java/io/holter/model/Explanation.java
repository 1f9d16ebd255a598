// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

/**
 * What a model says of some windows beside their scores. Not copied: whoever receives it owns the arrays.
 *
 * @param errors score of each window, float[count], in normalised units; +∞ where it could not be computed
 * @param channelErrors error of each channel, float[count × channels], window after window; their mean over the
 *     channels is the error of the window's reconstruction, which may be all of its score or a part of it
 * @param reconstruction what was expected instead of each window, float[count × length × channels], raw units, each
 *     window time-major
 */
public record Explanation(float[] errors, float[] channelErrors, float[] reconstruction) {}
