// SPDX-License-Identifier: Apache-2.0
package io.holter.app.alert;

import io.holter.core.Escaped;
import io.holter.schemas.Alert;
import java.util.Locale;

/** An alert in one line: time, series, severity, score against threshold, where in the window. */
public final class AlertLine {

    private AlertLine() {}

    /** The line, without a line break. Never fails, whatever the alert lacks. */
    public static String of(Alert alert) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s  %-10s %-8s  score %s > %s (%.1f×)",
                alert.getStart(),
                Escaped.of(String.valueOf(alert.getSeries())),
                alert.getSeverity(),
                shortened(alert.getScore()),
                shortened(alert.getThreshold()),
                alert.getRatio()));
        int at = alert.getPeakSample() * alert.getChannels() + alert.getPeakChannel();
        if (at >= 0 && at < alert.getObserved().size()) {
            line.append(String.format(
                    Locale.ROOT,
                    "  at sample %d of %d: %s",
                    alert.getPeakSample(),
                    alert.getLength(),
                    shortened(alert.getObserved().get(at))));
            // Of readings beyond its range the model expects nothing.
            if (at < alert.getExpected().size()) {
                line.append(" instead of ").append(shortened(alert.getExpected().get(at)));
            }
            if (alert.getChannels() > 1) {
                line.append(" in channel ").append(alert.getPeakChannel());
            }
        }
        return line.toString();
    }

    /** Three significant digits. */
    private static String shortened(double value) {
        double size = Math.abs(value);
        if (value != 0 && (size < 0.001 || size >= 100_000)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
