// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.Labels;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where the data of recipes lies: in a folder for each data set, under the name that it is known by, or in the folder
 * itself.
 *
 * @param root the folder; null where none was named
 */
record DataFolder(Path root) {

    /** Takes what was passed over while reading: files of a published set are whole. */
    static final Consumer<String> NOTHING_PASSED_OVER = line -> {
        throw new IllegalStateException(line);
    };

    private static final List<String> ECG = List.of("ecg.csv.gz", "ecg.csv");
    private static final String TRAINING = "train";
    private static final String TEST = "t10k";

    /**
     * Images with their labels in files.
     *
     * @param name of the set
     * @param training images to train on
     * @param test images to measure on
     */
    record Images(String name, WindowSet training, WindowSet test) {}

    /** The 4,998 labelled heartbeats of TensorFlow's tutorial: 140 samples and a label, 1 normal, 0 abnormal. */
    WindowSet heartbeats() throws IOException {
        for (Path folder : folders("ECG5000")) {
            for (String name : ECG) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    return WindowFiles.read(
                            List.of(file.toString()), DataFormat.labelled(LabelPlace.LAST, "1"), NOTHING_PASSED_OVER);
                }
            }
        }
        throw missing("ECG5000/ecg.csv.gz or ECG5000/ecg.csv, the heartbeats of TensorFlow's tutorial on autoencoders");
    }

    /**
     * The images of Fashion-MNIST, or where they are missing those of MNIST, which has the same files.
     *
     * @param normal labels that are normal; the other images are anomalies
     */
    Images clothes(List<String> normal) throws IOException {
        Optional<Images> clothes = images("Fashion-MNIST", folders("FashionMNIST"), normal);
        if (clothes.isEmpty()) {
            clothes = images("MNIST", List.of(digits()), normal);
        }
        return clothes.orElseThrow(() -> missing("Fashion-MNIST's files " + imageFile(TRAINING)
                + ".gz and so on, in a folder FashionMNIST, or MNIST's in a folder MNIST to run on them instead"));
    }

    /** The images of MNIST. */
    Images digits(List<String> normal) throws IOException {
        return images("MNIST", List.of(digits()), normal)
                .orElseThrow(
                        () -> missing("MNIST's files " + imageFile(TRAINING) + ".gz and so on, in a folder MNIST"));
    }

    /** Pictures in a folder {@code pictures} that has folders of them; empty where there is none. */
    Optional<Path> pictures() {
        return root == null || !Files.isDirectory(root.resolve("pictures"))
                ? Optional.empty()
                : Optional.of(root.resolve("pictures"));
    }

    private Path digits() {
        return root == null ? Path.of("MNIST") : root.resolve("MNIST");
    }

    private List<Path> folders(String name) {
        return root == null ? List.of() : List.of(root.resolve(name), root);
    }

    private static String imageFile(String part) {
        return part + "-images-idx3-ubyte";
    }

    private Optional<Images> images(String name, List<Path> folders, List<String> normal) throws IOException {
        for (Path folder : folders) {
            if (root != null && find(folder, imageFile(TRAINING)).isPresent()) {
                return Optional.of(new Images(name, read(folder, TRAINING, normal), read(folder, TEST, normal)));
            }
        }
        return Optional.empty();
    }

    private WindowSet read(Path folder, String part, List<String> normal) throws IOException {
        String images = require(folder, imageFile(part));
        String labels = require(folder, part + "-labels-idx1-ubyte");
        Labels inFile = new Labels(LabelPlace.FILE, normal, List.of(labels));
        return WindowFiles.read(List.of(images), DataFormat.of(inFile), NOTHING_PASSED_OVER);
    }

    private String require(Path folder, String name) {
        return find(folder, name)
                .orElseThrow(() -> new WrongArtefactException(folder.toString(), name + ".gz or " + name, "neither"))
                .toString();
    }

    private static Optional<Path> find(Path folder, String name) {
        return Stream.of(name + ".gz", name)
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private WrongArtefactException missing(String expected) {
        return new WrongArtefactException(
                root == null ? "--data" : root.toString(),
                expected,
                root == null ? "no folder" : "nothing of the kind");
    }
}
