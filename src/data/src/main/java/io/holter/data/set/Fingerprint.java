// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that tells one set of windows from another. */
final class Fingerprint {

    private Fingerprint() {}

    /** As {@link WindowSet#fingerprint} describes. */
    static String of(WindowSet set) {
        MessageDigest digest = sha256();
        int size = set.shape().size();
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES + 1);
        float[] window = new float[size];
        for (int i = 0; i < set.size(); i++) {
            set.copy(i, window, 0);
            bytes.clear();
            bytes.asFloatBuffer().put(window);
            bytes.position(size * Float.BYTES);
            bytes.put((byte) (!set.labelled() ? 2 : set.isAnomaly(i) ? 1 : 0));
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
