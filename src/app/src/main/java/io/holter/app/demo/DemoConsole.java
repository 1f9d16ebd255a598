// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.core.Count;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;

/**
 * Where a demo says what happens.
 *
 * @param out results: alerts and the summary
 * @param err progress
 * @param headless whether nobody is watching: no progress is shown then, and no page to look at
 */
public record DemoConsole(PrintWriter out, PrintWriter err, boolean headless) {

    /** The next step begins. */
    void step(String what) {
        err.println("holter: " + what);
        err.flush();
    }

    /** Everything runs: where others can join in. */
    void running(String bootstrap, DemoTopics topics, URI page) {
        err.println("  Kafka    " + bootstrap);
        err.println("  topics   " + topics.windows() + " → " + topics.alerts() + ", " + topics.rejects());
        if (!headless) {
            err.println("  Flink    " + page);
            err.println("  join in  holter alerts --bootstrap " + bootstrap + " --from earliest --json");
        }
        err.flush();
    }

    /** How far the replay has come. */
    void progress(Duration elapsed, Ledger ledger) {
        if (!headless) {
            err.printf(
                    "holter: %d s: %s, %s, %s%n",
                    elapsed.toSeconds(),
                    Count.of(ledger.windows(), "window"),
                    Count.of(ledger.alerts(), "alert"),
                    Count.of(ledger.rejects(), "reject"));
            err.flush();
        }
    }
}
