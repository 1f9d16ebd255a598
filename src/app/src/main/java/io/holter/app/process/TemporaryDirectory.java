// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import io.holter.core.file.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory for as long as something runs; closing deletes it with all that is in it.
 *
 * @param path where it is
 */
public record TemporaryDirectory(Path path) implements Closeable {

    private static final int ATTEMPTS = 100;
    private static final Set<TemporaryDirectory> OPEN = ConcurrentHashMap.newKeySet();

    private static boolean ending;

    /** Creates an empty one where the system keeps temporary files, named {@code holter-<process id>-…}. */
    public static TemporaryDirectory create() throws IOException {
        synchronized (OPEN) {
            requireNotEnding();
            TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory(
                    "holter-" + ProcessHandle.current().pid() + "-"));
            OPEN.add(directory);
            return directory;
        }
    }

    /**
     * Deletes what a process leaves behind that has to end in the middle of something, and lets nothing new come about.
     *
     * @return whether there was anything
     */
    static boolean deleteLeftovers() {
        List<TemporaryDirectory> leftovers;
        synchronized (OPEN) {
            ending = true;
            leftovers = List.copyOf(OPEN);
        }
        leftovers.forEach(TemporaryDirectory::deleteStubbornly);
        // Once more: what is starting may have made its own directory again.
        leftovers.forEach(TemporaryDirectory::deleteStubbornly);
        return !leftovers.isEmpty();
    }

    private static void requireNotEnding() throws IOException {
        if (ending) {
            throw new IOException("no temporary files any more: the process is ending");
        }
    }

    /** Others may still put files there: as often as that happens, it is tried again. */
    private void deleteStubbornly() {
        for (int i = 0; i < ATTEMPTS && Files.exists(path); i++) {
            try {
                close();
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Creates, if need be, and names a directory inside this one. */
    public Path inside(String name) throws IOException {
        synchronized (OPEN) {
            requireNotEnding();
            return Files.createDirectories(path.resolve(name));
        }
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(path);
        OPEN.remove(this);
    }
}
