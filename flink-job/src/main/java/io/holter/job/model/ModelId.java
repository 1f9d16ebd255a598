package io.holter.job.model;

/**
 * The short name of a model inside a running job: the first 64 bits of its SavedModel's SHA-256. Eight bytes travel with
 * every window where the hash itself, as text, would more than double what a quiet window weighs. Two models of one job
 * would share an id by chance with a probability of 2⁻⁶⁴.
 */
public final class ModelId {

    private static final int DIGITS = Long.SIZE / 4;

    private ModelId() {}

    /**
     * The id of a model.
     *
     * @param sha256 hash of the SavedModel, 64 hexadecimal digits in lower case
     * @throws IllegalArgumentException if the hash is none
     */
    public static long of(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected a SHA-256 of 64 hexadecimal digits, found '" + sha256 + "'");
        }
        return Long.parseUnsignedLong(sha256.substring(0, DIGITS), 16);
    }
}
