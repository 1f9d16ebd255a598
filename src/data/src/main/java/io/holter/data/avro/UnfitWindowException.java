package io.holter.data.avro;

/**
 * A record that holds no window that a model could be trained on. Reads {@code expected …, found …}; whoever catches it
 * knows which record it was. Carries no stack trace: a topic may be full of such records.
 */
public final class UnfitWindowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    /**
     * States what is wrong with a record.
     *
     * @param expected what would have been right
     * @param found what was there instead
     */
    public UnfitWindowException(String expected, String found) {
        super("expected " + expected + ", found " + found, null, false, false);
        this.expected = expected;
        this.found = found;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }

    /** What was there instead. */
    public String found() {
        return found;
    }
}
