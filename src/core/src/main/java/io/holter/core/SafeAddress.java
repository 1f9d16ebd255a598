// SPDX-License-Identifier: Apache-2.0
package io.holter.core;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * URIs as they may be shown: without user names and passwords, without the values of their queries, in which tokens and
 * signatures stand, and without what follows a #. Showing one again changes nothing.
 */
public final class SafeAddress {

    private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://\\S+");

    /** What ends a sentence, or a quotation, and not the address before it. */
    private static final Pattern PUNCTUATION = Pattern.compile("[:,;.!)\\]}'\"]*$");

    /**
     * User and password, up to the last @ of the authority; a password may have a slash in it, which ends an authority
     * early and leaves it with a port that is no number.
     */
    private static final Pattern USER =
            Pattern.compile("^(?:[^/?#]*@|[^/?#@:]*:(?!\\d{0,5}(?:[/?#,]|$))[^?#]*@)", Pattern.DOTALL);

    private static final String HIDDEN = "…";

    /** Queries of Holter's own have nothing to hide in these. */
    private static final String KAFKA = "kafka";

    private static final Set<String> KAFKA_KEYS = Set.of("max", "timeout", "schema", "properties");

    private SafeAddress() {}

    /** One URI, whatever is in it; or any other name, as it is. */
    public static String of(String name) {
        int colon = name.indexOf("://");
        return colon < 0 ? name : hide(name, colon);
    }

    /** A text in which URIs may stand. */
    public static String in(String text) {
        return URI.matcher(text).replaceAll(found -> Matcher.quoteReplacement(hideInText(found.group())));
    }

    private static String hideInText(String found) {
        Matcher end = PUNCTUATION.matcher(found);
        int length = end.find() ? end.start() : found.length();
        String address = found.substring(0, length);
        return hide(address, address.indexOf("://")) + found.substring(length);
    }

    private static String hide(String address, int colon) {
        String scheme = address.substring(0, colon);
        String rest = USER.matcher(address.substring(colon + 3)).replaceFirst(HIDDEN + "@");
        int query = first(rest, rest.indexOf('?'), rest.indexOf('#'));
        String shown = scheme + "://" + rest.substring(0, query);
        if (query == rest.length()) {
            return shown;
        }
        int fragment = first(rest, rest.indexOf('#'));
        return shown
                + (query < fragment ? "?" + values(scheme, rest.substring(query + 1, fragment)) : "")
                + (fragment < rest.length() ? "#" + hidden(rest.substring(fragment + 1)) : "");
    }

    private static int first(String text, int... places) {
        return Arrays.stream(places).filter(place -> place >= 0).min().orElse(text.length());
    }

    private static String values(String scheme, String query) {
        return Arrays.stream(query.split("&", -1))
                .map(part -> {
                    int equals = first(part, part.indexOf('='));
                    String key = part.substring(0, equals);
                    if (scheme.equalsIgnoreCase(KAFKA) && KAFKA_KEYS.contains(key)) {
                        return part;
                    }
                    return equals == part.length() ? hidden(part) : key + "=" + hidden(part.substring(equals + 1));
                })
                .collect(Collectors.joining("&"));
    }

    /** Behind what is hidden already may stand a place in the file. */
    private static String hidden(String value) {
        return value.isEmpty() || value.startsWith(HIDDEN) ? value : HIDDEN;
    }
}
