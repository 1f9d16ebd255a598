// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import io.holter.core.WrongArtefactException;
import io.holter.core.file.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/**
 * Where the checkpoints and savepoints of a job outlive its process, laid out as Flink does: {@code
 * DIR/<job>/chk-<number>}. The job's id hangs on its consumer group, so that jobs of several groups can share a
 * directory, and the numbers go on from one process to the next. One process at a time has a job's state: it holds a
 * file lock, which ends with the process however that ends.
 */
public final class StateDirectory implements Closeable {

    private static final String LOCK = "lock";
    private static final String LEFT = "left";

    /** The newest, and one to fall back on. */
    private static final int RETAINED = 2;

    private final Path root;
    private final JobID job;
    private final Path directory;
    private final FileChannel lock;

    private StateDirectory(Path root, JobID job, FileChannel lock) {
        this.root = root;
        this.job = job;
        this.directory = root.resolve(job.toHexString());
        this.lock = lock;
    }

    /**
     * Creates the directory, if need be, and keeps others out of this group's part of it until closed.
     *
     * @param root directory for the state of jobs
     * @param group consumer group of the job
     * @throws IOException if another process has it, or it cannot be written
     */
    public static StateDirectory claim(Path root, String group) throws IOException {
        JobID job = id(group);
        Path file = Files.createDirectories(root.toAbsolutePath().resolve(job.toHexString()))
                .resolve(LOCK);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!lock(channel)) {
                throw new IOException("%s: the state of group '%s' is in use by process %s; stop that one first"
                        .formatted(root, group, Files.readString(file).strip()));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new StateDirectory(root.toAbsolutePath(), job, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            // this process itself
            return false;
        }
    }

    private static JobID id(String group) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(group.getBytes(StandardCharsets.UTF_8));
            return new JobID(
                    ByteBuffer.wrap(hash).getLong(0), ByteBuffer.wrap(hash).getLong(Long.BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The job whose state lies here. */
    public JobID job() {
        return job;
    }

    /** Where it lies. */
    public Path path() {
        return directory;
    }

    /** Where state lies that was left. */
    public Path left() {
        return directory.resolve(LEFT);
    }

    /**
     * The newest checkpoint or savepoint, to go on from. What was not completed is deleted; what is damaged is left, see
     * {@link #left}; and of the older ones one is kept.
     *
     * @param news what to say of those that are passed over
     * @return empty where none was ever completed
     * @throws WrongArtefactException if there are some, and all are damaged
     * @throws IOException if they cannot be read
     */
    public Optional<Snapshot> newest(Consumer<String> news) throws IOException {
        List<Snapshot> completed = new ArrayList<>();
        List<Path> damaged = new ArrayList<>();
        for (Path path : snapshots()) {
            if (!Files.exists(path.resolve(Snapshot.METADATA))) {
                news.accept(path.getFileName() + " was never completed: passed over");
                FileTree.delete(path);
                continue;
            }
            try {
                completed.add(Snapshot.read(path));
            } catch (Snapshot.DamagedException e) {
                news.accept(path + " is damaged (" + e.getMessage() + "): passed over");
                damaged.add(path);
            }
        }
        if (completed.isEmpty()) {
            if (!damaged.isEmpty()) {
                throw new WrongArtefactException(
                        directory.toString(), "a checkpoint to go on from (--fresh starts anew)", "damaged ones only");
            }
            return Optional.empty();
        }
        completed.sort(Comparator.comparingLong(Snapshot::number).reversed());
        leave(damaged);
        for (Snapshot old : completed.subList(Math.min(RETAINED, completed.size()), completed.size())) {
            FileTree.delete(old.path());
        }
        return Optional.of(completed.get(0));
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Snapshot::isNamedAsOne).sorted().toList();
        }
    }

    /**
     * Puts all that is here aside, in place of what was put aside before, so that {@link #newest} finds nothing.
     *
     * @return whether there was anything
     */
    public boolean leave() throws IOException {
        List<Path> all = snapshots();
        leave(all);
        return !all.isEmpty();
    }

    private void leave(List<Path> snapshots) throws IOException {
        if (snapshots.isEmpty()) {
            return;
        }
        FileTree.delete(left());
        Files.createDirectory(left());
        for (Path snapshot : snapshots) {
            Files.move(snapshot, left().resolve(snapshot.getFileName()));
        }
    }

    /** Deletes the state of a job that has finished: there is nothing left to go on with. */
    public void clear() throws IOException {
        for (Path snapshot : snapshots()) {
            FileTree.delete(snapshot);
        }
        JobRecord.delete(directory);
    }

    /**
     * A configuration of Flink's with which the job keeps its state here.
     *
     * @param flink what the settings say
     * @param from what to go on from; empty to start anew
     */
    public Configuration configure(Configuration flink, Optional<Snapshot> from) {
        Configuration c = new Configuration(flink);
        c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, asFlinkHasIt(root));
        c.set(CheckpointingOptions.CREATE_CHECKPOINT_SUB_DIR, true);
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (!c.contains(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)) {
            c.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
        }
        from.ifPresent(snapshot -> {
            c.set(StateRecoveryOptions.SAVEPOINT_PATH, asFlinkHasIt(snapshot.path()));
            // Flink then deletes it as one of its own when newer ones have taken its place.
            c.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
        return c;
    }

    /** With a scheme, and whatever characters a name has, as Flink reads it. */
    static String asFlinkHasIt(Path path) {
        return org.apache.flink.core.fs.Path.fromLocalFile(path.toFile()).toString();
    }

    /** Lets others in. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
