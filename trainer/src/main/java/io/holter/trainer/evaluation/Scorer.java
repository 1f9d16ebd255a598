// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import io.holter.data.set.WindowSet;

/** Whatever gives windows a score, the higher the less normal. */
public interface Scorer {

    /** Short and unique among those compared, for tables and JSON: letters and digits. */
    String name();

    /** What it does and what it was fitted to, for people; one line. */
    String description();

    /** One score per window, in their order; not NaN. */
    double[] score(WindowSet windows);
}
