// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import io.holter.core.threshold.ThresholdPolicy;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A policy of which two versions cannot be on one class path: compiled from source, in a class loader of its own, as a
 * job's jar is in a cluster. Every score exceeds its threshold, which shows the state: {@code count + 1000 · sum} and
 * whatever the version adds.
 */
final class CompiledPolicy implements AutoCloseable {

    private final URLClassLoader classes;
    private final ThresholdPolicy<?> policy;

    private CompiledPolicy(URLClassLoader classes, ThresholdPolicy<?> policy) {
        this.classes = classes;
        this.policy = policy;
    }

    /**
     * Compiles a version.
     *
     * @param directory empty directory to compile into
     * @param components components of the state's record
     * @param next the next state's components, from {@code s} and {@code score}
     * @param threshold the threshold, from {@code s}
     */
    static CompiledPolicy compile(Path directory, String components, String next, String threshold) throws Exception {
        String source =
                """
                package evolving;

                import io.holter.core.threshold.Judgement;
                import io.holter.core.threshold.ThresholdPolicy;
                import io.holter.core.threshold.Verdict;
                import java.util.Optional;

                public record Policy() implements ThresholdPolicy<Policy.State> {
                    public record State(%s) {}
                    public String name() { return "evolving"; }
                    public Optional<Class<State>> stateType() { return Optional.of(State.class); }
                    public State start() { return new State(%s); }
                    public Judgement<State> judge(State s, long timeMillis, double score) {
                        return new Judgement<>(new State(%s), %s, Verdict.ANOMALY);
                    }
                    public long lastUsedMillis(State s) { return 0; }
                    public State used(State s, long nowMillis) { return s; }
                    public double lowest() { return 0; }
                }
                """
                        .formatted(components, "0, ".repeat(components.split(",").length - 1) + "0", next, threshold);
        Path file = Files.createDirectories(directory.resolve("evolving")).resolve("Policy.java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int errors = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                file.toString());
        if (errors != 0) {
            throw new IOException("cannot compile " + source);
        }
        URLClassLoader classes =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, CompiledPolicy.class.getClassLoader());
        return new CompiledPolicy(classes, (ThresholdPolicy<?>)
                classes.loadClass("evolving.Policy").getConstructor().newInstance());
    }

    ThresholdPolicy<?> policy() {
        return policy;
    }

    ClassLoader classes() {
        return classes;
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
