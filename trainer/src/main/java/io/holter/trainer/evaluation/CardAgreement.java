// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import io.holter.schemas.ModelCard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Holds data against the card of a model, wherever both know a thing: the shape of windows, the names of the channels
 * and their order, their units and the sample rate.
 */
public final class CardAgreement {

    /** Rates are stored in single precision, and computed by some. */
    private static final double SAME_RATE = 1e-5;

    private CardAgreement() {}

    /**
     * The windows as the model takes them: with the channels in its order, where all of them have names.
     *
     * @param remarks takes a line where the order is another one
     * @throws WrongArtefactException if data and card contradict each other
     */
    public static WindowSet align(ModelCard card, WindowSet windows, Consumer<String> remarks) {
        String where = String.join(", ", windows.signal().sources());
        WindowShape takes = new WindowShape(card.getLength(), card.getChannels().size());
        if (!windows.shape().equals(takes)) {
            throw new WrongArtefactException(
                    where,
                    "windows of " + takes.length() + " samples × " + count(takes.channels()) + ", as the model takes",
                    windows.shape().length() + " × " + windows.shape().channels());
        }
        Signal signal = windows.signal();
        requireRate(where, card.getSampleRate(), signal.sampleRate());
        if (signal.channels().isEmpty() || isUnnamed(card.getChannels())) {
            return windows;
        }
        WindowSet ordered = ordered(where, card.getChannels(), windows, remarks);
        for (int c = 0; c < takes.channels(); c++) {
            requireUnit(
                    where,
                    card.getChannels().get(c),
                    ordered.signal().channels().get(c));
        }
        return ordered;
    }

    private static WindowSet ordered(
            String where, List<Channel> expected, WindowSet windows, Consumer<String> remarks) {
        List<String> model = expected.stream().map(Channel::getName).toList();
        List<String> data =
                windows.signal().channels().stream().map(Channel::getName).toList();
        if (model.equals(data)) {
            return windows;
        }
        Set<String> names = new HashSet<>(model);
        if (names.size() < model.size() || !names.equals(new HashSet<>(data))) {
            throw new WrongArtefactException(
                    where, "the channels " + String.join(", ", model) + ", as the model has", String.join(", ", data));
        }
        remarks.accept(where + ": channels " + String.join(", ", data) + " are taken in the order of the model, "
                + String.join(", ", model));
        List<Integer> order = new ArrayList<>();
        model.forEach(name -> order.add(data.indexOf(name)));
        return windows.withChannels(order.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void requireUnit(String where, Channel expected, Channel found) {
        String unit = found.getUnit();
        if (!expected.getUnit().isEmpty()
                && !unit.isEmpty()
                && !expected.getUnit().equals(unit)) {
            throw new WrongArtefactException(
                    where, "channel " + expected.getName() + " in " + expected.getUnit() + ", as the model has", unit);
        }
    }

    private static void requireRate(String where, float expected, float found) {
        if (expected > 0 && found > 0 && Math.abs(expected - found) > SAME_RATE * expected) {
            throw new WrongArtefactException(
                    where, "a sample rate of " + expected + " Hz, as the model has", found + " Hz");
        }
    }

    /** A card names the channels itself where the data had no names. */
    private static boolean isUnnamed(List<Channel> channels) {
        return channels.equals(Signal.from(List.of()).channels(channels.size()));
    }

    private static String count(int channels) {
        return channels + (channels == 1 ? " channel" : " channels");
    }

    /** Windows, samples, channels with their units, rate and labels, in one line for people. */
    public static String geometry(WindowSet windows) {
        Signal signal = windows.signal();
        WindowShape shape = windows.shape();
        String channels = signal.channels().stream()
                .map(channel -> (channel.getName() + " " + channel.getUnit()).strip())
                .collect(Collectors.joining(", "));
        String size = signal.height() > 0
                ? signal.height() + " × " + shape.length() / signal.height() + " pixels"
                : shape.length() + (shape.length() == 1 ? " sample" : " samples");
        String rate = signal.sampleRate() > 0 ? ", " + signal.sampleRate() + " Hz" : "";
        int anomalies = windows.anomalies();
        return windows.size() + (windows.size() == 1 ? " window of " : " windows of ") + size + " × "
                + count(shape.channels()) + (channels.isEmpty() ? "" : " (" + channels + ")") + rate
                + (windows.labelled()
                        ? ", " + (windows.size() - anomalies) + " normal, " + anomalies + " anomalous"
                        : ", no labels");
    }
}
