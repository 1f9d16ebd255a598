// SPDX-License-Identifier: Apache-2.0
package io.holter.model.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On made-up machines: folders that hold files of the names that count. */
class GpuObstacleTest {

    private static final String NO_DRIVER = "no NVIDIA driver (neither /proc/driver/nvidia/version nor libcuda.so.1)";

    @TempDir
    private Path root;

    @Test
    void libraryForProcessorsOnly() throws Exception {
        driver();
        assertThat(new GpuObstacle(name -> !name.equals(GpuObstacle.GPU_BUILD), root, "").reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("for processors only", "-Pgpu"));
    }

    @Test
    void noDriver() {
        assertThat(obstacle("").reason()).contains(NO_DRIVER);
        assertThat(obstacle("").hasDriver()).isFalse();
    }

    @Test
    void driverOfAnySortWillDo() throws Exception {
        driver();
        assertThat(obstacle("").reason()).isPresent().get().isNotEqualTo(NO_DRIVER);
        Files.delete(root.resolve("proc/driver/nvidia/version"));
        assertThat(obstacle("").reason()).contains(NO_DRIVER);
        file("usr/lib/wsl/lib/libcuda.so.1");
        assertThat(obstacle("").hasDriver()).isTrue();
        assertThat(obstacle("").reason()).isPresent().get().isNotEqualTo(NO_DRIVER);
    }

    @Test
    void namesTheLibraryThatIsMissing() throws Exception {
        driver();
        for (String name : CudaLibraries.NEEDED) {
            assertThat(obstacle("/opt/cuda").reason())
                    .hasValueSatisfying(reason -> assertThat(reason).startsWith("no " + name + " "));
            file("opt/cuda/" + name);
        }
        assertThat(obstacle("/opt/cuda").reason()).isEmpty();
        assertThat(obstacle("").reason()).isPresent();
    }

    @Test
    void findsLibrariesWhereTheLinkerIsToldTo() throws Exception {
        driver();
        for (String name : CudaLibraries.NEEDED) {
            file("usr/local/cuda/lib64/" + name);
        }
        assertThat(obstacle("").reason()).isPresent();
        Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.writeString(root.resolve("etc/ld.so.conf.d/cuda.conf"), "# CUDA\n/usr/local/cuda/lib64\n");
        assertThat(obstacle("").reason()).isEmpty();
    }

    @Test
    void librariesOfTheClassPathWillDo() throws Exception {
        driver();
        assertThat(new GpuObstacle(name -> true, root, "").reason()).isEmpty();
    }

    private GpuObstacle obstacle(String libraryPath) {
        return new GpuObstacle(name -> name.equals(GpuObstacle.GPU_BUILD), root, libraryPath);
    }

    private void driver() throws IOException {
        file("proc/driver/nvidia/version");
    }

    private void file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
