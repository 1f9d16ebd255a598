// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import io.holter.schemas.Origin;
import java.util.Map;

/**
 * What an alert on a window will need besides the score. It travels only with windows whose score could be anomalous,
 * because it weighs a hundred times as much as the score.
 *
 * @param sampleRate samples per second and channel, Hz; 0 where unknown
 * @param observed the window, raw units, float[length × channels], time-major
 * @param expected its reconstruction, same units and order
 * @param channelErrors error of each channel, normalised units, float[channels]
 * @param tags tags of the window
 * @param origin the record that the window came in
 */
public record Evidence(
        float sampleRate,
        float[] observed,
        float[] expected,
        float[] channelErrors,
        Map<String, String> tags,
        Origin origin) {}
