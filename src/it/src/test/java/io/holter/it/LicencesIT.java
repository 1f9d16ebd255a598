// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under which terms each jar may be passed on is in that jar. */
class LicencesIT {

    private static final Path ROOT = Path.of("../..");
    private static final List<String> NOTICES = List.of("META-INF/NOTICE", "META-INF/NOTICE.txt", "META-INF/NOTICE.md");
    private static final Pattern LICENCE = Pattern.compile("    (\\S.*):");
    private static final Pattern ARTIFACT = Pattern.compile("\\(([^: ]+):([^: ]+):(\\S+) - ");

    private Path job;

    @BeforeEach
    void findJob() throws IOException {
        job = ClusterJars.job();
    }

    @Test
    void everyModulesJarHasLicenceAndNotice() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String module : List.of(
                "schemas",
                "src/core",
                "src/wire",
                "src/model",
                "src/data",
                "trainer",
                "flink-job",
                "src/app",
                "src/bench")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
                jars.add(files.filter(file -> file.toString().endsWith("-SNAPSHOT.jar")
                                || file.toString().matches(".*-\\d+(\\.\\d+)*\\.jar"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no jar of " + module)));
            }
        }
        for (Path jar : jars) {
            for (String name : List.of("LICENSE", "NOTICE")) {
                assertThat(text(jar, "META-INF/" + name))
                        .as("%s of %s", name, jar)
                        .isEqualTo(Files.readString(ROOT.resolve(name)));
            }
        }
    }

    @Test
    void theJobsJarKeepsTheLicenceAndTheNoticesOfWhatItBundles() throws IOException {
        assertThat(text(job, "META-INF/LICENSE")).isEqualTo(Files.readString(ROOT.resolve("LICENSE")));
        String notice = text(job, "META-INF/NOTICE");
        assertThat(notice).contains(Files.readAllLines(ROOT.resolve("NOTICE")));
        int bundled = 0;
        for (Path jar : bundledJars()) {
            for (String name : NOTICES) {
                String theirs = text(jar, name);
                if (theirs != null) {
                    bundled++;
                    assertThat(notice).as("notice of %s", jar.getFileName()).contains(lines(theirs));
                }
            }
        }
        assertThat(bundled).as("bundled jars with a notice").isGreaterThan(10);
        assertThat(text(job, "NOTICE")).as("of kafka-clients").startsWith("Apache Kafka");
    }

    @Test
    void theJobsJarListsWhatTheJobRunsWith() throws IOException {
        List<String> built = Files.readString(ROOT.resolve("flink-job/target/THIRD-PARTY.txt"))
                .lines()
                .filter(line -> !line.contains("(io.holter:"))
                .toList();
        assertThat(text(job, "META-INF/THIRD-PARTY.txt").lines())
                .as("flink-job/src/shade/THIRD-PARTY.txt: grep -v '(io.holter:' flink-job/target/THIRD-PARTY.txt")
                .containsExactlyElementsOf(built);
    }

    @Test
    void termsOtherThanTheApacheLicencesAreInTheJobsJar() throws IOException {
        String terms = text(job, "META-INF/THIRD-PARTY-LICENSES.txt");
        List<String> bundled =
                bundledJars().stream().map(jar -> jar.getFileName().toString()).toList();
        List<String> others = new ArrayList<>();
        String licence = "";
        for (String line : text(job, "META-INF/THIRD-PARTY.txt").lines().toList()) {
            if (LICENCE.matcher(line).matches()) {
                licence = line.strip();
            }
            for (MatchResult artifact : ARTIFACT.matcher(line).results().toList()) {
                String file = artifact.group(2) + "-" + artifact.group(3) + ".jar";
                if (!licence.equals("Apache-2.0:") && bundled.contains(file)) {
                    others.add(artifact.group(1) + ":" + artifact.group(2));
                }
            }
        }
        assertThat(others).isNotEmpty().allSatisfy(artifact -> assertThat(terms).contains(artifact));
    }

    /** The jars on the class path whose first class is in the job's jar. */
    private List<Path> bundledJars() throws IOException {
        List<Path> bundled = new ArrayList<>();
        try (JarFile all = new JarFile(job.toFile())) {
            for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (!element.endsWith(".jar") || element.contains("holter")) {
                    continue;
                }
                try (JarFile jar = new JarFile(element)) {
                    boolean packed = jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.endsWith(".class") && !name.contains("module-info"))
                            .findFirst()
                            .filter(name -> all.getEntry(name) != null)
                            .isPresent();
                    if (packed) {
                        bundled.add(Path.of(element));
                    }
                }
            }
        }
        return bundled;
    }

    /** The lines of a notice, without blank ones and the frame that some put around their title. */
    private static List<String> lines(String notice) {
        return notice.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .toList();
    }

    /** What the entry says; {@code null} where there is none. */
    private static String text(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            JarEntry entry = file.getJarEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = file.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
