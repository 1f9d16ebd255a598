// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.core.quality.Confusion;
import io.holter.schemas.Alert;
import io.holter.schemas.Reject;
import io.holter.schemas.RejectReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was sent, and what came of it. A window is found again by its series and start.
 *
 * <p>Remembers the last million windows one by one; counts go on for ever. For several threads.
 */
final class Ledger {

    private static final int REMEMBERED = 1_000_000;

    private record Key(String series, long startMillis) {}

    private record Sent(long atNanos, boolean abnormal) {}

    private final Map<Key, Sent> waiting = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Sent> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<RejectReason, Long> corrupt = new EnumMap<>(RejectReason.class);
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final List<Long> latencies = new ArrayList<>();
    private long windows;
    private long abnormal;
    private long alerts;
    private long truePositives;

    /** A window is about to be sent. */
    synchronized void sending(LabelledWindow labelled) {
        windows++;
        abnormal += labelled.abnormal() ? 1 : 0;
        Key key = new Key(
                labelled.window().getSeries(), labelled.window().getStart().toEpochMilli());
        waiting.put(key, new Sent(System.nanoTime(), labelled.abnormal()));
    }

    /** A record that cannot be used is about to be sent. */
    synchronized void sendingCorrupt(RejectReason expected) {
        corrupt.merge(expected, 1L, Long::sum);
    }

    /** An alert has arrived. A second one on the same window, as after a restart of the job, does not count. */
    synchronized void arrived(Alert alert) {
        Sent sent = waiting.remove(new Key(alert.getSeries(), alert.getStart().toEpochMilli()));
        if (sent != null) {
            alerts++;
            truePositives += sent.abnormal ? 1 : 0;
            latencies.add(System.nanoTime() - sent.atNanos);
        }
    }

    /** A reject has arrived. */
    synchronized void arrived(Reject reject) {
        rejected.merge(reject.getReason(), 1L, Long::sum);
    }

    /** Windows sent, those that cannot be used not among them. */
    synchronized long windows() {
        return windows;
    }

    /** Windows that alerts have arrived for. */
    synchronized long alerts() {
        return alerts;
    }

    /** Records sent that cannot be used. */
    synchronized long corrupt() {
        return sum(corrupt);
    }

    /** Rejects that have arrived. */
    synchronized long rejects() {
        return sum(rejected);
    }

    /** Records sent that cannot be used, by the reason they should be rejected for. */
    synchronized Map<RejectReason, Long> corruptByReason() {
        return new EnumMap<>(corrupt);
    }

    /** Rejects that have arrived, by reason. */
    synchronized Map<RejectReason, Long> rejectsByReason() {
        return new EnumMap<>(rejected);
    }

    /** Alerts held against the labels. */
    synchronized Confusion confusion() {
        long falsePositives = alerts - truePositives;
        return new Confusion(
                truePositives, falsePositives, windows - abnormal - falsePositives, abnormal - truePositives);
    }

    /**
     * Time from sending a window to the arrival of its alert that a share of the alerts stays at or below, ms: the
     * smallest of those measured that does (nearest rank); NaN without alerts.
     *
     * @param share above 0, at most 1
     */
    synchronized double latencyMillis(double share) {
        if (latencies.isEmpty()) {
            return Double.NaN;
        }
        List<Long> sorted = latencies.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }

    private static long sum(Map<RejectReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
