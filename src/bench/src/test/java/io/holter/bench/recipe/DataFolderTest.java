// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WrongArtefactException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> new DataFolder(folder).heartbeats())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder + ": expected ECG5000/ecg.csv.gz or ECG5000/ecg.csv, the heartbeats of TensorFlow's"
                        + " tutorial on autoencoders, found nothing of the kind");
        assertThatThrownBy(() -> new DataFolder(folder).clothes(List.of("0")))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(
                        folder + ": expected Fashion-MNIST's files train-images-idx3-ubyte.gz and so on, in a folder"
                                + " FashionMNIST, or MNIST's in a folder MNIST to run on them instead, found nothing of the"
                                + " kind");
        assertThatThrownBy(() -> new DataFolder(null).digits(List.of("0")))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith("--data: expected MNIST's files ")
                .hasMessageEndingWith("found no folder");
    }

    @Test
    void digitsStandInForClothesAndAreCalledByTheirName() throws Exception {
        SmallData.images(folder.resolve("MNIST"), 20, 10);
        DataFolder.Images digits = new DataFolder(folder).clothes(List.of("1"));
        assertThat(digits.name()).isEqualTo("MNIST");
        assertThat(digits.training().size()).isEqualTo(20);
        assertThat(digits.training().anomalies()).isEqualTo(18);
        assertThat(digits.test().size()).isEqualTo(10);
        assertThat(digits.test().signal().height()).isEqualTo(28);

        SmallData.images(folder.resolve("FashionMNIST"), 30, 10);
        DataFolder.Images clothes = new DataFolder(folder).clothes(List.of("1"));
        assertThat(clothes.name()).isEqualTo("Fashion-MNIST");
        assertThat(clothes.training().size()).isEqualTo(30);
        // named itself, a folder holds what it is asked for
        assertThat(new DataFolder(folder.resolve("FashionMNIST"))
                        .clothes(List.of("1"))
                        .name())
                .isEqualTo("Fashion-MNIST");
    }

    @Test
    void aPartOfASetIsNotEnough() throws Exception {
        SmallData.images(folder.resolve("MNIST"), 20, 10);
        Files.delete(folder.resolve("MNIST/t10k-labels-idx1-ubyte.gz"));
        assertThatThrownBy(() -> new DataFolder(folder).digits(List.of("1")))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(folder.resolve("MNIST")
                        + ": expected t10k-labels-idx1-ubyte.gz or t10k-labels-idx1-ubyte, found neither");
    }

    @Test
    void heartbeatsAreFoundInTheirFolderAndInTheFolderItself() throws Exception {
        SmallData.heartbeats(folder.resolve("ECG5000"), 20);
        for (Path root : List.of(folder, folder.resolve("ECG5000"))) {
            assertThat(new DataFolder(root).heartbeats().anomalies()).isEqualTo(4);
        }
    }
}
