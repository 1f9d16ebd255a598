// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.data.Piece;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What people should know of the types of annotations: those of a file's own, and those that nobody defines. */
final class AnnotationRemarks {

    private static final int MAX_CHARACTERS = 40;

    private AnnotationRemarks() {}

    /**
     * A line for each kind of type that there is.
     *
     * @param record where they are, for people
     */
    static List<Piece> on(String record, List<Annotation> annotations) {
        String own = counts(annotations, type -> type.isOwn() && type.beat());
        String undefined = counts(annotations, type -> !type.isDefined());
        return List.of(
                        own.isEmpty() ? "" : record + ": annotations of types of its own, taken for beats: " + own,
                        undefined.isEmpty()
                                ? ""
                                : record + ": annotations of types that nobody defines, passed over: " + undefined)
                .stream()
                .filter(line -> !line.isEmpty())
                .<Piece>map(Piece.Remark::new)
                .toList();
    }

    private static String counts(List<Annotation> annotations, Predicate<AnnotationType> which) {
        Map<String, Long> counts = annotations.stream()
                .map(Annotation::type)
                .filter(which)
                .collect(Collectors.groupingBy(AnnotationRemarks::name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String name(AnnotationType type) {
        if (!type.isOwn() || type.description().isEmpty()) {
            return type.symbol();
        }
        String description = type.description();
        boolean all = description.length() <= MAX_CHARACTERS;
        return type.symbol() + " (" + (all ? description : description.substring(0, MAX_CHARACTERS) + "…") + ")";
    }
}
