package io.holter.core.threshold;

/**
 * What a policy says of one window. Whoever acts on a verdict asks for the ones it knows and takes every other for {@link
 * #NORMAL}: policies that warm up or tell of a shift will add theirs.
 */
public enum Verdict {
    /** The window looks like what its series is used to. */
    NORMAL,
    /** The window does not, and somebody should hear of it. */
    ANOMALY
}
