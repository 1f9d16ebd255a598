// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import io.holter.core.file.OwnedDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A directory for as long as something runs; closing deletes it with all that is in it. What a process that was killed
 * could not delete, the next one deletes that creates one.
 */
public final class TemporaryDirectory implements Closeable {

    private static final String PREFIX = "holter-";
    private static final int ATTEMPTS = 100;
    private static final Set<TemporaryDirectory> OPEN = ConcurrentHashMap.newKeySet();

    private static final String SYSTEMS = "java.io.tmpdir";

    private static TemporaryDirectory ofProcess;
    private static boolean cleared;
    private static boolean ending;

    private final OwnedDirectory directory;

    private TemporaryDirectory(OwnedDirectory directory) {
        this.directory = directory;
    }

    /**
     * Makes this process's temporary files lie in a directory of its own, also those of libraries that unpack native
     * code, such as Snappy's: a process that is killed leaves it there. The JDK's own {@code createTempFile} knows only
     * the directory that the process was started with. {@link #deleteOfProcess} deletes the directory.
     */
    public static void useOneForProcess() {
        synchronized (OPEN) {
            try {
                ofProcess = create();
                // A process that ends is not held up by it.
                OPEN.remove(ofProcess);
                System.setProperty(SYSTEMS, ofProcess.path().toString());
            } catch (IOException e) {
                // Whoever needs a temporary file will say that there is no place for one.
                ofProcess = null;
            }
        }
    }

    /** Deletes the process's own, if there is one, as the last thing of all. */
    static void deleteOfProcess() {
        if (ofProcess != null) {
            ofProcess.deleteStubbornly();
        }
    }

    /** Creates an empty one where the system keeps temporary files, named {@code holter-<process id>-…}. */
    public static TemporaryDirectory create() throws IOException {
        synchronized (OPEN) {
            requireNotEnding();
            Path parent = Path.of(System.getProperty(SYSTEMS));
            if (!cleared) {
                OwnedDirectory.clearLeftovers(parent, PREFIX);
                cleared = true;
            }
            String random =
                    HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            String name = PREFIX + ProcessHandle.current().pid() + "-" + random;
            TemporaryDirectory directory =
                    new TemporaryDirectory(OwnedDirectory.create(parent.resolve(name), onlyForTheOwner(parent)));
            OPEN.add(directory);
            return directory;
        }
    }

    private static FileAttribute<?>[] onlyForTheOwner(Path parent) {
        return parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
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
        for (int i = 0; i < ATTEMPTS && Files.exists(path()); i++) {
            try {
                close();
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Where it is. */
    public Path path() {
        return directory.path();
    }

    /** Creates, if need be, and names a directory inside this one. */
    public Path inside(String name) throws IOException {
        synchronized (OPEN) {
            requireNotEnding();
            return Files.createDirectories(path().resolve(name));
        }
    }

    @Override
    public void close() throws IOException {
        directory.close();
        OPEN.remove(this);
    }
}
