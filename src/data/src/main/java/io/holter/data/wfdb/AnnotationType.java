// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A type of annotations.
 *
 * @param code its number, 0 to {@value #MAX_CODE}
 * @param symbol in PhysioNet's notation, for example N or V; for a type without one, its number in brackets
 * @param description what a file that defines the type says of it; null for one that no file defines
 * @param beat whether it marks a beat
 */
public record AnnotationType(int code, String symbol, String description, boolean beat) {

    static final int MAX_CODE = 49;

    /** Symbols of the types 0 to 41, as in <em>ecgcodes.h</em> and <em>annstr</em> of the WFDB library. */
    private static final String SYMBOLS = " NLRaVFJASEj/Q~ | sT*D\"=pB^t+u?![]en@xf()r";

    /** Types that mark a beat: those that PhysioNet lists as beats. */
    private static final String BEATS = "NLRBAaJSVrFejnE/fQ?";

    private static final List<AnnotationType> OF_WFDB = IntStream.rangeClosed(0, MAX_CODE)
            .mapToObj(code -> code < SYMBOLS.length() && SYMBOLS.charAt(code) != ' '
                    ? new AnnotationType(
                            code,
                            SYMBOLS.substring(code, code + 1),
                            null,
                            BEATS.contains(SYMBOLS.substring(code, code + 1)))
                    : new AnnotationType(code, "[" + code + "]", null, false))
            .toList();

    /** The type of a code where no file defines it. */
    static AnnotationType of(int code) {
        return OF_WFDB.get(code);
    }

    /**
     * The type that a file defines. It marks a beat if the type that WFDB has under its code, or else its symbol, does;
     * one of which WFDB knows neither code nor symbol is taken for a beat.
     */
    static AnnotationType own(int code, String symbol, String description) {
        AnnotationType known = of(code).isOfWfdb()
                ? of(code)
                : OF_WFDB.stream()
                        .filter(type -> type.isOfWfdb() && type.symbol.equals(symbol))
                        .findFirst()
                        .orElse(null);
        return new AnnotationType(code, symbol, description, known == null || known.beat);
    }

    /** Whether a file defines it. */
    boolean isOwn() {
        return description != null;
    }

    /** Whether anybody says what it means: WFDB, or the file that it is in. */
    boolean isDefined() {
        return isOwn() || isOfWfdb();
    }

    private boolean isOfWfdb() {
        return code < SYMBOLS.length() && SYMBOLS.charAt(code) != ' ';
    }
}
