// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.model.MeanModel;
import io.holter.model.Model;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Models and windows to report on: small, but real ones. For tests. */
final class ReportData {

    /** Every so many windows one is an anomaly. */
    static final int ANOMALY_EVERY = 10;

    private ReportData() {}

    /** A model directory whose card tells losses of 40 epochs, changed as wanted. */
    static Path model(Path directory, WindowShape shape, Consumer<ModelCard> change) throws IOException {
        ModelCard card = MeanModel.write(directory, shape);
        List<Double> training = new ArrayList<>();
        List<Double> validation = new ArrayList<>();
        for (int epoch = 0; epoch < 40; epoch++) {
            training.add(0.05 + Math.exp(-epoch / 6.0));
            validation.add(0.06 + Math.exp(-epoch / 6.0) + 0.0001 * (epoch - 30) * (epoch - 30));
        }
        card.setTrainingLosses(training);
        card.setValidationLosses(validation);
        card.setValidationLoss(validation.get(30));
        card.setTrainingLoss(training.get(30));
        card.setEpochs(40);
        card.setLoss("mse");
        card.setDataSources(List.of("beats.csv"));
        change.accept(card);
        ModelDirectory.writeCard(directory, card);
        return directory;
    }

    /** Noise around a wave, in anomalies with a step in the last channel; every tenth window is one. */
    static WindowSet windows(WindowShape shape, int count, boolean labelled) throws IOException {
        Random random = new Random(count);
        List<float[]> windows = new ArrayList<>();
        BitSet anomalies = new BitSet();
        for (int i = 0; i < count; i++) {
            boolean anomaly = i % ANOMALY_EVERY == ANOMALY_EVERY - 1;
            anomalies.set(i, anomaly && labelled);
            float[] window = new float[shape.size()];
            for (int at = 0; at < window.length; at++) {
                int channel = at % shape.channels();
                double t = (double) (at / shape.channels()) / shape.length();
                double wave = Math.sin(2 * Math.PI * (t + 0.1 * channel)) * (0.8 + 0.4 * random.nextDouble());
                double step = anomaly && channel == shape.channels() - 1 && t > 0.6 ? 2 + random.nextDouble() : 0;
                window[at] = (float) (1 + wave + step + 0.2 * random.nextGaussian());
            }
            windows.add(window);
        }
        return WindowSet.of(shape, windows, anomalies, labelled, List.of("beats.csv"));
    }

    /** Bright squares on dark ground, in anomalies two of them; every tenth image is one. */
    static WindowSet images(int side, int channels, int count) throws IOException {
        Random random = new Random(count);
        List<float[]> images = new ArrayList<>();
        BitSet anomalies = new BitSet();
        for (int i = 0; i < count; i++) {
            boolean anomaly = i % ANOMALY_EVERY == ANOMALY_EVERY - 1;
            anomalies.set(i, anomaly);
            float[] image = new float[side * side * channels];
            for (int square = 0; square < (anomaly ? 2 : 1); square++) {
                int left = random.nextInt(side / 2);
                int top = random.nextInt(side / 2);
                for (int at = 0; at < image.length; at++) {
                    int x = at / channels % side;
                    int y = at / channels / side;
                    boolean inside = x >= left && x < left + side / 3 && y >= top && y < top + side / 3;
                    image[at] = inside ? 255 - 60 * (at % channels) : image[at];
                }
            }
            images.add(image);
        }
        return WindowSet.of(new WindowShape(side * side, channels), images, anomalies, true, List.of("squares"));
    }

    /** The page of a model and labelled windows. */
    static String labelled(Path directory, WindowSet windows) throws IOException {
        try (Model model = Model.open(directory)) {
            return Report.of(model, windows, Evaluation.of(model, windows), "test.csv")
                    .html();
        }
    }

    /** The page of a model and windows without labels. */
    static String unlabelled(Path directory, WindowSet windows) throws IOException {
        try (Model model = Model.open(directory)) {
            return Report.unlabelled(model, windows, "test.csv").html();
        }
    }
}
