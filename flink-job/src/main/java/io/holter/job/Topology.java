// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import io.holter.core.WindowShape;
import io.holter.core.threshold.ThresholdPolicy;
import io.holter.job.alert.AlertComposer;
import io.holter.job.decode.DecodeFunction;
import io.holter.job.decode.RawRecord;
import io.holter.job.judge.CheckpointTolerance;
import io.holter.job.judge.JudgeFunction;
import io.holter.job.judge.JudgeOperator;
import io.holter.job.model.ModelSource;
import io.holter.job.score.ScoredWindow;
import io.holter.job.score.ScoredWindowType;
import io.holter.job.score.Scoring;
import io.holter.job.score.ScoringOperatorFactory;
import io.holter.job.settings.JobSettings;
import io.holter.job.settings.JobSettings.CheckpointSettings;
import io.holter.job.settings.JobSettings.WindowSettings;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Alert;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Reject;
import io.holter.wire.DecodedWindow;
import io.holter.wire.KnownSchemas;
import io.holter.wire.WindowCheck;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The flow, as a function from a stream of records and settings to streams of alerts and rejects. It knows nothing of
 * where the records come from: the demo, the tests and a cluster run the same.
 *
 * <pre>
 * records ─▶ decode ─▶ score (batches, no state) ─▶ keyBy series ─▶ judge (keyed state) ─▶ alerts
 *               └─▶ rejects
 * </pre>
 *
 * @param alerts windows that do not look like what the model learned
 * @param rejects records that could not be used
 */
public record Topology(DataStream<Alert> alerts, DataStream<Reject> rejects) {

    /**
     * Builds the flow.
     *
     * @param records records of the windows topic
     * @param settings how to decode, score and judge
     * @throws io.holter.core.WrongArtefactException if the model directory holds no model with a usable card
     * @throws IOException if it cannot be read
     */
    public static Topology build(DataStream<RawRecord> records, JobSettings settings) throws IOException {
        ModelCard card = ModelDirectory.readCard(settings.model().directory());
        ThresholdPolicy<?> policy = settings.threshold().policyFor(ModelDirectory.profile(card), card.getThreshold());
        WindowShape shape = new WindowShape(card.getLength(), card.getChannels().size());
        WindowSettings taken = settings.model().windows();
        SingleOutputStreamOperator<DecodedWindow> windows = records.process(new DecodeFunction(
                        WindowCheck.ofModel(shape, card.getSampleRate(), taken.starts()),
                        KnownSchemas.with(taken.schemas())))
                .uid("decode")
                .name("decode");
        DataStream<ScoredWindow> scores = windows.transform(
                        "score", ScoredWindowType.INSTANCE, scoring(settings, card, policy))
                .uid("score")
                .name("score");
        DataStream<Alert> alerts = scores.keyBy(ScoredWindow::series)
                .transform("judge", TypeInformation.of(Alert.class), judge(settings.checkpoints(), card, policy))
                .uid("judge")
                .name("judge");
        return new Topology(alerts, windows.getSideOutput(DecodeFunction.REJECTS));
    }

    private static <S> JudgeOperator<S> judge(CheckpointSettings settings, ModelCard card, ThresholdPolicy<S> policy) {
        String where = settings.directory() == null
                ? "the cluster's checkpoint storage, since checkpoint.directory is not set; the job manager's memory"
                        + " takes 5 MB"
                : "checkpoint.directory, " + settings.directory();
        return new JudgeOperator<>(
                new JudgeFunction<>(policy, AlertComposer.of(card, policy), settings.expireAfter()),
                new CheckpointTolerance(settings.tolerance(), where));
    }

    private static ScoringOperatorFactory scoring(JobSettings settings, ModelCard card, ThresholdPolicy<?> policy) {
        return new ScoringOperatorFactory(new Scoring(
                new ModelSource(
                        settings.model().directory().toAbsolutePath().toString(),
                        card.getSavedModelSha256(),
                        settings.model().operations()),
                settings.model().batch().size(),
                settings.model().batch().bytes(),
                settings.model().batch().linger(),
                policy.lowest()));
    }
}
