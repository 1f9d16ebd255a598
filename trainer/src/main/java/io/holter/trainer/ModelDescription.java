// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import io.holter.core.SampleRate;
import io.holter.model.NameFault;
import io.holter.schemas.Channel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model is called and what it is for: goes to its card.
 *
 * @param name name of the model, not blank
 * @param version version of the model; empty takes the time of the training
 * @param channels the channels of a window, in their order
 * @param sampleRate samples per second and channel, Hz; 0 where unknown
 */
public record ModelDescription(String name, String version, List<Channel> channels, float sampleRate) {

    public ModelDescription {
        channels = List.copyOf(channels);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model needs a name");
        }
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one channel");
        }
        requireName("the model's name", name);
        requireName("the model's version", version);
        for (Channel channel : channels) {
            requireName("the name of a channel", channel.getName());
            requireName("the unit of channel " + channel.getName(), channel.getUnit());
        }
        if (!SampleRate.isPossibleOrUnknown(sampleRate)) {
            throw new IllegalArgumentException(
                    "expected " + SampleRate.EXPECTED + ", or 0 where unknown, found " + sampleRate);
        }
    }

    /** No card may have such a name: nobody could open the model. */
    private static void requireName(String what, String name) {
        NameFault.of(name).ifPresent(fault -> {
            throw new IllegalArgumentException(what + ": expected " + fault.expected() + ", found " + fault.found());
        });
    }

    /** A model of channels of which no more is known than their number. */
    public static ModelDescription named(String name, int channels) {
        return new ModelDescription(
                name,
                "",
                IntStream.range(0, channels)
                        .mapToObj(c -> new Channel("channel" + c, ""))
                        .toList(),
                0);
    }
}
