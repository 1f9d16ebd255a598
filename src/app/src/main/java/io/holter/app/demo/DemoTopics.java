// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import java.util.List;

/**
 * The topics of a demo.
 *
 * @param windows windows in
 * @param alerts alerts out
 * @param rejects what cannot be used
 */
record DemoTopics(String windows, String alerts, String rejects) {

    static final DemoTopics DEFAULT = new DemoTopics("holter.windows", "holter.alerts", "holter.rejects");

    List<String> all() {
        return List.of(windows, alerts, rejects);
    }
}
