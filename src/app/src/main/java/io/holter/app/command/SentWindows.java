// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.core.Count;
import io.holter.job.settings.JobOptions;
import io.holter.schemas.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a replay has sent, for its summary. */
final class SentWindows {

    /** What the job takes unless its settings say otherwise. */
    private static final Instant EARLIEST = Instant.parse(JobOptions.EARLIEST_START.defaultValue());

    private static final Duration AHEAD = JobOptions.MAX_AHEAD.defaultValue();

    private final Set<String> series = new HashSet<>();
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;
    private long windows;

    void add(Window window) {
        windows++;
        series.add(window.getSeries());
        Instant start = window.getStart();
        earliest = start.isBefore(earliest) ? start : earliest;
        latest = start.isAfter(latest) ? start : latest;
    }

    long windows() {
        return windows;
    }

    /** In one line. */
    String describe(String topic) {
        String starts = windows == 0
                ? ""
                : earliest.equals(latest) ? ", start " + earliest : ", starts " + earliest + " to " + latest;
        return Count.of(windows, "window") + " of " + Count.of(series.size(), "series") + " sent to " + topic + starts;
    }

    /** What to know of times that the job does not take without being told to. */
    Optional<String> remark(Instant now) {
        if (windows > 0 && earliest.isBefore(EARLIEST)) {
            return Optional.of("detect rejects windows that start before " + EARLIEST
                    + ", unless its source.earliest-start is lowered; --fresh-times dates them to now");
        }
        if (windows > 0 && latest.isAfter(now.plus(AHEAD))) {
            return Optional.of("detect rejects windows that start more than a day from now, unless its"
                    + " source.max-ahead is raised; --fresh-times dates them to now");
        }
        return Optional.empty();
    }
}
