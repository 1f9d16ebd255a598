// SPDX-License-Identifier: Apache-2.0
package io.holter.core.quality;

import java.util.Random;

/** Scores with many ties, better for anomalies than for the rest, and both classes present: for tests. */
record Sample(double[] scores, boolean[] anomalies) {

    static Sample draw(long seed) {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(198);
        double[] scores = new double[count];
        boolean[] anomalies = new boolean[count];
        int levels = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            anomalies[i] = i == 0 || i > 1 && random.nextInt(4) == 0;
            scores[i] = random.nextInt(levels) / 7.0 + (anomalies[i] ? random.nextInt(3) / 7.0 : 0);
        }
        return new Sample(scores, anomalies);
    }
}
