// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import io.holter.schemas.Channel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of the windows of a set beyond their shape.
 *
 * @param sources names of the files, URLs or topics that they came from, without their folders
 * @param channels the channels of a window, in their order; empty where only their number is known
 * @param sampleRate samples per second and channel, Hz; 0 where unknown
 * @param height rows of the image that a window holds row by row, its length being rows × columns; 0 for windows of
 *     time
 */
public record Signal(List<String> sources, List<Channel> channels, float sampleRate, int height) {

    public Signal {
        sources = List.copyOf(sources);
        channels = List.copyOf(channels);
    }

    /** Windows of time of which nothing is known but where they came from. */
    public static Signal from(List<String> sources) {
        return new Signal(sources, List.of(), 0, 0);
    }

    /**
     * The channels, named {@code channel0} and so on where only their number is known.
     *
     * @param number that number
     */
    public List<Channel> channels(int number) {
        if (!channels.isEmpty()) {
            return channels;
        }
        return IntStream.range(0, number)
                .mapToObj(c -> new Channel("channel" + c, ""))
                .toList();
    }
}
