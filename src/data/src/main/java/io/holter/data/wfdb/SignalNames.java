// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.data.DataFeature;
import io.holter.data.DataFormatException;
import java.util.List;
import java.util.stream.IntStream;

/** The signals of a record by their names. */
final class SignalNames {

    private static final int MAX_SHOWN = 20;

    private SignalNames() {}

    /** The name of a signal as a channel: its description, or where it has none its number. */
    static String of(List<SignalLine> signals, int number) {
        String description = signals.get(number).name();
        return description.isEmpty() ? "signal" + number : description;
    }

    /**
     * Numbers of the signals of these names, in the order of the names; all where there are none.
     *
     * @param file name of the header, for messages
     * @throws DataFormatException if there is no signal of a name, or more than one
     */
    static List<Integer> pick(String file, List<SignalLine> signals, List<String> names) {
        if (names.isEmpty()) {
            return IntStream.range(0, signals.size()).boxed().toList();
        }
        return names.stream().map(name -> pick(file, signals, name)).toList();
    }

    private static int pick(String file, List<SignalLine> signals, String name) {
        List<Integer> found = IntStream.range(0, signals.size())
                .filter(number -> of(signals, number).equals(name))
                .boxed()
                .toList();
        if (found.isEmpty()) {
            throw new DataFormatException(file, "a signal " + name, describe(signals), DataFeature.SIGNALS);
        }
        if (found.size() > 1) {
            throw new DataFormatException(
                    file, "one signal " + name, found.size() + " of that name", DataFeature.SIGNALS);
        }
        return found.get(0);
    }

    private static String describe(List<SignalLine> signals) {
        List<String> names = IntStream.range(0, signals.size())
                .limit(MAX_SHOWN)
                .mapToObj(number -> of(signals, number))
                .toList();
        return String.join(", ", names) + (signals.size() > MAX_SHOWN ? ", …" : "");
    }
}
