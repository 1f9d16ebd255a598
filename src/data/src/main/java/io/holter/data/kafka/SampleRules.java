// SPDX-License-Identifier: Apache-2.0
package io.holter.data.kafka;

import io.holter.core.SettingsFile;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.SliceSettings;
import io.holter.wire.FieldMapping;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job's settings say of the samples of a topic, so that what trains a model is cut as what the job will judge.
 *
 * @param mapping where records of somebody else's making have what a block of samples is made of, with the rate; null
 *     for Holter's own
 * @param slicing how windows are cut
 */
record SampleRules(FieldMapping mapping, SliceSettings slicing) {

    /** Names of the channels; empty where unknown. */
    List<String> channelNames() {
        return mapping == null ? List.of() : mapping.channelNames();
    }

    private static final String KIND = "source.kind";

    /** The rules of the file that an address names; empty where it names none, or the topic has windows. */
    static Optional<SampleRules> of(TopicAddress address) throws IOException {
        String file = address.files().config();
        if (file == null) {
            return Optional.empty();
        }
        Map<String, String> settings;
        try {
            settings = SettingsFile.read(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new WrongArtefactException(file, "settings of a job", "nothing there", e);
        }
        if (!settings.getOrDefault(KIND, "").equalsIgnoreCase("samples")) {
            return Optional.empty();
        }
        FieldMapping mapping = FieldMapping.read(settings, file).orElse(null);
        if (mapping != null && mapping.rate() == 0) {
            throw new WrongArtefactException(file + ": " + FieldMapping.RATE, "samples per second", "none");
        }
        return Optional.of(new SampleRules(mapping, SliceSettings.read(settings, file)));
    }
}
