// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import com.amazon.randomcutforest.RandomCutForest;
import io.holter.data.set.WindowSet;
import io.holter.trainer.evaluation.Scorer;

/**
 * Robust random cut forest (Guha et al., <em>Robust Random Cut Forest Based Anomaly Detection on Streams</em>, ICML
 * 2016) as AWS publishes it, with the defaults of its library, each training window being a point. Those that are scored
 * leave the forest as it is.
 */
final class Forest implements Scorer {

    private final RandomCutForest forest;
    private final int windows;

    Forest(WindowSet training, long seed) {
        windows = training.size();
        forest = RandomCutForest.builder()
                .dimensions(training.shape().size())
                .randomSeed(seed)
                // By default it says 0 until it has seen a quarter of the points that its trees hold.
                .outputAfter(1)
                .build();
        training.windows().forEach(forest::update);
    }

    @Override
    public String name() {
        return "rcf";
    }

    @Override
    public String description() {
        return "random cut forest of " + forest.getNumberOfTrees() + " trees, fed " + windows + " windows";
    }

    @Override
    public double[] score(WindowSet set) {
        return set.windows().stream().mapToDouble(forest::getAnomalyScore).toArray();
    }
}
