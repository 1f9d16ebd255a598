// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

/**
 * A mark at a sample.
 *
 * @param sample number of the sample, from 0
 * @param code type of the annotation, 0 to 49
 * @param text what it says beyond its type, such as a rhythm; empty where nothing
 */
public record Annotation(int sample, int code, String text) {

    /** Symbols of the types 0 to 41, as in <em>ecgcodes.h</em> and <em>annstr</em> of the WFDB library. */
    private static final String SYMBOLS = " NLRaVFJASEj/Q~ | sT*D\"=pB^t+u?![]en@xf()r";

    /** Types that mark a beat: those that PhysioNet lists as beats. */
    static final String BEATS = "NLRBAaJSVrFejnE/fQ?";

    /** The type in PhysioNet's notation, for example N or V; a type without one as its number in brackets. */
    public String symbol() {
        return code < SYMBOLS.length() && SYMBOLS.charAt(code) != ' '
                ? String.valueOf(SYMBOLS.charAt(code))
                : "[" + code + "]";
    }

    /** Whether it marks a beat. */
    public boolean isBeat() {
        return BEATS.contains(symbol());
    }

    /** Whether a symbol is one of a beat. */
    static boolean isBeat(String symbol) {
        return symbol.length() == 1 && BEATS.contains(symbol);
    }
}
