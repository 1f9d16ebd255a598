package io.holter.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.job.Swings;
import io.holter.job.score.Scoring;
import io.holter.job.score.ScoringHarness;
import io.holter.model.MeanModel;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        SharedModel first = SharedModel.acquire(model, card.getSavedModelSha256());
        SharedModel second = SharedModel.acquire(model.resolve("../model"), card.getSavedModelSha256());
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
                        try (SharedModel shared = SharedModel.acquire(model, card.getSavedModelSha256())) {
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
        try (SharedModel one = SharedModel.acquire(model, card.getSavedModelSha256());
                SharedModel two = SharedModel.acquire(other, otherCard.getSavedModelSha256())) {
            assertThat(SharedModel.openModels()).isEqualTo(2);
            assertThat(two.model().shape()).isNotEqualTo(one.model().shape());
        }
    }

    @Test
    void anotherModelThanTheJobWasSubmittedWithFailsInOpen() throws Exception {
        Scoring scoring = new Scoring(model.toString(), "ab".repeat(32), 1, Duration.ZERO, 1);
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
    void aModelThatReplacesAnotherOnDiskIsASessionOfItsOwn() throws Exception {
        String oldHash = card.getSavedModelSha256();
        try (SharedModel old = SharedModel.acquire(model, oldHash)) {
            delete(model);
            ModelCard replaced = MeanModel.write(model, new WindowShape(4, 1));
            try (SharedModel young = SharedModel.acquire(model, replaced.getSavedModelSha256());
                    SharedModel another = SharedModel.acquire(model, oldHash)) {
                assertThat(young.model().shape()).isEqualTo(new WindowShape(4, 1));
                assertThat(another.model()).isSameAs(old.model());
                assertThat(SharedModel.openModels()).isEqualTo(2);
            }
        }
        // Nobody holds the old one any more, and the disk has it no longer.
        assertThatExceptionOfType(WrongArtefactException.class).isThrownBy(() -> SharedModel.acquire(model, oldHash));
    }

    @Test
    void twoModelsLoadAtTheSameTime() throws Exception {
        Path other = folder.resolve("other");
        ModelCard otherCard = MeanModel.write(other, new WindowShape(4, 1));
        // Each loader waits for the other to have begun: one after the other would never end.
        CountDownLatch loading = new CountDownLatch(2);
        SharedModel.Loader waiting = directory -> {
            loading.countDown();
            await(loading);
            return Model.open(directory);
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<SharedModel> one =
                    pool.submit(() -> SharedModel.acquire(model, card.getSavedModelSha256(), waiting));
            Future<SharedModel> two =
                    pool.submit(() -> SharedModel.acquire(other, otherCard.getSavedModelSha256(), waiting));
            try (SharedModel first = one.get(30, TimeUnit.SECONDS);
                    SharedModel second = two.get(30, TimeUnit.SECONDS)) {
                assertThat(second.model()).isNotSameAs(first.model());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoeverAsksWhileAModelIsLoadingGetsThatOne() throws Exception {
        int threads = 6;
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SharedModel.Loader slow = directory -> {
            loads.incrementAndGet();
            loading.countDown();
            await(go);
            return Model.open(directory);
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SharedModel>> acquired = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                acquired.add(pool.submit(() -> SharedModel.acquire(model, card.getSavedModelSha256(), slow)));
            }
            await(loading);
            go.countDown();
            Set<Model> models = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Future<SharedModel> future : acquired) {
                models.add(future.get().model());
            }
            assertThat(models).hasSize(1);
            assertThat(loads).hasValue(1);
            for (Future<SharedModel> future : acquired) {
                assertThat(SharedModel.openModels()).isOne();
                future.get().close();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aLoadThatFailsDoesNotSpoilTheNext() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        SharedModel.Loader failing = directory -> {
            loading.countDown();
            await(fail);
            throw new IOException("the disk is away");
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<SharedModel> first =
                    pool.submit(() -> SharedModel.acquire(model, card.getSavedModelSha256(), failing));
            await(loading);
            // Asks in the middle of the load that fails, or just after it.
            Future<SharedModel> second = pool.submit(() -> SharedModel.acquire(model, card.getSavedModelSha256()));
            fail.countDown();
            assertThatThrownBy(first::get).hasRootCauseMessage("the disk is away");
            try (SharedModel shared = second.get()) {
                assertThat(shared.model().shape()).isEqualTo(Swings.SHAPE);
            }
            assertThat(SharedModel.openModels()).isZero();
            assertThatThrownBy(() -> SharedModel.acquire(model, card.getSavedModelSha256(), failing))
                    .hasMessage("the disk is away");
            assertThat(SharedModel.openModels()).isZero();
        } finally {
            pool.shutdownNow();
        }
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

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
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
