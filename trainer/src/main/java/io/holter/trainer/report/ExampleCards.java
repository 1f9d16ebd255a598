// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.schemas.ModelCard;
import java.util.ArrayList;
import java.util.List;

/** Examples as the template of the page wants them: each chart numbered, with a text that stands for it. */
final class ExampleCards {

    /** A chart of one channel. */
    record Chart(int number, String kind, String label) {}

    /** An example; {@code more} says what is not shown, null where everything is. */
    record Item(String title, String place, String error, boolean alarm, List<Chart> charts, String more) {}

    /** Examples under a heading. */
    record Group(String heading, List<Item> examples, String caption) {}

    private final ModelCard card;
    private final List<Trace> traces = new ArrayList<>();

    ExampleCards(ModelCard card) {
        this.card = card;
    }

    List<Group> groups(List<Example.Group> groups) {
        return groups.stream().map(this::group).toList();
    }

    /** The traces that the charts show, by their numbers. */
    List<Trace> traces() {
        return traces;
    }

    private Group group(Example.Group group) {
        boolean thinned = group.examples().stream()
                .anyMatch(example -> example.traces().stream().anyMatch(trace -> trace.at().length < card.getLength()));
        String caption = "What the model expected is dashed, and the shaded area is how far the input is from it"
                + (group.anomalous()
                        ? "; the strip below shows that for each sample, so that its peaks point at what is unusual."
                        : ".")
                + (thinned ? " Of long windows the highest and lowest samples of each stretch are drawn." : "");
        return new Group(
                group.heading(),
                group.examples().stream()
                        .map(example -> item(example, group.anomalous()))
                        .toList(),
                caption);
    }

    private Item item(Example example, boolean anomalous) {
        List<Chart> charts = new ArrayList<>();
        for (Trace trace : example.traces()) {
            charts.add(new Chart(
                    traces.size(),
                    anomalous ? "strip" : "plain",
                    "Input and reconstruction of " + trace.channel() + " in " + example.place() + ", error "
                            + Wording.number(example.error()) + "."));
            traces.add(trace);
        }
        String more = example.channels() <= charts.size()
                ? null
                : charts.size() + " of " + example.channels() + " channels, those with the largest errors";
        return new Item(
                example.title(), example.place(), Wording.number(example.error()), example.alarm(), charts, more);
    }
}
