// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that Kafka's clients know, which ignore all others: a misspelt {@code security.protocol} would be a
 * connection in the clear. Where classes of somebody else are plugged in, keys that are not known may be theirs, unless
 * they are nearly those of a client.
 *
 * @param known all of them, at least one
 */
public record KnownKeys(Set<String> known) {

    public KnownKeys {
        known = Set.copyOf(known);
    }

    /**
     * Checks keys.
     *
     * @param where what they stand in, for the message
     * @param prefix what stands before each there
     * @throws WrongArtefactException if one is not known, with the nearest that is
     */
    public void require(String where, String prefix, Set<String> keys) {
        boolean plugged = keys.stream().anyMatch(KnownKeys::plugsIn);
        for (String key : new TreeSet<>(keys)) {
            boolean near = Spelling.nearest(key, known).isPresent();
            if (!known.contains(key) && (!plugged || near)) {
                throw unknown(where, prefix, key, Spelling.closest(key, known));
            }
        }
    }

    /** The error that a key is not known. */
    public static WrongArtefactException unknown(String where, String prefix, String key, String nearest) {
        return new WrongArtefactException(
                where + ": " + prefix + key,
                "a known setting such as the nearest, " + prefix + nearest,
                "an unknown one");
    }

    private static boolean plugsIn(String key) {
        return key.endsWith(".class")
                || key.endsWith(".classes")
                || key.endsWith(".reporters")
                || key.endsWith("serializer")
                || key.equals("config.providers");
    }
}
