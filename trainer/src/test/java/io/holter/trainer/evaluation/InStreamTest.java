// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.core.threshold.Judgement;
import io.holter.core.threshold.PolicySettings;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.data.set.Series;
import io.holter.data.set.Signal;
import io.holter.data.set.WindowSet;
import io.holter.model.MeanModel;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InStreamTest {

    private static final WindowShape SHAPE = new WindowShape(2, 1);
    private static final int WINDOWS = 400;

    @TempDir
    private Path directory;

    /** Two series whose windows alternate; one of them has a level of its own that the policy has to learn. */
    @Test
    void everySeriesIsFoldedByItself() throws Exception {
        ModelCard card = MeanModel.write(directory, SHAPE);
        Random random = new Random(3);
        double[] scores = new double[WINDOWS];
        WindowSet data;
        try (WindowSet.Builder builder = new WindowSet.Builder(SHAPE)) {
            for (int i = 0; i < WINDOWS; i++) {
                boolean anomaly = i % 40 == 11;
                scores[i] = (i % 2 == 0 ? 0.1 : 0.4) * (1 + 0.2 * random.nextGaussian()) + (anomaly ? 3 : 0);
                builder.addCut(new float[2], anomaly, i % 2, i / 2);
            }
            Series one = new Series("one", WINDOWS, new BitSet());
            Series two = new Series("two", WINDOWS, new BitSet());
            data = builder.build(true, Signal.from(List.of("made")), List.of(one, two));
        }
        InStream found = InStream.of(card, PolicySettings.read(Map.of(), ""), data, scores);
        assertThat(found.policy()).isEqualTo("rolling");
        assertThat(found.series()).isEqualTo(2);
        ThresholdPolicy<?> policy =
                PolicySettings.read(Map.of(), "").policyFor(ModelDirectory.profile(card), card.getThreshold());
        assertThat(found.confusion().truePositives() + found.confusion().falsePositives())
                .isEqualTo(alarms(policy, scores, 0) + alarms(policy, scores, 1));
        assertThat(found.confusion().recall()).isEqualTo(1);
        assertThat(found.confusion().total()).isEqualTo(WINDOWS);
    }

    private static <S> long alarms(ThresholdPolicy<S> policy, double[] scores, int series) {
        S state = policy.start();
        long alarms = 0;
        for (int i = series; i < scores.length; i += 2) {
            Judgement<S> judgement = policy.judge(state, i, scores[i]);
            state = judgement.state();
            alarms += judgement.verdict().alerted() ? 1 : 0;
        }
        return alarms;
    }
}
