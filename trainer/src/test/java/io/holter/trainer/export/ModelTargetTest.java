// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ModelTargetTest {

    @TempDir
    private Path folder;

    @Test
    void modelAppearsWholeAndAtTheEnd() throws Exception {
        Path model = folder.resolve("deep/down/model");
        try (ModelTarget target = ModelTarget.open(model, false)) {
            target.write(directory -> {
                Files.writeString(directory.resolve("card.json"), "{}");
                assertThat(model).doesNotExist();
                assertThat(directory.getParent()).isEqualTo(model.getParent());
            });
            assertThat(model.resolve("card.json")).hasContent("{}");
        }
        assertThat(everything()).containsExactly("deep", "deep/down", "deep/down/model", "deep/down/model/card.json");
    }

    @Test
    void emptyFolderIsFree() throws Exception {
        Path model = Files.createDirectory(folder.resolve("model"));
        try (ModelTarget target = ModelTarget.open(model, false)) {
            target.write(directory -> Files.writeString(directory.resolve("card.json"), "{}"));
        }
        assertThat(everything()).containsExactly("model", "model/card.json");
    }

    @Test
    void nothingIsLeftWhenNothingWasWritten() throws Exception {
        ModelTarget.open(folder.resolve("deep/down/model"), false).close();
        assertThat(everything()).isEmpty();
    }

    @Test
    void nothingIsLeftWhenWritingFails() throws Exception {
        try (ModelTarget target = ModelTarget.open(folder.resolve("deep/model"), false)) {
            assertThatThrownBy(() -> target.write(directory -> {
                        Files.createDirectory(directory.resolve("variables"));
                        Files.writeString(directory.resolve("variables/half"), "");
                        throw new IOException("disk full");
                    }))
                    .hasMessage(folder.resolve("deep/model") + ": the model cannot be written: disk full");
        }
        assertThat(everything()).isEmpty();
    }

    @Test
    void whatOthersPutBesideItStays() throws Exception {
        ModelTarget target = ModelTarget.open(folder.resolve("deep/model"), false);
        Files.writeString(folder.resolve("deep/theirs"), "");
        target.close();
        assertThat(everything()).containsExactly("deep", "deep/theirs");
    }

    @Test
    void modelThatIsThereStaysUnlessOverwritten() throws Exception {
        Path model = Files.createDirectories(folder.resolve("model/variables")).getParent();
        Files.writeString(model.resolve("card.json"), "old");
        Files.writeString(model.resolve("saved_model.pb"), "old");
        refused(model, false, ": expected no model there, or leave to overwrite it, found a model");
        try (ModelTarget target = ModelTarget.open(model, true)) {
            assertThat(model.resolve("card.json")).hasContent("old");
            target.write(directory -> Files.writeString(directory.resolve("card.json"), "new"));
        }
        assertThat(everything()).containsExactly("model", "model/card.json");
        assertThat(model.resolve("card.json")).hasContent("new");
    }

    @Test
    void modelThatIsThereSurvivesAFailure() throws Exception {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("card.json"), "old");
        try (ModelTarget target = ModelTarget.open(model, true)) {
            assertThatThrownBy(() -> target.write(directory -> {
                        throw new IOException("disk full");
                    }))
                    .hasMessage(model + ": the model cannot be written: disk full");
        }
        assertThat(everything()).containsExactly("model", "model/card.json");
    }

    @Test
    void secondTrainingForOnePlaceIsRefused() throws Exception {
        Path model = folder.resolve("model");
        try (ModelTarget first = ModelTarget.open(model, true)) {
            refused(
                    model,
                    true,
                    ": expected a place that no other training writes to, found one under way ("
                            + folder.toRealPath().resolve(".model.part.lock") + ")");
            first.write(directory -> Files.writeString(directory.resolve("card.json"), "first"));
        }
        ModelTarget.open(model, true).close();
        assertThat(everything()).containsExactly("model", "model/card.json");
    }

    @Test
    void whatCameThereMeanwhileStays() throws Exception {
        Path model = folder.resolve("model");
        try (ModelTarget target = ModelTarget.open(model, false)) {
            Files.createDirectory(model);
            Files.writeString(model.resolve("precious.txt"), "precious");
            assertThatThrownBy(
                            () -> target.write(directory -> Files.writeString(directory.resolve("card.json"), "new")))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageStartingWith(
                            model + ": expected a place that is as free as before the training, found something else")
                    .hasMessageContaining("; the model is in " + model + "-");
        }
        assertThat(model.resolve("precious.txt")).hasContent("precious");
        assertThat(everything())
                .hasSize(4)
                .filteredOn(name -> name.endsWith("/card.json"))
                .hasSize(1);
    }

    /** Not for root, who may write everywhere. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aModelThatCannotBeMovedStaysWhereItWasWritten() throws Exception {
        Path parent = Files.createDirectory(folder.resolve("parent"));
        ModelTarget target = ModelTarget.open(parent.resolve("model"), false);
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (target) {
            assumeFalse(Files.isWritable(parent));
            assertThatThrownBy(
                            () -> target.write(directory -> Files.writeString(directory.resolve("card.json"), "new")))
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageEndingWith(
                            "; the model is in " + parent.toRealPath().resolve(".model.part"));
        } finally {
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(parent.resolve(".model.part/card.json")).hasContent("new");
    }

    @Test
    void alsoWithOverwrite() throws Exception {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("card.json"), "old");
        try (ModelTarget target = ModelTarget.open(model, true)) {
            Files.writeString(model.resolve("thesis.tex"), "");
            assertThatThrownBy(
                            () -> target.write(directory -> Files.writeString(directory.resolve("card.json"), "new")))
                    .isInstanceOf(WrongArtefactException.class);
        }
        assertThat(model.resolve("card.json")).hasContent("old");
        assertThat(model.resolve("thesis.tex")).exists();
    }

    /** No look from outside finds anything but a whole model, old or new. */
    @Test
    void aLinkIsExchangedInOneStep() throws Exception {
        Path first = Files.createDirectory(folder.resolve("model-1"));
        Files.writeString(first.resolve("card.json"), "0");
        Path model = Files.createSymbolicLink(folder.resolve("model"), Path.of("model-1"));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> absent = CompletableFuture.supplyAsync(() -> {
            long missing = 0;
            while (!done.get()) {
                missing += isThere(model) ? 0 : 1;
            }
            return missing;
        });
        for (int i = 1; i <= 200; i++) {
            String content = Integer.toString(i);
            try (ModelTarget target = ModelTarget.open(model, true)) {
                target.write(directory -> Files.writeString(directory.resolve("card.json"), content));
            }
            assertThat(model.resolve("card.json")).hasContent(content);
        }
        done.set(true);
        assertThat(absent.get()).isZero();
        assertThat(model).isSymbolicLink();
        // The link, the first directory, and two models of which the link means one.
        assertThat(everything()).filteredOn(name -> name.endsWith("card.json")).hasSize(3);
    }

    @Test
    void aLinkMayHaveAnyName() throws Exception {
        Files.createDirectory(folder.resolve("one"));
        Files.writeString(folder.resolve("one/card.json"), "one");
        Path theirs = Files.createDirectory(folder.resolve(".mine.01234567.model"));
        for (String name : List.of("{a", "m*", "[v]1")) {
            Path link = Files.createSymbolicLink(folder.resolve(name), Path.of("one"));
            for (String content : List.of("two", "three", "four")) {
                try (ModelTarget target = ModelTarget.open(link, true)) {
                    target.write(directory -> Files.writeString(directory.resolve("card.json"), content));
                }
                assertThat(link.resolve("card.json")).hasContent(content);
            }
        }
        assertThat(theirs).exists();
        // Two models of each link, and the one that they meant at first.
        assertThat(everything()).filteredOn(name -> name.endsWith("card.json")).hasSize(7);
    }

    @Test
    void aLinkToAnEmptyFolderIsFollowed() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        for (boolean overwrite : new boolean[] {false, true}) {
            Path empty = Files.createDirectory(disk.resolve("empty-" + overwrite));
            Path model = Files.createSymbolicLink(folder.resolve("model-" + overwrite), empty);
            try (ModelTarget target = ModelTarget.open(model, overwrite)) {
                target.write(directory -> Files.writeString(directory.resolve("card.json"), "new"));
            }
            assertThat(model).isSymbolicLink();
            assertThat(Files.readSymbolicLink(model)).isEqualTo(empty);
            assertThat(model.resolve("card.json")).hasContent("new");
        }
    }

    @Test
    void aLinkToNothingIsRefusedBeforeTheTraining() throws Exception {
        Path model = Files.createSymbolicLink(folder.resolve("model"), Path.of("nowhere"));
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        for (boolean overwrite : new boolean[] {false, true}) {
            refused(model, overwrite, ": expected a folder, or nothing, found a link to nothing");
            refused(circle, overwrite, ": expected a folder, or nothing, found a link to nothing");
        }
        assertThat(everything()).containsExactly("circle", "model");
    }

    /** What the link means is there, unless it means something else by now. */
    private static boolean isThere(Path link) {
        try {
            Path meant = Files.readSymbolicLink(link);
            return Files.exists(link.resolveSibling(meant).resolve("card.json"))
                    || !Files.readSymbolicLink(link).equals(meant);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void leftoversOfAKilledTrainingAreDeleted() throws Exception {
        Path model = folder.resolve("model");
        Files.createDirectories(folder.resolve(".model.part/variables"));
        Files.writeString(folder.resolve(".model.part.lock"), "");
        ModelTarget.open(model, false).close();
        assertThat(everything()).isEmpty();
    }

    @Test
    void foldersWithAnythingElseAreNeverTouched() throws Exception {
        Files.writeString(folder.resolve("card.json"), "{}");
        Files.writeString(folder.resolve("thesis.tex"), "");
        refused(folder, true, ": expected an empty folder, or nothing, found a folder with thesis.tex");
        refused(folder, false, ": expected an empty folder, or nothing, found a folder with thesis.tex");
        assertThat(everything()).containsExactly("card.json", "thesis.tex");
    }

    @Test
    void aFolderWithoutCardAndSavedModelIsNoModel() throws Exception {
        Path page = Files.createDirectories(folder.resolve("page/assets")).getParent();
        Files.writeString(page.resolve("assets/photo.jpg"), "");
        refused(page, true, ": expected an empty folder, or nothing, found a folder with assets");
        Path thesis = Files.createDirectory(folder.resolve("thesis"));
        Files.writeString(thesis.resolve("report.html"), "");
        refused(thesis, true, ": expected an empty folder, or nothing, found a folder with report.html");
    }

    @Test
    void theWorkingDirectoryIsNoPlaceForAModel() throws Exception {
        Path here = Path.of("").toRealPath();
        Path model = Files.createSymbolicLink(folder.resolve("model"), here);
        assertThatThrownBy(() -> ModelTarget.requireReplaceable(model, here))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(
                        model + ": expected a folder that a model can be put in the place of, such as one inside it,"
                                + " found the working directory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMountPointIsNoPlaceForAModel() {
        Path proc = Path.of("/proc");
        assertThatThrownBy(() -> ModelTarget.requireReplaceable(proc, proc))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("/proc: expected a folder that a model can be put in the place of, such as one inside it,"
                        + " found the root of a file system");
    }

    @Test
    void fileInItsPlaceOrAboveItIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        refused(file, true, ": expected a folder, or nothing, found a file");
        refused(
                file.resolve("model"),
                false,
                ": expected a place that can be written to, found not a folder at " + file);
        refused(
                file.resolve("deep/model"),
                false,
                ": expected a place that can be written to, found not a folder at " + file);
        assertThat(everything()).containsExactly("file");
    }

    @Test
    void rootIsNoPlaceForAModel() {
        refused(
                Path.of("/"),
                false,
                ": expected a folder that a model can be put into, found the root of a file system");
    }

    @Test
    void afterCloseNothingIsWritten() throws Exception {
        ModelTarget target = ModelTarget.open(folder.resolve("model"), false);
        target.close();
        assertThatThrownBy(() -> target.write(directory -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(everything()).isEmpty();
    }

    private void refused(Path directory, boolean overwrite, String message) {
        assertThatThrownBy(() -> ModelTarget.open(directory, overwrite))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(directory + message);
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
