// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import io.holter.job.settings.JobSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a job that reads from a test instead of Kafka. */
final class TestSettings {

    private TestSettings() {}

    /** The defaults for a model, with some settings of the test's own: key, value, key, value. */
    static JobSettings of(Path model, String... keysAndValues) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", "nowhere:9092");
        settings.put("model", model.toString());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return JobSettings.of(settings, "test");
    }
}
