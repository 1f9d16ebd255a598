// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The machine that was measured on. */
public final class Machine {

    private Machine() {}

    /** Processor, cores, memory, operating system and Java, on one line. */
    public static String describe() {
        Runtime runtime = Runtime.getRuntime();
        String processor = valueOf(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
        String memory = kibibytes(Path.of("/proc/meminfo"), "MemTotal")
                .map(kib -> Math.round(kib / 1024.0 / 1024.0) + " GiB of memory, ")
                .orElse("");
        return processor + ", " + runtime.availableProcessors() + " cores, " + memory + System.getProperty("os.name")
                + " " + System.getProperty("os.version") + ", Java " + System.getProperty("java.version");
    }

    /** Most memory that this process ever held resident; MiB, null where the system does not tell. */
    public static Long peakRssMiB() {
        return kibibytes(Path.of("/proc/self/status"), "VmHWM")
                .map(kib -> kib / 1024)
                .orElse(null);
    }

    private static Optional<Long> kibibytes(Path file, String name) {
        return valueOf(file, name).map(value -> Long.parseLong(value.replaceAll("\\D", "")));
    }

    private static Optional<String> valueOf(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
