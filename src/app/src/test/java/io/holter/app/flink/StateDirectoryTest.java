// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    private Path root;

    private final List<String> news = new ArrayList<>();
    private StateDirectory state;

    @BeforeEach
    void claim() throws IOException {
        state = StateDirectory.claim(root, "holter");
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    @Test
    void nothingIsFoundWhereNothingWasCompleted() throws IOException {
        assertThat(newest()).isEmpty();
        Files.createDirectory(state.path().resolve("chk-1"));
        assertThat(newest()).isEmpty();
        assertThat(news).containsExactly("chk-1 was never completed: passed over");
        assertThat(state.path().resolve("chk-1")).doesNotExist();
    }

    /** As numbers, and whatever the clock said. */
    @Test
    void theNewestIsTheOneOfTheLargestNumber() throws IOException {
        Path nine = completed("chk-9", 9);
        completed("chk-10", 10);
        Files.setLastModifiedTime(
                nine.resolve("_metadata"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(newest()).map(Snapshot::number).contains(10L);
        completed("savepoint-0a0a0a-ffffffffffff", 11);
        assertThat(newest()).map(Snapshot::isSavepoint).contains(true);
        assertThat(nine).as("the third").doesNotExist();
        assertThat(news).isEmpty();
    }

    @Test
    void oneThatIsCutOffOrLacksAFileIsLeftWhereAnOlderOneIsWhole() throws IOException {
        completed("chk-1", 1);
        Path cutOff = completed("chk-2", 2);
        byte[] whole = Files.readAllBytes(cutOff.resolve("_metadata"));
        Files.write(cutOff.resolve("_metadata"), Arrays.copyOf(whole, whole.length - 1));
        Files.delete(completed("chk-3", 3).resolve("state"));
        Files.write(completed("chk-4", 4).resolve("state"), new byte[1]);
        Files.write(completed("chk-5", 5).resolve("_metadata"), new byte[0]);
        assertThat(newest()).map(Snapshot::number).contains(1L);
        assertThat(news)
                .hasSize(4)
                .allMatch(line -> line.matches(
                        ".*chk-\\d is damaged \\((_metadata cannot be read: .*|state is missing .*)\\): passed over"));
        assertThat(state.left()).isDirectoryContaining("glob:**/chk-3");
    }

    /** A length read from the wrong place asks for any amount of memory. */
    @Test
    void noByteThatIsWrongEndsInAnythingButItsLine() throws IOException {
        Path path = completed("chk-1", 1);
        byte[] whole = Files.readAllBytes(path.resolve("_metadata"));
        for (int i = 0; i < whole.length; i++) {
            for (int wrong : new int[] {0x7f, 0xff, 0x00, '\n'}) {
                byte[] bytes = whole.clone();
                bytes[i] = (byte) wrong;
                Files.write(path.resolve("_metadata"), bytes);
                try {
                    Snapshot.read(path);
                } catch (Snapshot.DamagedException e) {
                    assertThat(e).hasMessageNotContaining("\n");
                }
            }
        }
    }

    @Test
    void damageAloneIsNoReasonToStartAnew() throws IOException {
        Files.write(completed("chk-1", 1).resolve("_metadata"), new byte[0]);
        assertThatThrownBy(this::newest)
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(state.path()
                        + ": expected a checkpoint to go on from (--fresh starts anew), found damaged ones only");
    }

    @Test
    void whatIsLeftTakesThePlaceOfWhatWasLeftBefore() throws IOException {
        assertThat(state.leave()).isFalse();
        completed("chk-1", 1);
        assertThat(state.leave()).isTrue();
        assertThat(newest()).isEmpty();
        assertThat(state.leave()).as("nothing to leave, so nothing is lost").isFalse();
        assertThat(state.left().resolve("chk-1")).exists();
        completed("chk-2", 2);
        assertThat(state.leave()).isTrue();
        assertThat(state.left()).isDirectoryNotContaining("glob:**/chk-1");
        Files.move(state.left().resolve("chk-2"), state.path().resolve("chk-2"));
        assertThat(newest()).as("the way back").map(Snapshot::number).contains(2L);
    }

    @Test
    void oneProcessAtATimeHasTheStateOfAGroup() throws IOException {
        assertThatThrownBy(() -> StateDirectory.claim(root, "holter"))
                .isInstanceOf(IOException.class)
                .hasMessage(root + ": the state of group 'holter' is in use by process "
                        + ProcessHandle.current().pid() + "; stop that one first");
        try (StateDirectory other = StateDirectory.claim(root, "trial")) {
            assertThat(other.path()).isNotEqualTo(state.path());
        }
        state.close();
        state = StateDirectory.claim(root, "holter");
    }

    /** What a cluster keeps in the same directory is not ours to find or delete. */
    @Test
    void foldersOfOtherJobsAreLeftAlone() throws IOException {
        Path other = Files.createDirectories(root.resolve("0123456789abcdef0123456789abcdef/chk-7"));
        assertThat(newest()).isEmpty();
        state.clear();
        assertThat(other).exists();
    }

    @Test
    void flinkIsToldWhereToKeepStateAndWhatToGoOnFrom() throws IOException {
        completed("chk-1", 1);
        Configuration flink = new Configuration();
        flink.setString("execution.checkpointing.storage", "jobmanager");
        Configuration c = state.configure(flink, newest());
        assertThat(c.get(CheckpointingOptions.CHECKPOINT_STORAGE)).isEqualTo("filesystem");
        assertThat(c.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).isEqualTo("file:" + root + "/");
        assertThat(c.get(StateRecoveryOptions.SAVEPOINT_PATH)).isEqualTo("file:" + state.path() + "/chk-1/");
        assertThat(state.configure(flink, Optional.empty()).contains(StateRecoveryOptions.SAVEPOINT_PATH))
                .isFalse();
    }

    @Test
    void stateIsTakenUpByAJobOnTheSameTopicOnly() throws IOException {
        JobRecord record = new JobRecord("holter", "windows", "id-1", false);
        record.requireFits(state.path());
        record.write(state.path());
        record.requireFits(state.path());
        new JobRecord("holter", "windows", "", false).requireFits(state.path());
        for (JobRecord other : List.of(
                new JobRecord("holter", "others", "id-1", false),
                new JobRecord("holter", "windows", "id-2", false),
                new JobRecord("holter", "windows", "id-1", true))) {
            assertThatThrownBy(() -> other.requireFits(state.path()))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageContaining("--fresh");
        }
    }

    private Optional<Snapshot> newest() throws IOException {
        return state.newest(news::add);
    }

    /** A checkpoint of one operator, with three bytes of state in a file of its own. */
    private Path completed(String name, long number) throws IOException {
        Path path = Files.createDirectories(state.path().resolve(name));
        Path file = Files.write(path.resolve("state"), new byte[3]);
        OperatorState operator = new OperatorState("judge", "judge", new OperatorID(), 1, 128);
        OperatorStateHandle handle = new OperatorStreamStateHandle(
                Map.of(), new FileStateHandle(new org.apache.flink.core.fs.Path(file.toUri()), 3));
        operator.putState(
                0,
                OperatorSubtaskState.builder()
                        .setManagedOperatorState(StateObjectCollection.singleton(handle))
                        .build());
        try (OutputStream out = Files.newOutputStream(path.resolve("_metadata"))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(operator), List.of()), out);
        }
        return path;
    }
}
