// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in its source each window stood, such as {@code a.csv:17}: 4 bytes a window, since the places of a source differ
 * in the number at their end only.
 */
final class Places {

    private final int[] first;
    private final String[] stems;
    private final int[] numbers;

    private Places(Builder builder) {
        this.first = builder.first.stream().mapToInt(i -> i).toArray();
        this.stems = builder.stems.toArray(String[]::new);
        this.numbers = Arrays.copyOf(builder.numbers, builder.count);
    }

    /** The place of a window in the order in which they were added; null where there is none. */
    String of(int window) {
        if (window >= numbers.length) {
            return null;
        }
        String stem = stem(window);
        return numbers[window] < 0 ? stem : stem + numbers[window];
    }

    /** The place of a window without the number at its end, such as {@code a.csv:}; null where there is none. */
    String stemOf(int window) {
        return window >= numbers.length ? null : stem(window);
    }

    private String stem(int window) {
        int found = Arrays.binarySearch(first, window);
        return stems[found >= 0 ? found : -found - 2];
    }

    /** Takes one place after another. */
    static final class Builder {

        private static final int MAX_DIGITS = 9;

        private final List<Integer> first = new ArrayList<>();
        private final List<String> stems = new ArrayList<>();
        private int[] numbers = new int[16];
        private int count;

        void add(String place) {
            int end = place.length();
            while (end > 0 && place.length() - end < MAX_DIGITS && isDigit(place.charAt(end - 1))) {
                end--;
            }
            // A number with a leading zero would lose it.
            boolean plain = end < place.length() && (place.charAt(end) != '0' || end == place.length() - 1);
            String stem = plain ? place.substring(0, end) : place;
            if (stems.isEmpty() || !stems.get(stems.size() - 1).equals(stem)) {
                first.add(count);
                stems.add(stem);
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = plain ? Integer.parseInt(place.substring(end)) : -1;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        Places build() {
            return new Places(this);
        }
    }
}
