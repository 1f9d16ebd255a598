// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * A completed checkpoint or savepoint on disk.
 *
 * @param path its directory
 * @param number how many the job has taken up to it; the larger, the newer
 * @param written when it was completed
 */
public record Snapshot(Path path, long number, Instant written) {

    /** The file that is written last. */
    static final String METADATA = "_metadata";

    private static final String SAVEPOINT = "savepoint-";
    private static final String CHECKPOINT = "chk-";

    /** Whether a file or folder is named as Flink names a checkpoint or a savepoint. */
    static boolean isNamedAsOne(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(CHECKPOINT) || name.startsWith(SAVEPOINT);
    }

    /**
     * Reads what the checkpoint or savepoint says of itself, and looks for the files that it names.
     *
     * @param path a directory with the file {@value #METADATA}
     * @throws DamagedException if that says nothing sensible, or a file is missing or has another size
     * @throws IOException if it cannot be read
     */
    static Snapshot read(Path path) throws DamagedException, IOException {
        Path file = path.resolve(METADATA);
        CheckpointMetadata metadata;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            metadata = Checkpoints.loadCheckpointMetadata(in, Snapshot.class.getClassLoader(), path.toString());
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // A length that was read from the wrong place asks for any amount of memory.
            throw new DamagedException(METADATA + " cannot be read: " + e);
        }
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (StateObject state : operator.getDiscardables()) {
                requireFile(state);
            }
        }
        return new Snapshot(
                path,
                metadata.getCheckpointId(),
                Files.getLastModifiedTime(file).toInstant());
    }

    private static void requireFile(StateObject state) throws DamagedException {
        StreamStateHandle handle = null;
        if (state instanceof OperatorStateHandle operator) {
            handle = operator.getDelegateStateHandle();
        } else if (state instanceof KeyGroupsStateHandle keyed) {
            handle = keyed.getDelegateStateHandle();
        }
        if (handle instanceof FileStateHandle file) {
            // Where the name is damaged, it need not be one: no java.nio.Path.
            File there = new File(file.getFilePath().getPath());
            if (!there.isFile() || there.length() != file.getStateSize()) {
                throw new DamagedException(
                        there.getName() + " is missing or does not have " + file.getStateSize() + " bytes");
            }
        }
    }

    /** Whether it was taken as the job was stopped, and so with nothing left to commit. */
    public boolean isSavepoint() {
        return path.getFileName().toString().startsWith(SAVEPOINT);
    }

    @Override
    public String toString() {
        return (isSavepoint() ? "savepoint " : "checkpoint ") + number + " of "
                + written.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What was completed once, and is no more what it was. */
    static final class DamagedException extends Exception {

        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message.replaceAll("\\p{Cntrl}", "?"));
        }
    }
}
