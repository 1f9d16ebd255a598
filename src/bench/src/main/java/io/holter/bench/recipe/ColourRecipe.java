// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.core.WrongArtefactException;
import io.holter.core.quality.RankingQuality;
import io.holter.data.DataFormat;
import io.holter.data.LabelPlace;
import io.holter.data.WindowFiles;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.generation.ContactSheet;
import io.holter.trainer.generation.WindowOutput;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.Loss;
import io.holter.trainer.network.Normalisation;
import io.holter.trainer.network.Output;
import io.holter.trainer.network.ScoreError;
import io.holter.trainer.training.Augmentation;
import io.holter.trainer.training.InputNoise;
import io.holter.trainer.training.LearningRate;
import io.holter.trainer.training.Objective;
import io.holter.trainer.training.Optimisation;
import io.holter.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Colour pictures of one kind, and how much more others cost: photographs where a folder has them, else textures. */
final class ColourRecipe {

    private static final int PICTURES = 328;
    private static final int OTHERS = 100;
    private static final int SHOWN = 8;
    private static final double TRAINING_SHARE = 0.8;

    private static final String MSE = "reconstruction mse of the kind trained on";
    private static final String OTHER = "reconstruction mse of other pictures";
    private static final String AUROC = "AUROC, other pictures against the kind trained on";

    static final Recipe RECIPE = new Recipe(
            "colour-conv",
            "an article on anomaly detection in pictures by autoencoders",
            "strided convolutions, leaky relu 0.2, batch normalisation, dropout 0.5, dense code 128, transposed decoder,"
                    + " sigmoid, mse; pictures flipped, moved and turned; rate high, then decayed; 100 epochs",
            List.of(Metric.lower(MSE, "0.044"), Metric.telling(OTHER), Metric.telling(AUROC)),
            true,
            ColourRecipe::prepare);

    private ColourRecipe() {}

    /** A folder {@code pictures} has two folders: the first by name is the kind to train on, the rest are others. */
    private static Recipe.Trial prepare(DataFolder data) throws IOException {
        Optional<Path> folder = data.pictures();
        if (folder.isEmpty()) {
            return new Recipe.Trial(
                    "generated foliage; patterns as the others",
                    false,
                    (seed, context) -> run(
                            Texture.FOLIAGE.draw(PICTURES, seed), Texture.PATTERN.draw(OTHERS, seed), seed, context));
        }
        List<Path> kinds;
        try (Stream<Path> list = Files.list(folder.get())) {
            kinds = list.filter(Files::isDirectory).sorted().toList();
        }
        if (kinds.size() < 2) {
            throw new WrongArtefactException(
                    folder.get().toString(), "two folders of pictures or more", String.valueOf(kinds.size()));
        }
        String normal = kinds.get(0).getFileName().toString();
        DataFormat format = DataFormat.labelled(LabelPlace.FOLDER, normal)
                .withImages(new DataFormat.ImageSize(Texture.SIDE, Texture.SIDE))
                .withChannels(3);
        WindowSet all =
                WindowFiles.read(kinds.stream().map(Path::toString).toList(), format, DataFolder.NOTHING_PASSED_OVER);
        return new Recipe.Trial(
                "pictures of " + normal,
                false,
                (seed, context) -> run(all.normal(), all.where(all::isAnomaly), seed, context));
    }

    private static TrainingSettings settings(long seed) {
        return new TrainingSettings(
                new ConvArchitecture(
                        List.of(16, 32, 64),
                        3,
                        new ConvArchitecture.Sampling(2, ConvArchitecture.Down.STRIDE, ConvArchitecture.Up.TRANSPOSED),
                        new ConvArchitecture.Bottleneck(128, false),
                        new ConvArchitecture.Block(new Activation(Activation.Kind.LEAKY_RELU, 0.2), true, 0.5)),
                1,
                new Objective(Normalisation.Kind.MINMAX, Output.SIGMOID, Loss.MSE, ScoreError.SQUARED),
                new Optimisation(100, 32, new LearningRate(LearningRate.Schedule.EXPONENTIAL, 0.005, 0.02), 0, 0),
                new InputNoise(0, new Augmentation(3, 0, 0, true, 10)),
                new TrainingSettings.TrainingSplit(0.1, 0, seed));
    }

    private static Map<String, Double> run(WindowSet kind, WindowSet others, long seed, RecipeContext context)
            throws IOException {
        WindowSet.Split split = kind.split(TRAINING_SHARE, seed);
        WindowSet test = split.second();
        try (Model model = context.train(split.first(), settings(seed))) {
            double[] own = RecipeContext.errors(model, test);
            double[] other = RecipeContext.errors(model, others);
            draw(context, model, test, others);
            double[] all = Arrays.copyOf(own, own.length + other.length);
            System.arraycopy(other, 0, all, own.length, other.length);
            boolean[] labels = new boolean[all.length];
            Arrays.fill(labels, own.length, all.length, true);
            return Map.of(
                    MSE,
                    RecipeContext.mean(own),
                    OTHER,
                    RecipeContext.mean(other),
                    AUROC,
                    RankingQuality.auroc(all, labels));
        }
    }

    /** Rows of pictures: the kind, its reconstructions, others, theirs. */
    private static void draw(RecipeContext context, Model model, WindowSet test, WindowSet others) throws IOException {
        Optional<Path> picture = context.picture("colour-conv.png");
        if (picture.isEmpty()) {
            return;
        }
        int size = test.shape().size();
        float[] rows = new float[4 * SHOWN * size];
        int row = 0;
        for (WindowSet set : List.of(test, others)) {
            WindowSet first = set.where(i -> i < SHOWN);
            float[] pictures = RecipeContext.flat(first);
            float[] answers = RecipeContext.reconstructions(model, first);
            System.arraycopy(pictures, 0, rows, row++ * SHOWN * size, pictures.length);
            System.arraycopy(answers, 0, rows, row++ * SHOWN * size, answers.length);
        }
        new ContactSheet(new WindowOutput(test.shape(), rows), test.signal().height()).write(picture.get(), SHOWN);
    }
}
