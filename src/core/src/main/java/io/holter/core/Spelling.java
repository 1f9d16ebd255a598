// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses of what a misspelt word was meant to be. */
public final class Spelling {

    private Spelling() {}

    /** The candidate nearest to a word, unless more than a third of the word would have to be changed. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        int limit = Math.max(1, word.length() / 3);
        return Optional.of(word)
                .map(w -> closest(w, candidates))
                .filter(candidate -> distance(word, candidate) <= limit);
    }

    /**
     * The candidate nearest to a word, however far; the first in alphabetical order of several.
     *
     * @param candidates at least one
     */
    public static String closest(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein's distance (1966): insertions, deletions and replacements between two words. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
