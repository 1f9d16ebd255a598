// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import io.holter.core.WrongArtefactException;
import io.holter.core.file.FileTree;
import io.holter.core.file.WholeFile;
import io.holter.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The place where a model directory is to appear, whole or not at all: everything is written to a folder beside it,
 * which takes its name in one step at the end. Until {@link #close()} at the latest, and also when the process is told
 * to stop, whatever is not whole is deleted again. Thread-safe.
 */
public final class ModelTarget implements AutoCloseable {

    private static final Set<String> FILES_OF_A_MODEL = Set.of(
            ModelDirectory.SAVED_MODEL,
            ModelDirectory.CARD,
            ModelDirectory.REPORT,
            "variables",
            "assets",
            "fingerprint.pb");

    private final Path directory;
    private final Path temporary;
    private final Deque<Path> createdParents;
    private final Thread hook = new Thread(this::deleteUnfinished, "holter-delete-unfinished-model");
    private boolean open = true;

    private ModelTarget(Path directory, Path temporary, Deque<Path> createdParents) {
        this.directory = directory;
        this.temporary = temporary;
        this.createdParents = createdParents;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Writes the files of a model into a folder. */
    @FunctionalInterface
    public interface Writer {
        /** Writes; may fail at any point. */
        void write(Path directory) throws IOException;
    }

    /**
     * Makes sure that a model can be written, before work is put into it.
     *
     * @param directory where the model directory is to appear; missing folders above it are made
     * @param overwrite whether a model that is there may be replaced, at the end and in one step. A folder that holds
     *     anything else is never touched
     * @throws WrongArtefactException if something is there, or nothing can be written there
     */
    public static ModelTarget open(Path directory, boolean overwrite) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        requireFree(directory, target, overwrite);
        Deque<Path> created = new ArrayDeque<>();
        try {
            createMissing(target.getParent(), created);
            Path temporary = WholeFile.partOf(target);
            // Not by createTempDirectory, whose folders nobody but their owner can read.
            return new ModelTarget(target, Files.createDirectory(temporary), created);
        } catch (FileSystemException e) {
            delete(created);
            throw new WrongArtefactException(directory.toString(), "a place that can be written to", reason(e), e);
        }
    }

    /** The model directory's path, absolute. */
    public Path directory() {
        return directory;
    }

    /**
     * Writes the model and puts it in its place. Once only.
     *
     * @throws IllegalStateException if this is closed
     */
    public synchronized void write(Writer writer) throws IOException {
        if (!open) {
            throw new IllegalStateException("closed");
        }
        writer.write(temporary);
        if (isEmpty(directory)) {
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Path old = temporary.resolveSibling(temporary.getFileName() + ".old");
            Files.move(directory, old, StandardCopyOption.ATOMIC_MOVE);
            try {
                Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.move(old, directory, StandardCopyOption.ATOMIC_MOVE);
                throw e;
            }
            deleteTree(old);
        }
        createdParents.clear();
        open = false;
    }

    @Override
    public void close() {
        deleteUnfinished();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is stopping: the hook runs, and finds nothing left to do.
            return;
        }
    }

    private synchronized void deleteUnfinished() {
        open = false;
        deleteTree(temporary);
        delete(createdParents);
    }

    private static void requireFree(Path asGiven, Path target, boolean overwrite) throws IOException {
        String where = asGiven.toString();
        if (target.getFileName() == null) {
            throw new WrongArtefactException(
                    where, "a folder that a model can be put into", "the root of a file system");
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new WrongArtefactException(where, "a folder, or nothing", "a file");
        }
        if (isEmpty(target)) {
            return;
        }
        Set<String> names = names(target);
        Set<String> foreign = new TreeSet<>(names);
        foreign.removeAll(FILES_OF_A_MODEL);
        if (!foreign.isEmpty()) {
            throw new WrongArtefactException(
                    where,
                    "an empty folder, or nothing",
                    "a folder with " + foreign.iterator().next());
        }
        if (!overwrite) {
            throw new WrongArtefactException(where, "no model there, or leave to overwrite it", "a model");
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        return !Files.exists(directory) || names(directory).isEmpty();
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static void createMissing(Path folder, Deque<Path> created) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        createMissing(folder.getParent(), created);
        try {
            Files.createDirectory(folder);
            created.push(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new FileSystemException(folder.toString(), null, "not a folder");
            }
        }
    }

    private static String reason(FileSystemException e) {
        String reason = e instanceof java.nio.file.AccessDeniedException ? "no permission" : e.getReason();
        return (reason == null ? "no way to make a folder" : reason) + " at " + e.getFile();
    }

    private static void delete(Deque<Path> folders) {
        while (!folders.isEmpty()) {
            try {
                Files.deleteIfExists(folders.pop());
            } catch (IOException e) {
                // Somebody else has put something there meanwhile: it stays.
                return;
            }
        }
    }

    private static void deleteTree(Path root) {
        try {
            FileTree.delete(root);
        } catch (IOException e) {
            System.getLogger(ModelTarget.class.getName())
                    .log(System.Logger.Level.WARNING, "could not delete " + root, e);
        }
    }
}
