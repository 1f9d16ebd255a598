// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Optional;

/**
 * The watch over the part of the heap that holds what lives long: how full it was after the last collection, when what
 * is left is still in use.
 */
public final class HeapWatch {

    /** Collections come ever more often from here on. */
    private static final double NEARLY_FULL = 0.85;

    /** A warning is not given again before this much room was found. */
    private static final double ROOMY = 0.7;

    private final MemoryPoolMXBean pool;
    private boolean warned;

    /** Watches this process. */
    public HeapWatch() {
        pool = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(candidate -> candidate.getType() == MemoryType.HEAP && candidate.getCollectionUsage() != null)
                .max(Comparator.comparingLong(candidate -> candidate.getUsage().getMax()))
                .orElse(null);
    }

    /** How full it is, such as {@code 600 of 683 MB}, once when it becomes nearly full; else empty. */
    public Optional<String> warning() {
        return pool == null ? Optional.empty() : warning(pool.getCollectionUsage());
    }

    Optional<String> warning(MemoryUsage afterCollection) {
        double full = (double) afterCollection.getUsed() / afterCollection.getMax();
        if (afterCollection.getMax() <= 0 || full < NEARLY_FULL) {
            warned = warned && full >= ROOMY;
            return Optional.empty();
        }
        if (warned) {
            return Optional.empty();
        }
        warned = true;
        return Optional.of((afterCollection.getUsed() >> 20) + " of " + (afterCollection.getMax() >> 20) + " MB");
    }
}
