// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import io.holter.core.WrongArtefactException;
import io.holter.core.file.WholeFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a job's state is about, beside the state. Offsets mean something in one topic only; Flink itself would go on
 * reading that topic, whatever the settings say.
 *
 * @param group consumer group
 * @param topic name of the windows topic
 * @param topicId what Kafka calls it: another one, once it was deleted and created again; empty where Kafka has none
 * @param stopAtEnd whether the job stops at the end of the topic: the partitions' ends are part of the state
 */
public record JobRecord(String group, String topic, String topicId, boolean stopAtEnd) {

    private static final String FILE = "job.properties";

    /**
     * Makes sure that state of a job can be taken up by this one.
     *
     * @param directory the job's directory; where it lacks a record, nothing is known and nothing said
     * @throws WrongArtefactException if it cannot
     * @throws IOException if the record cannot be read
     */
    public void requireFits(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        Properties p = new Properties();
        p.load(new StringReader(Files.readString(file)));
        String id = p.getProperty("topic.id", "");
        String remedy = " (--fresh starts anew and leaves that state)";
        if (!p.getProperty("topic", topic).equals(topic)) {
            throw new WrongArtefactException(
                    directory.toString(),
                    "state of a job on topic " + topic + remedy,
                    "that of one on " + p.getProperty("topic"));
        }
        if (!id.isEmpty() && !topicId.isEmpty() && !id.equals(topicId)) {
            throw new WrongArtefactException(
                    directory.toString(),
                    "state of a job on topic " + topic + " with the id " + topicId + remedy,
                    "that of one on another topic of this name, " + id + ", deleted since or of another cluster");
        }
        boolean theirs = Boolean.parseBoolean(p.getProperty("stop-at-end"));
        if (theirs != stopAtEnd) {
            throw new WrongArtefactException(
                    directory.toString(),
                    "state of a job with source.stop-at-end = " + stopAtEnd + remedy,
                    "that of one with source.stop-at-end = " + theirs);
        }
    }

    /** Writes it, in place of the one before. */
    public void write(Path directory) throws IOException {
        Properties p = new Properties();
        p.setProperty("group", group);
        p.setProperty("topic", topic);
        p.setProperty("topic.id", topicId);
        p.setProperty("stop-at-end", Boolean.toString(stopAtEnd));
        StringWriter text = new StringWriter();
        p.store(text, null);
        WholeFile.write(directory.resolve(FILE), text.toString());
    }

    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }
}
