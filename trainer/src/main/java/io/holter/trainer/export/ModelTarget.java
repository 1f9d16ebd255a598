// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import io.holter.core.WrongArtefactException;
import io.holter.core.file.FileTree;
import io.holter.core.file.OwnedDirectory;
import io.holter.core.file.WholeFile;
import io.holter.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The place where a model directory is to appear, whole or not at all: everything is written to a folder beside it,
 * {@code .<name>.part}, which takes its name in one step at the end. The folder also claims the place: a second training
 * for it is refused. Until {@link #close()} at the latest, and also when the process is told to stop, whatever is not
 * whole is deleted again; what a killed process left, the next one for this place deletes. Thread-safe.
 *
 * <p>A model that is there is exchanged in one step where the place is a symbolic link to its directory: then the link
 * is. Of two directories neither Java nor most systems exchange the names at once, and there is none for some
 * microseconds.
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
    private final boolean overwrite;
    private final OwnedDirectory part;
    private final Deque<Path> createdParents;
    private final Thread hook = new Thread(this::deleteUnfinished, "holter-delete-unfinished-model");
    private boolean open = true;

    private ModelTarget(Path directory, boolean overwrite, OwnedDirectory part, Deque<Path> createdParents) {
        this.directory = directory;
        this.overwrite = overwrite;
        this.part = part;
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
        Path target = target(directory);
        requireFree(directory, target, overwrite);
        if (Files.isDirectory(target) && !Files.isSymbolicLink(target)) {
            requireReplaceable(directory, target);
        }
        Deque<Path> created = new ArrayDeque<>();
        try {
            createMissing(target.getParent(), created);
            String name = "." + target.getFileName() + ".part";
            OwnedDirectory.clearLeftovers(target.getParent(), name);
            // Not by createTempDirectory, whose folders nobody but their owner can read.
            return new ModelTarget(target, overwrite, OwnedDirectory.create(target.resolveSibling(name)), created);
        } catch (FileAlreadyExistsException e) {
            delete(created);
            throw new WrongArtefactException(
                    directory.toString(),
                    "a place that no other training writes to",
                    "one under way (" + e.getFile() + ")",
                    e);
        } catch (FileSystemException e) {
            delete(created);
            throw new WrongArtefactException(directory.toString(), "a place that can be written to", reason(e), e);
        }
    }

    /** A link to an empty folder is followed, as to a disk with more room: there is no model to exchange. */
    private static Path target(Path directory) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        if (!Files.isSymbolicLink(target)) {
            return target;
        }
        if (!Files.exists(target)) {
            throw new WrongArtefactException(directory.toString(), "a folder, or nothing", "a link to nothing");
        }
        return Files.isDirectory(target) && isEmpty(target) ? target.toRealPath() : target;
    }

    /** Makes sure, before the training, that another folder can take the name of one that is there. */
    static void requireReplaceable(Path asGiven, Path target) throws IOException {
        boolean here = Files.isSameFile(target, Path.of(""));
        if (here || isMountPoint(target)) {
            throw new WrongArtefactException(
                    asGiven.toString(),
                    "a folder that a model can be put in the place of, such as one inside it",
                    here ? "the working directory" : "the root of a file system");
        }
    }

    private static boolean isMountPoint(Path directory) {
        try {
            return !Files.getFileStore(directory).equals(Files.getFileStore(directory.getParent()));
        } catch (IOException e) {
            // Where the system does not say, the end of the training will tell.
            return false;
        }
    }

    /** The model directory's path, absolute. */
    public Path directory() {
        return directory;
    }

    /**
     * Writes the model and puts it in its place. Once only. Where something else has come there meanwhile, that stays,
     * and the model is put beside it.
     *
     * @throws IllegalStateException if this is closed
     * @throws IOException if the model cannot be written
     * @throws WrongArtefactException if the place is no longer free; says where the model is
     */
    public synchronized void write(Writer writer) throws IOException {
        if (!open) {
            throw new IllegalStateException("closed");
        }
        try {
            writer.write(part.path());
        } catch (IOException e) {
            // Of a full disk, Java says no path.
            throw new IOException(directory + ": the model cannot be written: " + e.getMessage(), e);
        }
        try {
            putInPlace();
        } catch (WrongArtefactException | FileSystemException e) {
            Path kept = keep();
            throw new WrongArtefactException(
                    directory.toString(),
                    "a place that is as free as before the training",
                    found(e) + "; the model is in " + kept,
                    e);
        } finally {
            if (!Files.exists(part.path())) {
                part.release();
                createdParents.clear();
                open = false;
            }
        }
    }

    /** Beside the place; where no name can be changed any more, the model stays in the folder that it was written to. */
    private Path keep() {
        Path beside = directory.resolveSibling(directory.getFileName() + "-" + suffix());
        try {
            Files.move(part.path(), beside, StandardCopyOption.ATOMIC_MOVE);
            return beside;
        } catch (IOException e) {
            open = false;
            return part.path();
        }
    }

    private static String found(Exception e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : null;
        return "something else" + (reason == null ? "" : " (" + reason + ")");
    }

    private void putInPlace() throws IOException {
        if (overwrite) {
            requireFree(directory, directory, true);
        }
        if (overwrite && Files.isSymbolicLink(directory)) {
            exchangeLink();
        } else if (!overwrite || isEmpty(directory)) {
            // Replaces nothing but an empty folder.
            Files.move(part.path(), directory, StandardCopyOption.ATOMIC_MOVE);
        } else {
            exchange();
        }
    }

    private void exchange() throws IOException {
        Path old = WholeFile.partOf(directory);
        Files.move(directory, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(part.path(), directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(old, directory, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        deleteTree(old);
    }

    /**
     * The new directory gets a name of its own, beside the link, and the link its new meaning in one step. The model
     * before stays until the next exchange: somebody may be on the way to it.
     */
    private void exchangeLink() throws IOException {
        Path old = directory.toRealPath();
        String prefix = "." + directory.getFileName() + ".";
        Path fresh = directory.resolveSibling(prefix + suffix() + ".model");
        Files.move(part.path(), fresh, StandardCopyOption.ATOMIC_MOVE);
        Path link = WholeFile.partOf(directory);
        Files.createSymbolicLink(link, fresh.getFileName());
        Files.move(link, directory, StandardCopyOption.ATOMIC_MOVE);
        Pattern names = Pattern.compile(Pattern.quote(prefix) + "[0-9a-f]{8}\\.model");
        try (DirectoryStream<Path> before = Files.newDirectoryStream(
                directory.getParent(),
                path -> names.matcher(path.getFileName().toString()).matches())) {
            for (Path model : before) {
                if (!model.equals(fresh) && !model.toRealPath().equals(old)) {
                    deleteTree(model);
                }
            }
        }
    }

    private static String suffix() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
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
        if (!open) {
            return;
        }
        open = false;
        try {
            part.close();
        } catch (IOException e) {
            System.getLogger(ModelTarget.class.getName())
                    .log(System.Logger.Level.WARNING, "could not delete " + part.path() + ": " + e);
        }
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
        if (names.contains(ModelDirectory.CARD) || names.contains(ModelDirectory.SAVED_MODEL)) {
            foreign.removeAll(FILES_OF_A_MODEL);
        }
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
                    .log(System.Logger.Level.WARNING, "could not delete " + root + ": " + e);
        }
    }
}
