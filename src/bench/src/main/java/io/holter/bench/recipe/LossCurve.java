// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Loss and validation loss over the epochs of a training: an SVG. */
final class LossCurve {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 240;
    private static final int MARGIN = 50;

    private LossCurve() {}

    static void write(Path file, ModelCard card) throws IOException {
        double least = all(card).min().orElse(0);
        double greatest = all(card).max().orElse(1);
        String svg = String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <text x="4" y="%d">%.4g</text><text x="4" y="%d">%.4g</text>
                <text x="%d" y="%d">epoch 1 to %d; blue: training loss, red: validation loss</text>
                %s%s</svg>
                """,
                WIDTH,
                HEIGHT,
                MARGIN + 4,
                greatest,
                HEIGHT - MARGIN + 4,
                least,
                MARGIN,
                HEIGHT - 16,
                card.getTrainingLosses().size(),
                line(card.getTrainingLosses(), least, greatest, "#2563eb"),
                line(card.getValidationLosses(), least, greatest, "#dc2626"));
        Files.writeString(file, svg);
    }

    private static DoubleStream all(ModelCard card) {
        return Stream.concat(card.getTrainingLosses().stream(), card.getValidationLosses().stream())
                .mapToDouble(Double::doubleValue);
    }

    private static String line(List<Double> losses, double least, double greatest, String colour) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < losses.size(); i++) {
            double x = MARGIN + (WIDTH - 2.0 * MARGIN) * i / Math.max(1, losses.size() - 1);
            double share = greatest > least ? (losses.get(i) - least) / (greatest - least) : 0;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share));
        }
        return "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\"" + points + "\"/>\n";
    }
}
