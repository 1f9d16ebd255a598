// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import io.holter.core.SampleRate;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.schemas.Channel;
import io.holter.schemas.ModelCard;
import java.nio.file.Path;

/** Whether a card says enough, and nothing impossible, for its model to be run. */
final class CardCheck {

    private CardCheck() {}

    /** Of a window, as the trainer reads them. */
    private static final int MAX_VALUES = 1 << 24;

    /** Checks the fields that running and judging depend on. */
    static WindowShape check(Path file, ModelCard card) {
        require(card.getLength() >= 1, file, "length", "1 or more samples", card.getLength());
        require(!card.getChannels().isEmpty(), file, "channels", "at least one channel", "none");
        require(
                (long) card.getLength() * card.getChannels().size() <= MAX_VALUES,
                file,
                "length",
                "windows of at most " + MAX_VALUES + " values",
                card.getLength() + " × " + card.getChannels().size());
        requireName(file, "name", card.getName());
        requireName(file, "version", card.getVersion());
        for (Channel channel : card.getChannels()) {
            requireName(file, "channels", channel.getName());
            requireName(file, "channels", channel.getUnit());
        }
        require(
                SampleRate.isPossibleOrUnknown(card.getSampleRate()),
                file,
                "sampleRate",
                SampleRate.EXPECTED + ", or 0 where unknown",
                card.getSampleRate());
        require(
                card.getThreshold() > 0 && Double.isFinite(card.getThreshold()),
                file,
                "threshold",
                "a finite threshold above 0",
                card.getThreshold());
        try {
            ModelDirectory.profile(card);
            return new WindowShape(card.getLength(), card.getChannels().size());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WrongArtefactException(file + ": errors", "a sketch of normal errors", e.getMessage(), e);
        }
    }

    /** A card may leave the width of the code out, as those do that were written before it was on the card. */
    static void checkCodeWidth(Path file, ModelCard card, int found) {
        require(
                card.getCodeWidth() == 0 || card.getCodeWidth() == found,
                file,
                "codeWidth",
                found + ", the values of a code in the SavedModel",
                card.getCodeWidth());
    }

    private static void requireName(Path file, String field, String name) {
        NameFault.of(name).ifPresent(fault -> require(false, file, field, fault.expected(), fault.found()));
    }

    private static void require(boolean holds, Path file, String field, String expected, Object found) {
        if (!holds) {
            throw new WrongArtefactException(file + ": " + field, expected, String.valueOf(found));
        }
    }
}
