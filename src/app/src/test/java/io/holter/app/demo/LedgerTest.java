// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.quality.Confusion;
import io.holter.schemas.Alert;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Reject;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    static {
        GeneratedClasses.trust();
    }

    private final Ledger ledger = new Ledger();

    @Test
    void holdsAlertsAgainstWhatWasSent() {
        for (int i = 1; i <= 10; i++) {
            ledger.sending(new LabelledWindow(window("a", i), i <= 3));
        }
        ledger.arrived(alert("a", 1));
        ledger.arrived(alert("a", 2));
        ledger.arrived(alert("a", 7));
        assertThat(ledger.confusion()).isEqualTo(new Confusion(2, 1, 6, 1));
        assertThat(ledger.windows()).isEqualTo(10);
        assertThat(ledger.alerts()).isEqualTo(3);
    }

    @Test
    void doesNotTakeOneSeriesForAnother() {
        ledger.sending(new LabelledWindow(window("a", 1), true));
        ledger.sending(new LabelledWindow(window("b", 1), false));
        ledger.arrived(alert("b", 1));
        assertThat(ledger.confusion()).isEqualTo(new Confusion(0, 1, 0, 1));
    }

    @Test
    void countsAnAlertOnceAndNoneOnWhatWasNotSent() {
        ledger.sending(new LabelledWindow(window("a", 1), true));
        ledger.arrived(alert("a", 1));
        ledger.arrived(alert("a", 1));
        ledger.arrived(alert("a", 99));
        assertThat(ledger.alerts()).isEqualTo(1);
    }

    @Test
    void countsRejectsByReason() {
        ledger.sendingCorrupt(RejectReason.NON_FINITE);
        ledger.sendingCorrupt(RejectReason.NON_FINITE);
        ledger.arrived(Reject.newBuilder().setReason(RejectReason.NON_FINITE).build());
        assertThat(ledger.corruptByReason()).isEqualTo(Map.of(RejectReason.NON_FINITE, 2L));
        assertThat(ledger.rejectsByReason()).isEqualTo(Map.of(RejectReason.NON_FINITE, 1L));
        assertThat(ledger.corrupt()).isEqualTo(2);
        assertThat(ledger.rejects()).isEqualTo(1);
    }

    @Test
    void measuresNothingAsNoNumberAndSomethingInOrder() {
        assertThat(ledger.latencyMillis(0.5)).isNaN();
        for (int i = 1; i <= 100; i++) {
            ledger.sending(new LabelledWindow(window("a", i), false));
        }
        for (int i = 1; i <= 100; i++) {
            ledger.arrived(alert("a", i));
        }
        assertThat(ledger.latencyMillis(0.5)).isPositive().isLessThanOrEqualTo(ledger.latencyMillis(0.99));
        assertThat(ledger.latencyMillis(0.99)).isLessThanOrEqualTo(ledger.latencyMillis(1));
    }

    private static Window window(String series, long start) {
        return Window.newBuilder()
                .setSeries(series)
                .setStart(Instant.ofEpochMilli(start))
                .build();
    }

    private static Alert alert(String series, long start) {
        return Alert.newBuilder()
                .setSeries(series)
                .setStart(Instant.ofEpochMilli(start))
                .build();
    }
}
