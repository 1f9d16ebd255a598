// SPDX-License-Identifier: Apache-2.0
package io.holter.model.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Why a machine has no GPU for TensorFlow, as far as files tell: TensorFlow itself only sees none, and must not be
 * asked before the CUDA libraries are loaded.
 *
 * @param onClassPath whether the class path brings a resource of a name
 * @param root root of the file system
 * @param libraryPath folders of libraries, separated by colons, before those of the system: LD_LIBRARY_PATH
 */
record GpuObstacle(Predicate<String> onClassPath, Path root, String libraryPath) {

    /** The native library in its build for GPUs: the one for processors lies in a folder without the suffix. */
    static final String GPU_BUILD = "/org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2";

    private static final String DRIVER = "libcuda.so.1";
    private static final String DRIVER_VERSION = "/proc/driver/nvidia/version";

    /** Folders that the dynamic linker looks in unasked, and where drivers put theirs for containers and for WSL. */
    private static final List<String> USUAL_FOLDERS = List.of(
            "/lib64",
            "/usr/lib64",
            "/lib",
            "/usr/lib",
            "/lib/x86_64-linux-gnu",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/wsl/lib");

    static GpuObstacle ofThisMachine() {
        String path = System.getenv("LD_LIBRARY_PATH");
        return new GpuObstacle(
                resource -> GpuObstacle.class.getResource(resource) != null, Path.of("/"), path == null ? "" : path);
    }

    /** The first thing that is missing, or empty where nothing is. */
    Optional<String> reason() {
        if (!onClassPath.test(GPU_BUILD)) {
            return Optional.of("a native library of TensorFlow that is built for processors only (the Maven profile"
                    + " -Pgpu brings the other one)");
        }
        if (!hasDriver()) {
            return Optional.of("no NVIDIA driver (neither " + DRIVER_VERSION + " nor " + DRIVER + ")");
        }
        List<Path> folders = folders();
        return CudaLibraries.NEEDED.stream()
                .filter(name -> !onClassPath.test(CudaLibraries.FOLDER + name) && !has(folders, name))
                .findFirst()
                .map(name -> "no " + name + " (CUDA 12 with cuDNN 9, from the Maven profile -Pgpu or in a folder that"
                        + " LD_LIBRARY_PATH names)");
    }

    /** Whether there is an NVIDIA driver, and so most likely a GPU. */
    boolean hasDriver() {
        return Files.exists(under(DRIVER_VERSION)) || has(folders(), DRIVER);
    }

    private static boolean has(List<Path> folders, String name) {
        return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(name)));
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String folder : libraryPath.split(":")) {
            if (!folder.isBlank()) {
                folders.add(folder.startsWith("/") ? under(folder) : Path.of(folder));
            }
        }
        folders.addAll(configuredFolders());
        USUAL_FOLDERS.forEach(folder -> folders.add(under(folder)));
        return folders;
    }

    /** The folders that the dynamic linker's configuration names, as distributions lay it out: one a line. */
    private List<Path> configuredFolders() {
        Path directory = under("/etc/ld.so.conf.d");
        List<Path> folders = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return folders;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".conf")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("/")) {
                        folders.add(under(line.strip()));
                    }
                }
            }
        } catch (IOException e) {
            // What cannot be read cannot be found either; TensorFlow has the last word.
            return folders;
        }
        return folders;
    }

    private Path under(String absolute) {
        return root.resolve(absolute.substring(1));
    }
}
