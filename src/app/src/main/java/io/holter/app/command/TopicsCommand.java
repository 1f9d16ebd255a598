// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.kafka.Topics;
import io.holter.core.Count;
import io.holter.job.settings.JobSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics}: the topics of a job. */
@Command(
        name = "topics",
        description = "Creates the topics of a job.",
        subcommands = TopicsCommand.Create.class,
        synopsisSubcommandLabel = "create",
        footer = {"", "Example:", "  holter topics create --config holter.properties --partitions 4"})
public final class TopicsCommand {

    /** {@code topics create}. */
    @Command(
            name = "create",
            description =
                    "Creates those topics of a job that do not exist: for windows, alerts and rejects. Changes none"
                            + " that does.",
            footer = {"", "Example:", "  holter topics create --config holter.properties --partitions 4"})
    static final class Create implements Callable<Integer> {

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "Settings of the job, as for detect.")
        private Path config;

        @Option(names = "--set", paramLabel = "key=value", description = "Override one setting of the file.")
        private Map<String, String> overrides = new LinkedHashMap<>();

        @Option(
                names = "--partitions",
                paramLabel = "N",
                converter = Values.Count.class,
                description = "Partitions of each; the job runs with parallelism up to as many. Default: parallelism.")
        private Integer partitions;

        @Option(
                names = "--retention-days",
                paramLabel = "N",
                converter = Values.Count.class,
                description = "Days that records are kept. Default: what the brokers keep.")
        private Integer retentionDays;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JobSettings settings = JobSettings.read(config, overrides);
            List<String> names = List.of(
                    settings.kafka().inputTopic(),
                    settings.kafka().alertsTopic(),
                    settings.kafka().rejectsTopic());
            int wanted = partitions == null ? settings.model().parallelism() : partitions;
            // Every record stands for itself: nothing is to be compacted.
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            if (retentionDays != null) {
                properties.put(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(retentionDays).toMillis()));
            }
            Map<String, Integer> existing =
                    Topics.createMissing(settings.kafka().client(), names, wanted, properties);
            PrintWriter out = spec.commandLine().getOut();
            for (String name : names) {
                Integer has = existing.get(name);
                out.println(name + ": "
                        + (has == null
                                ? "created with " + Count.of(wanted, "partition")
                                : "exists with " + Count.of(has, "partition")));
            }
            out.flush();
            return 0;
        }
    }
}
