// SPDX-License-Identifier: Apache-2.0
package io.holter.job.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.threshold.ErrorProfile;
import io.holter.core.threshold.FixedThreshold;
import io.holter.core.threshold.RollingThreshold;
import io.holter.job.score.Evidence;
import io.holter.job.score.ScoredWindow;
import io.holter.schemas.Alert;
import io.holter.schemas.Channel;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.ModelCard;
import io.holter.schemas.Origin;
import io.holter.schemas.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertComposerTest {

    private static final long START = 1_700_000_000_000L;

    static {
        GeneratedClasses.trust();
    }

    private static final ModelCard CARD = ModelCard.newBuilder()
            .setName("ecg")
            .setVersion("2026-02-28")
            .setSavedModelSha256("ab".repeat(32))
            .setSampleRate(100)
            .setChannels(List.of(new Channel("MLII", "mV"), new Channel("V5", "mV")))
            .build();

    private static final RollingThreshold ROLLING = new RollingThreshold(
            ErrorProfile.of(new double[] {1, 2}), 4, 100, new RollingThreshold.Range(0, Double.POSITIVE_INFINITY), 300);

    private static final AlertComposer COMPOSER = AlertComposer.of(CARD, new FixedThreshold(0.5));

    private static final Origin ORIGIN = new Origin("holter.windows", 3, 42L);

    @Test
    void anAlertTellsAllThatIsKnown() {
        Instant before = Instant.now();
        Alert alert = COMPOSER.compose(window(1.0, evidence(250, ORIGIN)), 0.5);
        Instant after = Instant.now();

        assertThat(alert.getSeries()).isEqualTo("patient-7");
        assertThat(alert.getStart()).isEqualTo(Instant.ofEpochMilli(START));
        assertThat(alert.getEnd()).isEqualTo(Instant.ofEpochMilli(START + 12));
        assertThat(alert.getScore()).isEqualTo(1);
        assertThat(alert.getThreshold()).isEqualTo(0.5);
        assertThat(alert.getRatio()).isEqualTo(2);
        assertThat(alert.getSeverity()).isEqualTo(Severity.MAJOR);
        assertThat(alert.getChannelShares()).containsExactly(0.25f, 0.75f);
        // The first channel deviates most of all, but in another unit; the second has the larger error.
        assertThat(alert.getPeakChannel()).isEqualTo(1);
        assertThat(alert.getPeakSample()).isEqualTo(2);
        assertThat(alert.getPeakTime()).isEqualTo(Instant.ofEpochMilli(START + 8));
        assertThat(alert.getLength()).isEqualTo(3);
        assertThat(alert.getChannels()).isEqualTo(2);
        assertThat(alert.getObserved()).containsExactly(900f, 1f, 0f, 2f, 0f, -3f);
        assertThat(alert.getExpected()).containsExactly(0f, 1f, 0f, 1f, 0f, 1f);
        assertThat(alert.getModelName()).isEqualTo("ecg");
        assertThat(alert.getModelVersion()).isEqualTo("2026-02-28");
        assertThat(alert.getModelHash()).isEqualTo("ab".repeat(32));
        assertThat(alert.getPolicy()).isEqualTo("fixed(threshold=0.5)");
        assertThat(alert.getOrigin()).isEqualTo(ORIGIN);
        assertThat(alert.getDetected()).isBetween(before.minusMillis(1), after);
        assertThat(alert.getTags()).isEqualTo(Map.of("ward", "3b"));
    }

    @Test
    void noFieldIsLeftAtItsDefault() {
        Alert alert = COMPOSER.compose(window(1.0, evidence(250, ORIGIN)), 0.5);
        for (Schema.Field field : Alert.getClassSchema().getFields()) {
            assertThat(alert.get(field.pos()))
                    .as(field.name())
                    .isNotEqualTo(Alert.newBuilder().build().get(field.pos()));
        }
    }

    @Test
    void theIdIsTheSameAfterAReplay() {
        String id = COMPOSER.compose(window(1.0, evidence(250, ORIGIN)), 0.5).getId();
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(COMPOSER.compose(window(1.0, evidence(250, ORIGIN)), 0.5).getId())
                .isEqualTo(id);
        // Where the threshold stood is not part of what was found.
        assertThat(COMPOSER.compose(window(1.0, evidence(250, ORIGIN)), 0.7).getId())
                .isEqualTo(id);
    }

    @Test
    void theIdDiffersByRecordModelAndPolicy() {
        ScoredWindow window = window(1.0, evidence(250, ORIGIN));
        Set<String> ids = Set.of(
                id(COMPOSER, window),
                id(COMPOSER, window(1.0, evidence(250, new Origin("holter.windows", 3, 43L)))),
                id(COMPOSER, window(1.0, evidence(250, new Origin("holter.windows", 4, 42L)))),
                id(COMPOSER, window(1.0, evidence(250, new Origin("other.windows", 3, 42L)))),
                id(COMPOSER, new ScoredWindow("patient-8", START, 1.0, 1, window.evidence())),
                id(COMPOSER, new ScoredWindow("patient-7", START + 1, 1.0, 1, window.evidence())),
                id(AlertComposer.of(CARD, ROLLING), window),
                id(
                        AlertComposer.of(
                                ModelCard.newBuilder(CARD)
                                        .setSavedModelSha256("cd".repeat(32))
                                        .build(),
                                new FixedThreshold(0.5)),
                        window));
        // Set.of refuses duplicates.
        assertThat(ids).hasSize(8);
    }

    /**
     * A consumer that drops duplicates must not see an alert anew because a setting was changed, or is printed
     * otherwise.
     */
    @Test
    void theIdDoesNotHangOnHowThePolicyIsSet() {
        ScoredWindow window = window(1.0, evidence(250, ORIGIN));
        AlertComposer other = AlertComposer.of(CARD, new FixedThreshold(0.6));
        assertThat(id(other, window)).isEqualTo(id(COMPOSER, window));
        assertThat(other.compose(window, 0.6).getPolicy()).isEqualTo("fixed(threshold=0.6)");
    }

    /**
     * A consumer that stores alerts under their id must not meet other ids for the same windows one day. The id is
     * MD5 (UUID version 3) of series, start, model hash, policy name, topic, partition and offset, a zero byte between.
     */
    @Test
    void theIdIsFrozen() {
        assertThat(id(COMPOSER, window(1.0, evidence(250, ORIGIN)))).isEqualTo("540729f8-7b21-3521-924a-344cef18857a");
    }

    @ParameterizedTest
    @CsvSource({
        "0.51, MINOR",
        "0.74999, MINOR",
        "0.75, MAJOR",
        "1.49999, MAJOR",
        "1.5, CRITICAL",
        "1e300, CRITICAL",
        "Infinity, CRITICAL",
    })
    void severityGradesTheRatio(double score, Severity severity) {
        Alert alert = COMPOSER.compose(window(score, evidence(250, ORIGIN)), 0.5);
        assertThat(alert.getSeverity()).isEqualTo(severity);
        assertThat(alert.getRatio()).isEqualTo(score / 0.5);
    }

    @Test
    void anInfiniteErrorHasNoShares() {
        float infinite = Float.POSITIVE_INFINITY;
        Evidence evidence = new Evidence(
                250,
                new float[] {0, 1e38f, 0, -3e38f, 0, 2e38f},
                new float[6],
                new float[] {1, infinite},
                Map.of(),
                ORIGIN);
        Alert alert = COMPOSER.compose(window(Double.POSITIVE_INFINITY, evidence), 0.5);
        assertThat(alert.getScore()).isInfinite();
        assertThat(alert.getRatio()).isInfinite();
        assertThat(alert.getChannelShares()).containsExactly(0.5f, 0.5f);
        assertThat(alert.getPeakChannel()).isEqualTo(1);
        assertThat(alert.getPeakSample()).isEqualTo(1);
    }

    @Test
    void sharesAddUpToOne() {
        AlertComposer composer = new AlertComposer("m", "1", "h", 0, 7, "n", "p");
        float[] errors = {0.1f, 1e-30f, 3e37f, 7, 0, 1e37f, 2.5f};
        Evidence evidence = new Evidence(0, new float[14], new float[14], errors, Map.of(), ORIGIN);
        Alert alert = composer.compose(window(1, evidence), 0.5);
        double sum = alert.getChannelShares().stream().mapToDouble(f -> f).sum();
        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(alert.getChannelShares()).allMatch(share -> share >= 0 && share <= 1);
        assertThat(alert.getPeakChannel()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // the window's own rate, else the model's, else none
        "500, 100, 6, 4",
        "0, 100, 30, 20",
        "0, 0, 0, 0",
        // what no sensor has, but a card may state
        "0, NaN, 0, 0",
        "0, -5, 0, 0",
        "0, Infinity, 0, 0",
    })
    void theEndFollowsFromTheSampleRate(float rate, float cardRate, long end, long peak) {
        AlertComposer composer = new AlertComposer("m", "1", "h", cardRate, 2, "n", "p");
        Alert alert = composer.compose(window(1, evidence(rate, ORIGIN)), 0.5);
        assertThat(alert.getEnd()).isEqualTo(Instant.ofEpochMilli(START + end));
        assertThat(alert.getPeakTime()).isEqualTo(Instant.ofEpochMilli(START + peak));
    }

    /** Consumers in Python, for example, have no later time. */
    @ParameterizedTest
    @CsvSource({"1700000000000, 1e-37", "253402300799999, 100", "1, 1e-30"})
    void noTimeIsAfterTheYear9999(long start, float cardRate) {
        AlertComposer composer = new AlertComposer("m", "1", "h", cardRate, 2, "n", "p");
        Alert alert = composer.compose(new ScoredWindow("patient-7", start, 1, 1, evidence(0, ORIGIN)), 0.5);
        assertThat(alert.getEnd()).isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(alert.getPeakTime()).isEqualTo(alert.getEnd());
    }

    /** The network expects NaN everywhere of a window with one reading beyond its range. */
    @Test
    void whereNothingCanBeExpectedTheReadingOutOfAllProportionIsThePeak() {
        float nan = Float.NaN;
        float[] nothing = {nan, nan, nan, nan, nan, nan};
        assertPeak(new float[] {900, 1, 0, 3e38f, 0, -3}, nothing, new float[] {nan, nan}, 1, 1);
        assertPeak(new float[] {900, 1, -3e38f, 2, 3.1e38f, -3}, nothing, new float[] {nan, nan}, 1, 0);
        assertPeak(new float[] {1, 2, 1, 2, 1, 2}, nothing, new float[] {nan, nan}, 0, 0);
        // What an overwhelmed network expects may look like something.
        float[] some = {1, 2, 1, Float.NEGATIVE_INFINITY, nan, 2};
        assertPeak(new float[] {1e38f, 2, 1, 3e38f, 4, 2}, some, new float[] {2, Float.POSITIVE_INFINITY}, 1, 1);
    }

    private static void assertPeak(float[] observed, float[] expected, float[] errors, int sample, int channel) {
        Evidence evidence = new Evidence(250, observed, expected, errors, Map.of(), ORIGIN);
        Alert alert = COMPOSER.compose(window(Double.POSITIVE_INFINITY, evidence), 0.5);
        assertThat(alert.getPeakSample()).isEqualTo(sample);
        assertThat(alert.getPeakChannel()).isEqualTo(channel);
        assertThat(alert.getPeakTime()).isEqualTo(Instant.ofEpochMilli(START + 4L * sample));
        assertThat(alert.getObserved()).hasSize(6);
        assertThat(alert.getExpected()).as("no claim of what was expected").isEmpty();
    }

    private static String id(AlertComposer composer, ScoredWindow window) {
        return composer.compose(window, 0.5).getId();
    }

    private static ScoredWindow window(double score, Evidence evidence) {
        return new ScoredWindow("patient-7", START, score, 1, evidence);
    }

    private static Evidence evidence(float rate, Origin origin) {
        return new Evidence(
                rate,
                new float[] {900, 1, 0, 2, 0, -3},
                new float[] {0, 1, 0, 1, 0, 1},
                new float[] {0.5f, 1.5f},
                Map.of("ward", "3b"),
                origin);
    }
}
