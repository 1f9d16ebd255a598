// SPDX-License-Identifier: Apache-2.0
package io.holter.job.alert;

import io.holter.core.threshold.ThresholdPolicy;
import io.holter.job.score.Evidence;
import io.holter.job.score.ScoredWindow;
import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Severity;
import io.holter.wire.StartBounds;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The writer of alerts that explain themselves.
 *
 * @param modelName name of the model
 * @param modelVersion version of the model
 * @param modelHash SHA-256 of the SavedModel
 * @param cardSampleRate samples per second that the model was trained on, Hz; 0 where unknown
 * @param channels channels of a window
 * @param policyName name of the policy
 * @param policy the policy in words, with its settings
 */
public record AlertComposer(
        String modelName,
        String modelVersion,
        String modelHash,
        float cardSampleRate,
        int channels,
        String policyName,
        String policy)
        implements Serializable {

    static {
        GeneratedClasses.trust();
    }

    private static final double MAJOR_FROM = 1.5;
    private static final double CRITICAL_FROM = 3;

    /** A composer for a model and a policy. */
    public static AlertComposer of(ModelCard card, ThresholdPolicy<?> policy) {
        return new AlertComposer(
                card.getName(),
                card.getVersion(),
                card.getSavedModelSha256(),
                card.getSampleRate(),
                card.getChannels().size(),
                policy.name(),
                policy.toString());
    }

    /**
     * Writes the alert on a window.
     *
     * @param window a window with its evidence
     * @param threshold the threshold that its score exceeded, above 0
     */
    public Alert compose(ScoredWindow window, double threshold) {
        Evidence evidence = window.evidence();
        float[] observed = evidence.observed();
        int length = observed.length / channels;
        float rate = evidence.sampleRate() > 0 ? evidence.sampleRate() : cardSampleRate;
        Peak peak = Peak.of(evidence, window.score());
        double ratio = window.score() / threshold;
        return Alert.newBuilder()
                .setId(id(window))
                .setSeries(window.series())
                .setStart(Instant.ofEpochMilli(window.startMillis()))
                .setEnd(after(window.startMillis(), length, rate))
                .setScore(window.score())
                .setThreshold(threshold)
                .setRatio(ratio)
                .setSeverity(severity(ratio))
                .setChannelShares(shares(evidence.channelErrors()))
                .setPeakSample(peak.sample())
                .setPeakChannel(peak.channel())
                .setPeakTime(after(window.startMillis(), peak.sample(), rate))
                .setLength(length)
                .setChannels(channels)
                .setObserved(list(observed))
                .setExpected(peak.isExplained() ? list(evidence.expected()) : List.of())
                .setModelName(modelName)
                .setModelVersion(modelVersion)
                .setModelHash(modelHash)
                .setPolicy(policy)
                .setOrigin(evidence.origin())
                .setDetected(Instant.now())
                .setTags(evidence.tags())
                .build();
    }

    /**
     * The same window in the same record under the same model and policy gets the same id, whenever it is judged and
     * however the policy is set.
     */
    private String id(ScoredWindow window) {
        var origin = window.evidence().origin();
        String name = String.join(
                "\u0000",
                window.series(),
                Long.toString(window.startMillis()),
                modelHash,
                policyName,
                origin.getTopic(),
                Integer.toString(origin.getPartition()),
                Long.toString(origin.getOffset()));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Severity severity(double ratio) {
        if (ratio < MAJOR_FROM) {
            return Severity.MINOR;
        }
        return ratio < CRITICAL_FROM ? Severity.MAJOR : Severity.CRITICAL;
    }

    /** Shares in the sum of the channels' errors; equal shares where that sum says nothing (0 or infinite). */
    private static List<Float> shares(float[] channelErrors) {
        double sum = 0;
        for (float error : channelErrors) {
            sum += error;
        }
        List<Float> shares = new ArrayList<>(channelErrors.length);
        for (float error : channelErrors) {
            shares.add(sum > 0 && sum <= Double.MAX_VALUE ? (float) (error / sum) : 1f / channelErrors.length);
        }
        return shares;
    }

    /** No later than consumers have a type for: a card may state any sample rate. */
    private static Instant after(long startMillis, int samples, float rate) {
        long room = Math.max(0, StartBounds.LAST_MILLIS - startMillis);
        long millis = rate > 0 ? Math.round(samples * 1000.0 / rate) : 0;
        return Instant.ofEpochMilli(startMillis + Math.min(millis, room));
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
