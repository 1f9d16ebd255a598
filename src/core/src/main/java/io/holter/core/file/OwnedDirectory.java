// SPDX-License-Identifier: Apache-2.0
package io.holter.core.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory that belongs to this process for as long as it lives. The owner holds a lock on a file beside the
 * directory, {@code <name>.lock}, which the system takes back however the process ends: so {@link #clearLeftovers}
 * knows what no living process owns, whether or not its process id was given away again. Where the file system has no
 * locks there is no such file, and nothing is ever cleared. Thread-safe.
 */
public final class OwnedDirectory implements Closeable {

    private static final String LOCK = ".lock";
    private static final int ATTEMPTS = 100;

    /** Closing any channel of a file gives back this process's lock on it: its own locks are never opened again. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path lock;
    private final FileChannel channel;

    private OwnedDirectory(Path path, Path lock, FileChannel channel) {
        this.path = path;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Creates the directory.
     *
     * @param directory a name that nobody else uses, in a directory that exists
     * @param attributes of the directory, such as its permissions
     * @throws IOException if it exists, or cannot be created
     */
    public static OwnedDirectory create(Path directory, FileAttribute<?>... attributes) throws IOException {
        Path path = directory.toAbsolutePath().getParent().toRealPath().resolve(directory.getFileName());
        Path lock = path.resolveSibling(path.getFileName() + LOCK);
        OWN.add(lock);
        FileChannel channel = null;
        try {
            channel = lock(lock);
            return new OwnedDirectory(Files.createDirectory(path, attributes), lock, channel);
        } catch (IOException e) {
            giveBack(lock, channel);
            throw e;
        }
    }

    /** The lock, before there is anything to own; null where the file system has none. */
    private static FileChannel lock(Path lock) throws IOException {
        for (int i = 1; ; i++) {
            try {
                FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                boolean locked;
                try {
                    locked = channel.tryLock() != null;
                } catch (IOException e) {
                    channel.close();
                    Files.deleteIfExists(lock);
                    return null;
                }
                if (locked && Files.exists(lock)) {
                    return channel;
                }
                // One who clears took the new file for a leftover, and deletes it.
                channel.close();
            } catch (FileAlreadyExistsException e) {
                if (i == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.yield();
        }
    }

    /**
     * Deletes directories whose owners are gone, with all that is in them. What belongs to others, or cannot be
     * deleted, stays.
     *
     * @param parent directory to look in
     * @param prefix what the names of the directories start with
     * @throws IOException if the directory cannot be read
     */
    public static void clearLeftovers(Path parent, String prefix) throws IOException {
        DirectoryStream.Filter<Path> isLock = file -> {
            String name = file.getFileName().toString();
            return name.startsWith(prefix)
                    && name.endsWith(LOCK)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        };
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent.toRealPath(), isLock)) {
            locks.forEach(OwnedDirectory::clear);
        }
    }

    private static void clear(Path lock) {
        if (OWN.contains(lock)) {
            return;
        }
        String name = lock.getFileName().toString();
        Path directory = lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                FileTree.delete(directory);
                Files.deleteIfExists(lock);
            }
        } catch (IOException | OverlappingFileLockException e) {
            System.getLogger(OwnedDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "left " + directory + " alone", e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Gives the directory up without deleting it, for example after it was moved to another name. */
    public void release() throws IOException {
        giveBack(lock, channel);
    }

    /** Deletes the directory with all that is in it, and gives it up. May be tried again where it fails. */
    @Override
    public void close() throws IOException {
        FileTree.delete(path);
        release();
    }

    private static void giveBack(Path lock, FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(lock);
        }
        OWN.remove(lock);
    }
}
