// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The images of {@code docker/.env} carry the versions of the jars in the root pom. */
class ImageVersionsTest {

    private static final Path ROOT = Path.of("../..");

    @Test
    void kafkaImageIsTheBrokerOfThePom() throws IOException {
        assertThat(images().getProperty("KAFKA_IMAGE"))
                .isEqualTo("apache/kafka:" + version("kafka.version"))
                .isEqualTo(KafkaContainerFactory.OFFICIAL_IMAGE);
    }

    @Test
    void flinkImageIsTheFlinkAndJavaOfThePom() throws IOException {
        assertThat(images().getProperty("FLINK_IMAGE"))
                .isEqualTo("flink:" + version("flink.version") + "-java" + version("maven.compiler.release"));
    }

    @Test
    void dockerfilesDefaultToThePinnedImages() throws IOException {
        Properties images = images();
        assertThat(Files.readString(ROOT.resolve("docker/flink/Dockerfile")))
                .contains("ARG FLINK_IMAGE=" + images.getProperty("FLINK_IMAGE") + "\n");
        for (String folder : new String[] {"kafka", "flink-base", "trainer-gpu"}) {
            assertThat(Files.readString(ROOT.resolve("docker").resolve(folder).resolve("Dockerfile")))
                    .contains("ARG JAVA_IMAGE=" + images.getProperty("JAVA_IMAGE") + "\n");
        }
    }

    private static Properties images() throws IOException {
        Properties images = new Properties();
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker/.env"), StandardCharsets.UTF_8)) {
            images.load(reader);
        }
        return images;
    }

    private static String version(String property) throws IOException {
        Matcher matcher = Pattern.compile("<" + Pattern.quote(property) + ">(.*)</")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(matcher.find()).as("root pom has " + property).isTrue();
        return matcher.group(1);
    }
}
