// SPDX-License-Identifier: Apache-2.0
package io.holter.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.job.Swings;
import io.holter.job.score.Scoring;
import io.holter.job.score.ScoringHarness;
import io.holter.model.MeanModel;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.model.OperationRules;
import io.holter.schemas.ModelCard;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelTest {

    @TempDir
    private Path folder;

    private Path model;
    private ModelCard card;

    @BeforeEach
    void writeModel() throws Exception {
        model = folder.resolve("model");
        card = MeanModel.write(model, Swings.SHAPE);
    }

    @AfterEach
    void nothingStaysOpen() {
        assertThat(SharedModel.openModels()).isZero();
    }

    @Test
    void subtasksShareOneSessionThatTheLastCloses() throws Exception {
        ScoringHarness first = harness().open();
        ScoringHarness second = harness().open();
        assertThat(SharedModel.openModels()).isOne();
        first.close();
        assertThat(SharedModel.openModels()).isOne();
        second.process(Swings.decoded("a", 0, Swings.QUIET));
        second.flink.prepareSnapshotPreBarrier(1);
        assertThat(second.output()).hasSize(1);
        second.close();
        assertThat(SharedModel.openModels()).isZero();
        try (ScoringHarness again = harness().open()) {
            again.process(Swings.decoded("a", 0, Swings.QUIET));
            again.flink.prepareSnapshotPreBarrier(1);
            assertThat(again.output()).hasSize(1);
        }
    }

    @Test
    void whoeverClosesTwiceClosesOnce() throws Exception {
        SharedModel first =
                SharedModel.acquire(new ModelSource(model + "", card.getSavedModelSha256(), OperationRules.USUAL));
        SharedModel second = SharedModel.acquire(
                new ModelSource(model.resolve("../model") + "", card.getSavedModelSha256(), OperationRules.USUAL));
        assertThat(second.model()).isSameAs(first.model());
        first.close();
        first.close();
        second.model().errors(new float[Swings.SHAPE.size()], 1, new float[1]);
        second.close();
        Model closed = second.model();
        assertThatThrownBy(() -> closed.errors(new float[Swings.SHAPE.size()], 1, new float[1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void subtasksComeAndGoAtOnce() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Float>> results = new ArrayList<>();
        try {
            for (int t = 0; t < threads; t++) {
                Callable<Float> work = () -> {
                    start.await();
                    float[] error = new float[1];
                    for (int i = 0; i < 20; i++) {
                        try (SharedModel shared = SharedModel.acquire(
                                new ModelSource(model + "", card.getSavedModelSha256(), OperationRules.USUAL))) {
                            shared.model().errors(Swings.values(2), 1, error);
                        }
                    }
                    return error[0];
                };
                results.add(pool.submit(work));
            }
            start.countDown();
            for (Future<Float> result : results) {
                assertThat(result.get()).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void twoModelsAreTwoSessions() throws Exception {
        Path other = folder.resolve("other");
        ModelCard otherCard = MeanModel.write(other, new WindowShape(4, 1));
        try (SharedModel one = SharedModel.acquire(
                        new ModelSource(model + "", card.getSavedModelSha256(), OperationRules.USUAL));
                SharedModel two = SharedModel.acquire(
                        new ModelSource(other + "", otherCard.getSavedModelSha256(), OperationRules.USUAL))) {
            assertThat(SharedModel.openModels()).isEqualTo(2);
            assertThat(two.model().shape()).isNotEqualTo(one.model().shape());
        }
    }

    @Test
    void anotherModelThanTheJobWasSubmittedWithFailsInOpen() throws Exception {
        Scoring scoring = new Scoring(
                new ModelSource(model.toString(), "ab".repeat(32), OperationRules.USUAL), 1, 1, Duration.ZERO, 1);
        ScoringHarness harness = new ScoringHarness(scoring);
        assertThatExceptionOfType(SuppressRestartsException.class)
                .isThrownBy(harness::open)
                .havingCause()
                .isInstanceOf(WrongArtefactException.class)
                .withMessage(
                        "%s: expected the model that the job was submitted with, SHA-256 %s, found %s",
                        model, "ab".repeat(32), card.getSavedModelSha256());
        assertThat(SharedModel.openModels()).isZero();
        harness.close();
    }

    @Test
    void aModelThatWasExchangedOnDiskIsAnotherModel() throws Exception {
        try (SharedModel old =
                SharedModel.acquire(new ModelSource(model + "", card.getSavedModelSha256(), OperationRules.USUAL))) {
            delete(model);
            ModelCard replaced = MeanModel.write(model, new WindowShape(4, 1));
            try (SharedModel current = SharedModel.acquire(
                            new ModelSource(model + "", replaced.getSavedModelSha256(), OperationRules.USUAL));
                    SharedModel oldAgain = SharedModel.acquire(
                            new ModelSource(model + "", card.getSavedModelSha256(), OperationRules.USUAL))) {
                assertThat(current.model().shape()).isEqualTo(new WindowShape(4, 1));
                assertThat(oldAgain.model()).isSameAs(old.model());
                assertThat(old.model().shape()).isEqualTo(Swings.SHAPE);
            }
        }
        assertThatExceptionOfType(WrongArtefactException.class)
                .isThrownBy(() -> SharedModel.acquire(
                        new ModelSource(model + "", card.getSavedModelSha256(), OperationRules.USUAL)));
    }

    /** The first has a file of 64 GiB, nearly all of it a hole: hashing it takes until the test cuts it off. */
    @Test
    void aModelIsAcquiredWhileAnotherLoadsAndALoadThatFailsIsForgotten() throws Exception {
        Path slow = folder.resolve("slow");
        ModelCard slowCard = MeanModel.write(slow, Swings.SHAPE);
        Path large = slow.resolve("variables").resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 36);
        }
        ModelSource source = new ModelSource(slow + "", slowCard.getSavedModelSha256(), OperationRules.USUAL);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<SharedModel> loading = pool.submit(() -> SharedModel.acquire(source));
            await().until(() -> SharedModel.openModels() == 1);
            try (SharedModel other = SharedModel.acquire(
                    new ModelSource(model + "", card.getSavedModelSha256(), OperationRules.USUAL))) {
                assertThat(other.model().shape()).isEqualTo(Swings.SHAPE);
                assertThat(loading).isNotDone();
            }
            try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
                file.setLength(0);
            }
            assertThatThrownBy(loading::get).hasCauseInstanceOf(WrongArtefactException.class);
        } finally {
            pool.shutdownNow();
        }
        assertThat(SharedModel.openModels()).isZero();
        Files.delete(large);
        SharedModel.acquire(source).close();
    }

    @Test
    void aMissingModelFailsInOpen() throws Exception {
        delete(model);
        assertFailsInOpen(model + ": expected a model directory, found nothing there");
        Files.createDirectories(model);
        assertFailsInOpen(model + ": expected a model directory with a card.json, found no such file in it");
    }

    @Test
    void aBrokenModelFailsInOpen() throws Exception {
        Files.write(model.resolve(ModelDirectory.SAVED_MODEL), new byte[] {1, 2, 3});
        String hash = ModelDirectory.savedModelHash(model);
        assertFailsInOpen(model + ": expected the SavedModel that the card was written for, SHA-256 "
                + card.getSavedModelSha256() + ", found " + hash);
        card.setSavedModelSha256(hash);
        ModelDirectory.writeCard(model, card);
        ScoringHarness harness = harness();
        assertThatExceptionOfType(SuppressRestartsException.class)
                .isThrownBy(harness::open)
                .havingCause()
                .isInstanceOf(WrongArtefactException.class)
                .withMessageStartingWith(model.resolve(ModelDirectory.SAVED_MODEL)
                        + ": expected a SavedModel that TensorFlow can load, found ")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        harness.close();
    }

    private void assertFailsInOpen(String message) throws Exception {
        ScoringHarness harness = harness();
        assertThatExceptionOfType(SuppressRestartsException.class)
                .isThrownBy(harness::open)
                .havingCause()
                .isInstanceOf(WrongArtefactException.class)
                .withMessage(message);
        harness.close();
    }

    private ScoringHarness harness() throws Exception {
        return new ScoringHarness(ScoringHarness.scoring(model, card, 4, Duration.ofMillis(10)));
    }

    private static void delete(Path directory) throws Exception {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
