// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

/**
 * Names that a SavedModel and whoever runs it agree on. Shapes, with L = length, C = channels of a window, K = width of
 * the code, −1 = any number of windows; all float32:
 *
 * <table>
 * <caption>signatures</caption>
 * <tr><th>signature</th><th>inputs</th><th>outputs</th></tr>
 * <tr><td>{@value #SCORE}</td><td>{@value #WINDOWS} [−1, L, C], raw units</td><td>{@value #ERRORS} [−1],
 * {@value #CHANNEL_ERRORS} [−1, C], {@value #RECONSTRUCTION} [−1, L, C] in raw units</td></tr>
 * <tr><td>{@value #ENCODE}</td><td>{@value #WINDOWS} [−1, L, C]</td><td>{@value #CODES} [−1, K]</td></tr>
 * <tr><td>{@value #DECODE}</td><td>{@value #CODES} [−1, K]</td><td>{@value #WINDOWS} [−1, L, C], raw units</td></tr>
 * </table>
 */
public final class Signatures {

    /** Signature that scores windows; the name that serving systems look for. */
    public static final String SCORE = "serving_default";

    /** Signature from windows to codes. */
    public static final String ENCODE = "encode";

    /** Signature from codes to windows. */
    public static final String DECODE = "decode";

    /** Windows in raw units. */
    public static final String WINDOWS = "windows";

    /** Score of each window in normalised, dimensionless units, 0 or above: its error, or made of that. */
    public static final String ERRORS = "errors";

    /** Error of each channel of the reconstruction; their mean is the error of the window. */
    public static final String CHANNEL_ERRORS = "channel_errors";

    /** What the model makes of each window, in raw units. */
    public static final String RECONSTRUCTION = "reconstruction";

    /** Latent codes. */
    public static final String CODES = "codes";

    private Signatures() {}
}
