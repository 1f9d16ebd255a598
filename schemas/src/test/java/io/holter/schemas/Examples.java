// SPDX-License-Identifier: Apache-2.0
package io.holter.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** One record of each schema with no field left at its default. */
final class Examples {

    static {
        GeneratedClasses.trust();
    }

    private static final Origin ORIGIN = new Origin("holter.windows", 3, 1L << 40);

    private Examples() {}

    static List<SpecificRecordBase> all() {
        return List.of(window(), sample(), alert(), reject(), ORIGIN, card());
    }

    static SpecificData data(SpecificRecordBase example) {
        return SpecificData.getForClass(example.getClass());
    }

    private static Window window() {
        return Window.newBuilder()
                .setSeries("Ångström-7")
                .setStart(Instant.parse("2026-03-01T12:00:00.123Z"))
                .setSampleRate(360)
                .setLength(3)
                .setChannels(2)
                .setValues(List.of(0.1f, -2f, Float.MIN_VALUE, Float.MAX_VALUE, -0f, 5e-3f))
                .setTags(Map.of("ward", "3b"))
                .build();
    }

    private static Sample sample() {
        return Sample.newBuilder()
                .setSeries("Ångström-7")
                .setStart(Instant.parse("2026-03-01T12:00:00.123456Z"))
                .setSampleRate(360)
                .setChannels(2)
                .setValues(List.of(0.1f, -2f, Float.MIN_VALUE, Float.MAX_VALUE))
                .setTags(Map.of("ward", "3b"))
                .build();
    }

    private static Alert alert() {
        return Alert.newBuilder()
                .setId("7d444840-9dc0-3fb2-a7b4-c1f6e2d0e6ab")
                .setSeries("Ångström-7")
                .setStart(Instant.parse("2026-03-01T12:00:00.123Z"))
                .setEnd(Instant.parse("2026-03-01T12:00:00.131Z"))
                .setScore(Double.POSITIVE_INFINITY)
                .setThreshold(0.41)
                .setRatio(Double.POSITIVE_INFINITY)
                .setSeverity(Severity.CRITICAL)
                .setChannelShares(List.of(0.25f, 0.75f))
                .setPeakSample(2)
                .setPeakChannel(1)
                .setPeakTime(Instant.parse("2026-03-01T12:00:00.129Z"))
                .setLength(3)
                .setChannels(2)
                .setObserved(List.of(1f, 2f, 3f, 4f, 5f, 6f))
                .setExpected(List.of(1f, 2f, 3f, 4f, 5f, 0f))
                .setModelName("ecg")
                .setModelVersion("2026-02-28")
                .setModelHash("ab".repeat(32))
                .setPolicy("rolling(k=4.0)")
                .setOrigin(ORIGIN)
                .setDetected(Instant.parse("2026-03-01T12:00:00.150Z"))
                .setTags(Map.of("ward", "3b"))
                .build();
    }

    private static Reject reject() {
        return Reject.newBuilder()
                .setKey(ByteBuffer.wrap(new byte[] {1, 2}))
                .setBytes(ByteBuffer.wrap(new byte[] {(byte) 0xC3, 1, 0}))
                .setReason(RejectReason.NON_FINITE)
                .setDetail("expected finite values, found NaN at sample 1 of channel 0")
                .setOrigin(ORIGIN)
                .setRejected(Instant.parse("2026-03-01T12:00:00.150Z"))
                .build();
    }

    private static ModelCard card() {
        return ModelCard.newBuilder()
                .setName("ecg")
                .setVersion("2026-02-28")
                .setCreated(Instant.parse("2026-02-28T23:59:59.999Z"))
                .setLength(3)
                .setChannels(List.of(new Channel("MLII", "mV"), new Channel("V5", "mV")))
                .setSampleRate(360)
                .setHeight(1)
                .setArchitecture("dense")
                .setLayers(List.of(6, 2, 6))
                .setCodeWidth(2)
                .setParameters(32)
                .setLoss("mse")
                .setScoreError("absolute")
                .setScore("error+neighbours")
                .setNormalisation("(x - 0.5) / 2")
                .setNormalisationKind("standard")
                .setEpochs(50)
                .setBatch(64)
                .setSeed(7)
                .setSettings(Map.of("batch", "64"))
                .setTrainingWindows(1000)
                .setHeldOutWindows(250)
                .setLeftOutWindows(17)
                .setTrainingLoss(0.01)
                .setValidationLoss(0.02)
                .setTrainingLosses(List.of(0.03, 0.01))
                .setValidationLosses(List.of(0.04, 0.02))
                .setDataSources(List.of("ecg.csv.gz"))
                .setDataFingerprint("cd".repeat(32))
                .setCodeRevision("0.1.0")
                .setSavedModelSha256("ab".repeat(32))
                .setErrors(new ErrorSketch(250L, 0.02, 0.01, List.of(0.0, 1.0), List.of(0.001, 0.09)))
                .setThreshold(0.06)
                .setThresholdRule("mean + 4.0 standard deviations")
                .build();
    }
}
