// SPDX-License-Identifier: Apache-2.0
package io.holter.app.alert;

import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.Severity;
import java.time.Instant;
import java.util.List;

/** An alert for tests. */
public final class Alerts {

    static {
        GeneratedClasses.trust();
    }

    private Alerts() {}

    /** On one window of two channels and three samples. */
    public static Alert example() {
        return Alert.newBuilder()
                .setId("11111111-2222-3333-4444-555555555555")
                .setSeries("ecg-07")
                .setStart(Instant.parse("2026-01-01T00:00:00.120Z"))
                .setScore(0.4312)
                .setThreshold(0.0934)
                .setRatio(4.6167)
                .setSeverity(Severity.CRITICAL)
                .setPeakSample(2)
                .setPeakChannel(1)
                .setLength(3)
                .setChannels(2)
                .setObserved(List.of(0f, 1f, 2f, 3f, 4f, 1.825f))
                .setExpected(List.of(0f, 1f, 2f, 3f, 4f, -0.5f))
                .setOrigin(new Origin("holter.windows", 3, 42L))
                .build();
    }
}
