// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

/**
 * What a model says of some windows beside their errors. Not copied: whoever receives it owns the arrays.
 *
 * @param errors error of each window, float[count], in normalised units; +∞ where it could not be computed
 * @param channelErrors error of each channel, float[count × channels], window after window; their mean over the
 *     channels is the window's error
 * @param reconstruction what was expected instead of each window, float[count × length × channels], raw units, each
 *     window time-major
 */
public record Explanation(float[] errors, float[] channelErrors, float[] reconstruction) {}
