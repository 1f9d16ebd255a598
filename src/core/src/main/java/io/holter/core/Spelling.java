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
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        int limit = Math.max(1, word.length() / 3);
        return Optional.of(word)
                .map(w -> closest(w, candidates))
                .filter(candidate -> distance(word, candidate) <= limit);
    }

    /** The end of a message on a misspelt word: a question after the candidate nearest to it; empty if none is near. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
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

    /**
     * Distance of optimal string alignment (Damerau 1964): insertions, deletions and replacements between two words, and
     * exchanges of two letters that stand side by side.
     */
    public static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(rows[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            rows[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                boolean exchanged =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
