// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.SampleRate;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormatException;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.schemas.Channel;
import io.holter.schemas.ModelCard;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Data held against the card of a model, wherever both know a thing: shape, rows of an image, sample rate, names and
 * units of the channels.
 */
public final class CardCheck {

    private final ModelCard card;
    private final WindowSet windows;
    private final String sources;

    private CardCheck(ModelCard card, WindowSet windows) {
        this.card = card;
        this.windows = windows;
        this.sources = String.join(", ", windows.signal().sources());
    }

    /**
     * The windows as the model takes them: their channels in the card's order, by name, where all of the names are
     * known.
     *
     * @param remarks takes a line where channels were put into another order
     * @throws WrongArtefactException if the windows are not of the signal that the card describes
     */
    public static WindowSet fit(Model model, WindowSet windows, Consumer<String> remarks) {
        CardCheck check = new CardCheck(model.card(), windows);
        check.requireNoMoreChannels();
        ModelScorer.requireShape(model, windows);
        check.requireRate();
        check.requireHeight();
        return check.ordered(remarks);
    }

    /** More channels than the card's are told by their names, lest a number be all that is said. */
    private void requireNoMoreChannels() {
        List<Channel> expected = card.getChannels();
        List<Channel> found = windows.signal().channels();
        if (found.size() > expected.size() && names(found).containsAll(names(expected))) {
            throw new DataFormatException(
                    sources,
                    "channels " + describe(expected) + ", as on the model's card",
                    describe(found),
                    DataFeature.SIGNALS);
        }
    }

    private void requireRate() {
        double expected = card.getSampleRate();
        double found = windows.signal().sampleRate();
        if (SampleRate.differ(expected, found)) {
            throw new WrongArtefactException(
                    sources, "a sample rate of " + expected + " Hz, as on the model's card", found + " Hz");
        }
    }

    private void requireHeight() {
        int found = windows.signal().height();
        if (card.getHeight() > 0 && found > 0 && card.getHeight() != found) {
            throw new WrongArtefactException(
                    sources, "images with " + card.getHeight() + " rows of pixels, as on the model's card", found + "");
        }
    }

    private WindowSet ordered(Consumer<String> remarks) {
        List<Channel> expected = card.getChannels();
        List<Channel> found = windows.signal().channels();
        List<String> names = names(expected);
        List<String> foundNames = names(found);
        if (found.isEmpty() || isUnnamed(expected) && !foundNames.containsAll(names)) {
            return windows;
        }
        if (names.equals(foundNames)) {
            requireUnits(expected, found);
            return windows;
        }
        boolean distinct = names.stream().distinct().count() == names.size();
        if (!distinct || !foundNames.containsAll(names)) {
            throw different(expected, found);
        }
        int[] order = names.stream().mapToInt(foundNames::indexOf).toArray();
        requireUnits(expected, IntStream.of(order).mapToObj(found::get).toList());
        remarks.accept(sources + ": channels " + String.join(", ", foundNames)
                + " put into the order of the model's card: " + String.join(", ", names));
        return windows.withChannels(order);
    }

    /** Whether the names are those that channels get of which only the number is known. */
    private static boolean isUnnamed(List<Channel> channels) {
        return channels.equals(Signal.from(List.of()).channels(channels.size()));
    }

    private void requireUnits(List<Channel> expected, List<Channel> found) {
        for (int c = 0; c < expected.size(); c++) {
            String unit = expected.get(c).getUnit();
            String other = found.get(c).getUnit();
            if (!unit.isEmpty() && !other.isEmpty() && !unit.equals(other)) {
                throw different(expected, found);
            }
        }
    }

    private static List<String> names(List<Channel> channels) {
        return channels.stream().map(Channel::getName).toList();
    }

    private WrongArtefactException different(List<Channel> expected, List<Channel> found) {
        return new WrongArtefactException(
                sources, "channels " + describe(expected) + ", as on the model's card", describe(found));
    }

    private static String describe(List<Channel> channels) {
        return String.join(
                ", ",
                channels.stream()
                        .map(channel -> (channel.getName() + " " + channel.getUnit()).strip())
                        .toList());
    }
}
