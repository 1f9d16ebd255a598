// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holter.core.Count;
import io.holter.core.file.WholeFile;
import io.holter.core.quality.Confusion;
import io.holter.schemas.RejectReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a demo measured.
 *
 * @param ledger what was sent, and what came of it
 * @param labelled whether it is known which windows are abnormal
 * @param elapsed time from the first window sent until the last was accounted for
 */
record DemoSummary(Ledger ledger, boolean labelled, Duration elapsed) {

    private double windowsPerSecond() {
        return ledger.windows() / (elapsed.toNanos() / 1e9);
    }

    /** For people. */
    void print(PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "windows    %d, %.0f a second%n", ledger.windows(), windowsPerSecond());
        out.printf(
                Locale.ROOT,
                "latency    p50 %.0f ms, p99 %.0f ms, from sending a window to the arrival of its alert%n",
                ledger.latencyMillis(0.5),
                ledger.latencyMillis(0.99));
        out.printf(Locale.ROOT, "alerts     %d%n", ledger.alerts());
        Confusion confusion = ledger.confusion();
        if (labelled) {
            out.printf(
                    Locale.ROOT,
                    "precision  %.3f: %d of %s on abnormal windows%n",
                    confusion.precision(),
                    confusion.truePositives(),
                    Count.of(ledger.alerts(), "alert"));
            out.printf(
                    Locale.ROOT,
                    "recall     %.3f: %d of %s raised an alert%n",
                    confusion.recall(),
                    confusion.truePositives(),
                    Count.of(confusion.truePositives() + confusion.falseNegatives(), "abnormal window"));
        }
        out.printf(
                Locale.ROOT,
                "rejects    %d of %s sent%n",
                ledger.rejects(),
                Count.of(ledger.corrupt(), "corrupt record"));
        Map<RejectReason, Long> sent = ledger.corruptByReason();
        ledger.rejectsByReason()
                .forEach((reason, count) ->
                        out.printf(Locale.ROOT, "  %-15s %d of %d%n", reason, count, sent.getOrDefault(reason, 0L)));
        out.flush();
    }

    /** For programs: one JSON object; what is undefined, such as the precision of no alerts, is null. */
    void write(Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("windows", ledger.windows());
        json.put("alerts", ledger.alerts());
        json.put("rejects", ledger.rejects());
        json.put("precision", finite(labelled ? ledger.confusion().precision() : Double.NaN));
        json.put("recall", finite(labelled ? ledger.confusion().recall() : Double.NaN));
        json.put("windowsPerSecond", finite(windowsPerSecond()));
        json.put("latencyMsP50", finite(ledger.latencyMillis(0.5)));
        json.put("latencyMsP99", finite(ledger.latencyMillis(0.99)));
        WholeFile.write(
                file,
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json) + "\n");
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
