// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WrongArtefactException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What labels mean, and whether any of them was normal. */
final class LabelRule {

    private static final int MAX_LABELS_SHOWN = 8;
    private static final int MAX_LABELS_KNOWN = 1000;
    private static final int MAX_CHARACTERS = 200;

    private final Labels labels;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> others = new TreeSet<>();
    private String first;
    private boolean normalSeen;

    LabelRule(Labels labels) {
        this.labels = labels;
    }

    /** Whether a label means an anomaly; false without labels. */
    boolean isAnomaly(Supplier<String> place, String label) {
        if (!labels.present()) {
            return false;
        }
        String text = label == null ? "" : label.strip();
        if (text.isEmpty()) {
            throw new WrongArtefactException(place.get(), "a label", "none");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new WrongArtefactException(
                    place.get(), "a label of at most " + MAX_CHARACTERS + " characters", String.valueOf(text.length()));
        }
        if (first == null) {
            first = place.get();
        }
        Boolean anomaly = known.get(text);
        if (anomaly == null) {
            anomaly = !labels.isNormal(text);
            note(text, anomaly);
        }
        return anomaly;
    }

    private void note(String label, boolean anomaly) {
        if (known.size() < MAX_LABELS_KNOWN) {
            known.put(label, anomaly);
        }
        normalSeen |= !anomaly;
        if (anomaly && others.size() < MAX_LABELS_SHOWN) {
            others.add(label);
        }
    }

    /** That some label was normal. */
    void requireNormal() {
        if (first != null && !normalSeen) {
            throw new WrongArtefactException(
                    first, "a label " + labels + ", here or further on", "only " + String.join(", ", others));
        }
    }
}
