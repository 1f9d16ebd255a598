package io.holter.trainer.data;

import io.holter.core.WindowShape;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Windows of one shape, perhaps with labels. Shares the arrays it was given: nobody may change them afterwards.
 *
 * @param shape geometry of every window
 * @param windows each float[length × channels], time-major, raw units, finite
 * @param anomalies set at i where window i is an anomaly; empty without labels
 * @param labelled whether there are labels; without them every window counts as normal
 * @param sources names of the files or URLs that the windows came from, without their folders
 */
public record WindowSet(
        WindowShape shape, List<float[]> windows, BitSet anomalies, boolean labelled, List<String> sources) {

    public WindowSet {
        for (float[] window : windows) {
            if (window.length != shape.size()) {
                throw new IllegalArgumentException(
                        "a window of " + shape + " has " + shape.size() + " values, got " + window.length);
            }
        }
        windows = List.copyOf(windows);
        anomalies = (BitSet) anomalies.clone();
        sources = List.copyOf(sources);
    }

    /**
     * Windows without labels.
     *
     * @param source what they came from, for the model's card
     */
    public static WindowSet unlabelled(WindowShape shape, List<float[]> windows, String source) {
        return new WindowSet(shape, windows, new BitSet(), false, List.of(source));
    }

    /** Number of windows. */
    public int size() {
        return windows.size();
    }

    /** The normal windows, in their order: all of them without labels. */
    public List<float[]> normal() {
        List<float[]> normal = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            if (!anomalies.get(i)) {
                normal.add(windows.get(i));
            }
        }
        return normal;
    }

    /** The labels, true for an anomaly. */
    public boolean[] labels() {
        boolean[] labels = new boolean[windows.size()];
        anomalies.stream().forEach(i -> labels[i] = true);
        return labels;
    }

    /** The two parts of a {@linkplain #split split}; together they hold every window once. */
    public record Split(WindowSet first, WindowSet second) {}

    /**
     * Splits at random: the same seed gives the same parts.
     *
     * @param share share of the windows that goes to the first part, 0 to 1, rounded to whole windows
     */
    public Split split(double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1, got " + share);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        int first = (int) Math.round(share * size());
        return new Split(part(order.subList(0, first)), part(order.subList(first, size())));
    }

    private WindowSet part(List<Integer> indices) {
        List<float[]> chosen = new ArrayList<>();
        BitSet chosenAnomalies = new BitSet();
        for (int index : indices) {
            chosenAnomalies.set(chosen.size(), anomalies.get(index));
            chosen.add(windows.get(index));
        }
        return new WindowSet(shape, chosen, chosenAnomalies, labelled, sources);
    }

    /**
     * SHA-256 over the windows in their order, each as its values (IEEE 754 single precision, big-endian) and one byte:
     * 0 normal, 1 anomaly, 2 without labels. Hexadecimal, lower case.
     */
    public String fingerprint() {
        MessageDigest digest = sha256();
        ByteBuffer bytes = ByteBuffer.allocate(shape.size() * Float.BYTES + 1);
        for (int i = 0; i < windows.size(); i++) {
            bytes.clear();
            for (float value : windows.get(i)) {
                bytes.putFloat(value);
            }
            bytes.put((byte) (!labelled ? 2 : anomalies.get(i) ? 1 : 0));
            digest.update(bytes.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
