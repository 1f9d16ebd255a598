// SPDX-License-Identifier: Apache-2.0
package io.holter.data.set;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One end of the values of a channel, seen as its upper end: where, if anywhere, values begin that no sensor means.
 *
 * <p>Such values lie beyond a gap. With l the 10 % quantile, b the greatest value below the gap and g its width, all
 * values from the gap on are absurd
 *
 * <ul>
 *   <li>if g &gt; {@value #FAR} (b − l), whatever they are;
 *   <li>if they are one and the same, three times or more, and g &gt; {@value #REPEATED} (b − l);
 *   <li>if they are codes that devices write for "no reading", twice or more and g &gt; b − l, or once and g &gt;
 *       {@value #CODE_ONCE} (b − l).
 * </ul>
 *
 * The first two need a channel of {@value #MIN_DISTINCT} different values: of a switch or a mode, one value is always far
 * from the other. What is absurd does not count when the values below it are looked at: a greater code would hide a
 * lesser one.
 */
final class ChannelTail {

    /** Fewest different values of a channel that measures something. */
    static final int MIN_DISTINCT = 10;

    private static final double FAR = 1000;
    private static final double REPEATED = 10;
    private static final double CODE_ONCE = 5;
    private static final int MIN_REPEATED = 3;

    /** Ends of integer types and the fill values of loggers, netCDF and SAS, by their magnitude. */
    private static final Set<Float> CODES = Set.of(
            999f,
            9999f,
            99999f,
            999999f,
            9999999f,
            999.9f,
            9999.9f,
            999.99f,
            9999.99f,
            32767f,
            32768f,
            65534f,
            65535f,
            8388607f,
            8388608f,
            2147483647f,
            4294967295f,
            9.223372036854776E18f,
            1e10f,
            1e20f,
            1e30f,
            1e31f,
            1e32f,
            1e34f,
            1e35f,
            1e36f,
            1e37f,
            1e38f,
            9.96921e36f,
            Float.MAX_VALUE);

    private final double low;
    private final double bound;
    private final boolean measured;
    private double below = Double.NEGATIVE_INFINITY;
    private final Map<Float, Integer> codes = new HashMap<>();
    private float[] values = new float[16];
    private int count;

    /**
     * @param low the 10 % quantile
     * @param high the 90 % quantile
     * @param measured whether the channel has enough different values
     */
    ChannelTail(double low, double high, boolean measured) {
        this.low = low;
        this.bound = high + (high - low);
        this.measured = measured;
    }

    /** Whether devices write a value for "no reading". */
    static boolean isCode(float value) {
        return CODES.contains(Math.abs(value));
    }

    /** Whether a greatest value may be absurd: every gap that counts is wider than the quantiles lie apart. */
    boolean isSuspect(double greatest) {
        return greatest > bound;
    }

    /** Takes a value of the channel. Of a code, which most values may be, it holds only as many as matter. */
    void add(float value) {
        if (value <= bound) {
            below = Math.max(below, value);
            return;
        }
        if (isCode(value) && codes.merge(value, 1, Integer::sum) > MIN_REPEATED) {
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    /** The least absurd value; positive infinity where there is none. */
    double limit() {
        Arrays.sort(values, 0, count);
        int to = count;
        int from = absurdFrom(to);
        while (from < to) {
            to = from;
            from = absurdFrom(to);
        }
        return to < count ? values[to] : Double.POSITIVE_INFINITY;
    }

    /** Which of the values before one is the first absurd one; the number of that where none is. */
    private int absurdFrom(int to) {
        int codesFrom = to;
        while (codesFrom > 0 && isCode(values[codesFrom - 1])) {
            codesFrom--;
        }
        for (int i = 0; i < to; i++) {
            double last = i == 0 ? below : values[i - 1];
            if (isAbsurd(i, to, values[i] - last, last - low, i >= codesFrom)) {
                return i;
            }
        }
        return to;
    }

    private boolean isAbsurd(int from, int to, double gap, double reach, boolean onlyCodes) {
        int some = to - from;
        boolean repeated = some >= MIN_REPEATED && values[from] == values[to - 1];
        return measured && (gap > FAR * reach || repeated && gap > REPEATED * reach)
                || onlyCodes && gap > (some > 1 ? 1 : CODE_ONCE) * reach;
    }
}
