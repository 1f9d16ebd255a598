// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.core.quality.RankingQuality;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.generation.ContactSheet;
import io.holter.trainer.generation.WindowOutput;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.ConvArchitecture.Block;
import io.holter.trainer.network.ConvArchitecture.Bottleneck;
import io.holter.trainer.network.ConvArchitecture.Down;
import io.holter.trainer.network.ConvArchitecture.Sampling;
import io.holter.trainer.network.ConvArchitecture.Up;
import io.holter.trainer.network.DenseArchitecture;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Grey images of 28 × 28 pixels: clothes and digits. */
final class ImageRecipes {

    private static final String MSE = "validation mse";
    private static final String AUROC = "AUROC, other digits against the digit 1";
    private static final float WHITE = 255;
    private static final int SHOWN = 10;
    private static final List<String> ALL = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    private static final ConvArchitecture.Block PLAIN = new Block(Activation.RELU, false, 0);
    private static final Activation LEAKY = new Activation(Activation.Kind.LEAKY_RELU, 0.1);

    static final Recipe FASHION_DENSE = clothes(
            "fashion-dense",
            "784-64-784, relu, sigmoid output, mse, Adam, 10 epochs of 32",
            "0.0088",
            new DenseArchitecture(List.of(64), Activation.RELU, Activation.RELU),
            0);

    static final Recipe FASHION_DENOISE = clothes(
            "fashion-denoise",
            "convolutions 16, 8 with stride 2, transposed 8, 16, convolution 1 with sigmoid; noise 0.2, mse, Adam, 10"
                    + " epochs",
            "0.0074",
            new ConvArchitecture(
                    List.of(16, 8), 3, new Sampling(2, Down.STRIDE, Up.TRANSPOSED), new Bottleneck(0, false), PLAIN),
            0.2);

    static final Recipe MNIST_DENOISE_POOL = new Recipe(
            "mnist-denoise-pool",
            "a tutorial on denoising autoencoders",
            "twice convolution 32 + pool, code 7 × 7 × 32, convolution 32, two transposed convolutions 32, convolution 1;"
                    + " leaky relu 0.1, noise 0.5, sigmoid cross-entropy on logits, Adam, 25 epochs of 64",
            List.of(
                    Metric.telling("validation mse of denoised images"),
                    Metric.telling("validation mse of noisy images")),
            false,
            data -> {
                DataFolder.Images images = data.digits(ALL);
                return new Recipe.Trial("MNIST", true, (seed, context) -> pool(images, seed, context));
            });

    static final Recipe ONE_DIGIT = new Recipe(
            "one-digit",
            "a tutorial on convolutional autoencoders",
            "convolution + pool twice, nearest-neighbour upsampling + convolution twice, leaky relu 0.1, sigmoid"
                    + " cross-entropy, 10 epochs of 64, trained on the digit 1",
            List.of(Metric.higher(AUROC, "0.99"), Metric.telling("mean error of other digits / of the digit 1")),
            true,
            data -> {
                DataFolder.Images images = data.digits(List.of("1"));
                return new Recipe.Trial("MNIST", true, (seed, context) -> oneDigit(images, seed, context));
            });

    private ImageRecipes() {}

    private static Recipe clothes(
            String name, String method, String published, Architecture architecture, double noise) {
        return new Recipe(
                name,
                "TensorFlow's tutorial, Intro to Autoencoders",
                method,
                List.of(Metric.lower(MSE, published)),
                true,
                data -> {
                    DataFolder.Images images = data.clothes(ALL);
                    Optimisation optimisation = new Optimisation(10, 32, LearningRate.constant(0.001), 0, 0);
                    return new Recipe.Trial(
                            images.name(),
                            images.name().equals("Fashion-MNIST"),
                            (seed, context) -> clothes(
                                    images, settings(architecture, Loss.MSE, optimisation, noise, seed), context));
                });
    }

    /** Sigmoid output between 0 and 1, as few images held out as can be: the test images are measured on. */
    private static TrainingSettings settings(
            Architecture architecture, Loss loss, Optimisation optimisation, double noise, long seed) {
        return new TrainingSettings(
                architecture,
                1,
                new Objective(Normalisation.Kind.MINMAX, Output.SIGMOID, loss, ScoreError.SQUARED),
                optimisation,
                new InputNoise(noise, Augmentation.NONE),
                new TrainingSettings.TrainingSplit(0.001, 0, seed));
    }

    private static Map<String, Double> clothes(
            DataFolder.Images images, TrainingSettings settings, RecipeContext context) throws IOException {
        double noise = settings.inputNoise().noise();
        try (Model model = context.train(images.training(), settings)) {
            if (noise == 0) {
                return Map.of(MSE, RecipeContext.mean(RecipeContext.errors(model, images.test())));
            }
            WindowSet noisy = noisy(images.test(), noise, settings.seed());
            return Map.of(MSE, mse(images.test(), RecipeContext.reconstructions(model, noisy)));
        }
    }

    private static Map<String, Double> pool(DataFolder.Images images, long seed, RecipeContext context)
            throws IOException {
        Architecture architecture = new ConvArchitecture(
                List.of(32, 32),
                3,
                new Sampling(2, Down.POOL, Up.TRANSPOSED),
                new Bottleneck(0, true),
                new Block(LEAKY, false, 0));
        Optimisation optimisation = new Optimisation(25, 64, LearningRate.constant(0.001), 0, 0);
        double noise = 0.5;
        try (Model model =
                context.train(images.training(), settings(architecture, Loss.BCE, optimisation, noise, seed))) {
            WindowSet noisy = noisy(images.test(), noise, seed);
            float[] denoised = RecipeContext.reconstructions(model, noisy);
            draw(context, images.test(), noisy, denoised);
            Optional<Path> curve = context.picture("mnist-denoise-pool-loss.svg");
            if (curve.isPresent()) {
                LossCurve.write(curve.get(), model.card());
            }
            return Map.of(
                    "validation mse of denoised images", mse(images.test(), denoised),
                    "validation mse of noisy images", mse(images.test(), RecipeContext.flat(noisy)));
        }
    }

    /** Rows of images: clean, noisy, denoised. */
    private static void draw(RecipeContext context, WindowSet clean, WindowSet noisy, float[] denoised)
            throws IOException {
        Optional<Path> picture = context.picture("mnist-denoise-pool.png");
        if (picture.isPresent()) {
            int size = clean.shape().size();
            float[] rows = new float[3 * SHOWN * size];
            for (int i = 0; i < SHOWN; i++) {
                clean.copy(i, rows, i * size);
                noisy.copy(i, rows, (SHOWN + i) * size);
                System.arraycopy(denoised, i * size, rows, (2 * SHOWN + i) * size, size);
            }
            new ContactSheet(
                            new WindowOutput(clean.shape(), rows),
                            clean.signal().height())
                    .write(picture.get(), SHOWN);
        }
    }

    private static Map<String, Double> oneDigit(DataFolder.Images images, long seed, RecipeContext context)
            throws IOException {
        Architecture architecture = new ConvArchitecture(
                List.of(16, 8),
                3,
                new Sampling(2, Down.POOL, Up.NEAREST),
                new Bottleneck(0, false),
                new Block(LEAKY, false, 0));
        Optimisation optimisation = new Optimisation(10, 64, LearningRate.constant(0.001), 0, 0);
        TrainingSettings settings = settings(architecture, Loss.BCE, optimisation, 0, seed);
        try (Model model = context.train(images.training().normal(), settings)) {
            double[] errors = RecipeContext.errors(model, images.test());
            boolean[] others = images.test().labels();
            double[] sums = new double[2];
            int[] counts = new int[2];
            for (int i = 0; i < errors.length; i++) {
                sums[others[i] ? 1 : 0] += errors[i];
                counts[others[i] ? 1 : 0]++;
            }
            return Map.of(
                    AUROC,
                    RankingQuality.auroc(errors, others),
                    "mean error of other digits / of the digit 1",
                    sums[1] / counts[1] / (sums[0] / counts[0]));
        }
    }

    /** Images with noise, cut off at black and white. */
    private static WindowSet noisy(WindowSet images, double noise, long seed) throws IOException {
        Random random = new Random(seed);
        try (WindowSet.Builder noisy = new WindowSet.Builder(images.shape())) {
            float[] image = new float[images.shape().size()];
            for (int i = 0; i < images.size(); i++) {
                images.copy(i, image, 0);
                for (int p = 0; p < image.length; p++) {
                    double value = image[p] + WHITE * noise * random.nextGaussian();
                    image[p] = (float) Math.max(0, Math.min(WHITE, value));
                }
                noisy.add(image, false);
            }
            return noisy.build(false, images.signal());
        }
    }

    /** Mean squared difference from clean images, with white as 1. */
    private static double mse(WindowSet clean, float[] answers) {
        double sum = 0;
        int size = clean.shape().size();
        float[] image = new float[size];
        for (int i = 0; i < clean.size(); i++) {
            clean.copy(i, image, 0);
            for (int p = 0; p < size; p++) {
                double difference = (answers[i * size + p] - image[p]) / WHITE;
                sum += difference * difference;
            }
        }
        return sum / answers.length;
    }
}
