// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.kafka.WindowProducer;
import io.holter.schemas.RejectReason;
import io.holter.schemas.Window;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptionTest {

    private static final Window WINDOW =
            new Window("a", Instant.ofEpochMilli(1), 250f, 140, 1, Collections.nCopies(140, 1f), Map.of("ward", "3"));

    @ParameterizedTest
    @EnumSource(Corruption.class)
    void changesTheRecordAndNeverTheWindow(Corruption corruption) throws IOException {
        byte[] whole = WindowProducer.encode(WINDOW);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(corruption.apply(WINDOW, random)).isNotEqualTo(whole).isNotEmpty();
        }
        assertThat(WindowProducer.encode(WINDOW)).isEqualTo(whole);
    }

    @Test
    void everyKindIsDrawnAndEveryReasonOfAWindowsOwnMaking() {
        SplittableRandom random = new SplittableRandom(1);
        Set<Corruption> drawn = EnumSet.noneOf(Corruption.class);
        Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
        for (int i = 0; i < 1000; i++) {
            Corruption corruption = Corruption.draw(random);
            drawn.add(corruption);
            reasons.add(corruption.reason());
        }
        assertThat(drawn).containsExactlyInAnyOrder(Corruption.values());
        assertThat(reasons)
                .contains(
                        RejectReason.UNDECODABLE,
                        RejectReason.UNKNOWN_SCHEMA,
                        RejectReason.WRONG_LENGTH,
                        RejectReason.NON_FINITE,
                        RejectReason.MISSING_SERIES);
    }
}
