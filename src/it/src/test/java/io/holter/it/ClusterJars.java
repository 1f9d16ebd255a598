// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars of a Flink cluster as README describes it: Flink's own with what they need, a logger, and TensorFlow.
 * Nothing of Holter, Kafka or Avro, which the job's jar brings.
 */
final class ClusterJars {

    private static final Set<String> NAMES = Set.of(
            // Flink: what flink-streaming-java, flink-clients and flink-runtime-web depend on
            "flink-annotations",
            "flink-clients",
            "flink-connector-datagen",
            "flink-core",
            "flink-core-api",
            "flink-datastream",
            "flink-datastream-api",
            "flink-file-sink-common",
            "flink-hadoop-fs",
            "flink-metrics-core",
            "flink-queryable-state-client-java",
            "flink-rpc-akka-loader",
            "flink-rpc-core",
            "flink-runtime",
            "flink-runtime-web",
            "flink-shaded-asm",
            "flink-shaded-guava",
            "flink-shaded-jackson",
            "flink-shaded-netty",
            "flink-shaded-zookeeper",
            "flink-streaming-java",
            "async-profiler",
            "commons-cli",
            "commons-collections",
            "commons-compress",
            "commons-io",
            "commons-lang3",
            "commons-math3",
            "commons-text",
            "javassist",
            "kryo",
            "lz4-java",
            "minlog",
            "objenesis",
            "reflectasm",
            "snakeyaml-engine",
            "snappy-java",
            // logger
            "log4j-api",
            "log4j-core",
            "log4j-slf4j2-impl",
            "slf4j-api",
            // TensorFlow
            "tensorflow-core-api",
            "tensorflow-core-native",
            "ndarray",
            "javacpp",
            "protobuf-java");

    private static final Pattern JAR = Pattern.compile("(?<name>.+?)-\\d[^/]*?(?<tests>-tests)?\\.jar");

    private ClusterJars() {}

    /** The class path of the cluster's processes, taken from this process's. */
    static String classPath() {
        List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(ClusterJars::belongs)
                .toList();
        Set<String> missing = new TreeSet<>(NAMES);
        jars.forEach(jar -> missing.remove(name(jar)));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("not on the class path, but wanted by a cluster: " + missing);
        }
        return String.join(File.pathSeparator, jars);
    }

    /** The jar that is submitted. */
    static Path job() throws IOException {
        Path target = Path.of("../../flink-job/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("holter-flink-job-.*-job\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no job jar in "
                            + target.toAbsolutePath().normalize() + ": package the module flink-job first"));
        }
    }

    private static boolean belongs(String path) {
        Matcher jar = JAR.matcher(Path.of(path).getFileName().toString());
        return jar.matches() && jar.group("tests") == null && NAMES.contains(jar.group("name"));
    }

    private static String name(String path) {
        Matcher jar = JAR.matcher(Path.of(path).getFileName().toString());
        return jar.matches() ? jar.group("name") : path;
    }
}
