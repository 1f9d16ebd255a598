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
import io.holter.job.settings.JobSettings.SampleSettings;
import io.holter.job.slice.MappedModel;
import io.holter.job.slice.SliceFunction;
import io.holter.model.ModelDirectory;
import io.holter.schemas.Alert;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Reject;
import io.holter.wire.DecodedWindow;
import io.holter.wire.KnownSchemas;
import io.holter.wire.SampleBlock;
import io.holter.wire.WindowCheck;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The flow, as a function from a stream of records and settings to streams of alerts and rejects. It knows nothing of
 * where the records come from: the demo, the tests and a cluster run the same.
 *
 * <pre>
 * windows ─▶ decode ─────────────────────────▶ score (batches, no state) ─▶ keyBy series ─▶ judge (keyed state) ─▶ alerts
 * samples ─▶ decode ─▶ keyBy series ─▶ slice ─▶ score ─────────────────────────────────────▶ judge
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
     * @param records records of the topic of windows or of samples
     * @param settings how to decode, score and judge
     * @throws io.holter.core.WrongArtefactException if the model directory holds no model with a usable card
     * @throws IOException if it cannot be read
     */
    public static Topology build(DataStream<RawRecord> records, JobSettings settings) throws IOException {
        ModelCard card = ModelDirectory.readCard(settings.model().directory());
        ThresholdPolicy<?> policy = settings.threshold().policyFor(ModelDirectory.profile(card), card.getThreshold());
        Decoded decoded =
                settings.samples() == null ? windows(records, settings, card) : samples(records, settings, card);
        SingleOutputStreamOperator<ScoredWindow> scores = decoded.windows
                .transform("score", ScoredWindowType.INSTANCE, scoring(settings, card, policy))
                .uid("score")
                .name("score");
        // What was keyed for slicing still is: scoring keeps series where they are.
        KeyedStream<ScoredWindow, String> keyed = settings.samples() == null
                ? scores.keyBy(ScoredWindow::series)
                : DataStreamUtils.reinterpretAsKeyedStream(scores, ScoredWindow::series);
        DataStream<Alert> alerts = keyed.transform(
                        "judge", TypeInformation.of(Alert.class), judge(settings.checkpoints(), card, policy))
                .uid("judge")
                .name("judge");
        return new Topology(alerts, decoded.rejects);
    }

    /**
     * What records came to.
     *
     * @param windows ready to score
     * @param rejects records that could not be used
     */
    private record Decoded(SingleOutputStreamOperator<DecodedWindow> windows, DataStream<Reject> rejects) {}

    private static Decoded windows(DataStream<RawRecord> records, JobSettings settings, ModelCard card)
            throws IOException {
        SingleOutputStreamOperator<DecodedWindow> windows = records.process(
                        DecodeFunction.toWindows(check(settings, card), schemas(settings)))
                .returns(DecodedWindow.class)
                .uid("decode")
                .name("decode");
        return new Decoded(windows, windows.getSideOutput(DecodeFunction.REJECTS));
    }

    private static Decoded samples(DataStream<RawRecord> records, JobSettings settings, ModelCard card)
            throws IOException {
        SampleSettings samples = settings.samples();
        WindowShape shape = shape(card);
        MappedModel.requireSameChannels(card, samples.mapping());
        double rate = MappedModel.rate(card, samples.mapping());
        SingleOutputStreamOperator<SampleBlock> blocks = records.process(DecodeFunction.toSamples(
                        check(settings, card),
                        KnownSchemas.ofAnyRecord(settings.model().windows().schemas()),
                        samples.mapping()))
                .returns(SampleBlock.class)
                .uid("decode")
                .name("decode");
        SingleOutputStreamOperator<DecodedWindow> windows = blocks.keyBy(SampleBlock::series)
                .process(new SliceFunction(
                        samples.slicing().grid(rate, shape.channels()),
                        samples.slicing().windows(shape),
                        settings.checkpoints().expireAfter()))
                .uid("slice")
                .name("slice");
        return new Decoded(windows, blocks.getSideOutput(DecodeFunction.REJECTS));
    }

    private static WindowShape shape(ModelCard card) {
        return new WindowShape(card.getLength(), card.getChannels().size());
    }

    private static WindowCheck check(JobSettings settings, ModelCard card) {
        return WindowCheck.ofModel(
                shape(card), card.getSampleRate(), settings.model().windows().starts());
    }

    private static KnownSchemas schemas(JobSettings settings) throws IOException {
        return KnownSchemas.with(settings.model().windows().schemas());
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
