// SPDX-License-Identifier: Apache-2.0
package io.holter.model.device;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/**
 * The CUDA libraries that TensorFlow 2.18 opens by name, from the class path where a build with {@code -Pgpu} put them.
 * A library that is loaded already is found by its name, wherever it lies, so loading them beforehand saves
 * LD_LIBRARY_PATH. It has to be before TensorFlow's native library is loaded, which looks for the first of them at once
 * and never again. What TensorFlow's own Java classes load beforehand are the names of CUDA 11.
 */
final class CudaLibraries {

    /** What TensorFlow opens before it takes a GPU; lacking one of them, it takes none. */
    static final List<String> NEEDED = List.of(
            "libcudart.so.12",
            "libcublas.so.12",
            "libcublasLt.so.12",
            "libcufft.so.11",
            "libcusolver.so.11",
            "libcusparse.so.12",
            "libcudnn.so.9");

    /** All of them and what they open in turn, each after those that it needs. */
    private static final List<String> IN_ORDER = List.of(
            "libcudart.so.12",
            "libnvJitLink.so.12",
            "libnvrtc-builtins.so.12.6",
            "libnvrtc.so.12",
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcufft.so.11",
            "libcusparse.so.12",
            "libcusolver.so.11",
            "libcupti.so.12",
            "libnccl.so.2",
            "libcudnn_graph.so.9",
            "libcudnn_ops.so.9",
            "libcudnn_heuristic.so.9",
            "libcudnn_engines_precompiled.so.9",
            "libcudnn_engines_runtime_compiled.so.9",
            "libcudnn_cnn.so.9",
            "libcudnn_adv.so.9",
            "libcudnn.so.9");

    /** Where the class path has them. */
    static final String FOLDER = "/org/bytedeco/cuda/linux-x86_64/";

    private static boolean loaded;

    private CudaLibraries() {}

    /**
     * Loads what the class path has of them, once a process; unpacks them to JavaCPP's cache the first time, which
     * takes 2.4 GB there. Libraries of the system, where the class path has none, TensorFlow opens itself.
     *
     * @throws IllegalStateException if they cannot be unpacked or loaded
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        for (String name : IN_ORDER) {
            URL resource = CudaLibraries.class.getResource(FOLDER + name);
            if (resource == null) {
                continue;
            }
            try {
                File file = Loader.cacheResource(resource);
                System.load(file.getAbsolutePath());
            } catch (IOException | UnsatisfiedLinkError e) {
                throw new IllegalStateException(name + " of the class path cannot be loaded: " + e.getMessage(), e);
            }
        }
        loaded = true;
    }
}
