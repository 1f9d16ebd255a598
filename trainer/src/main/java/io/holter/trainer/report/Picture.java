// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.model.Model;
import io.holter.schemas.ModelCard;
import io.holter.trainer.network.Normalisation;
import java.util.List;
import java.util.Random;

/**
 * An image that a report shows, with its reconstruction; each as the URI of a PNG that is written out in it.
 *
 * @param place where it is from
 * @param error its error
 * @param alarm whether that is above the threshold
 * @param original the image
 * @param noisy the image with the noise of the training, which {@code expected} was made from; null without noise
 * @param expected the reconstruction
 * @param difference where they differ, the more the less transparent
 */
record Picture(
        String place, double error, boolean alarm, String original, String noisy, String expected, String difference) {

    /** Pictures that belong together. */
    record Group(String heading, boolean anomalous, List<Picture> pictures) {}

    static List<Group> of(Model model, Scored scored) {
        List<Picks.Group> groups = Picks.images(scored);
        int images = groups.stream().mapToInt(group -> group.picks().size()).sum();
        Pixels pixels = Pixels.of(model.card(), 4 * images);
        Random random = new Random(model.card().getSeed());
        return groups.stream()
                .map(group -> new Group(
                        group.heading(),
                        group.anomalous(),
                        group.picks().stream()
                                .map(pick -> of(model, scored, pick.window(), pixels, random))
                                .toList()))
                .toList();
    }

    private static Picture of(Model model, Scored scored, int window, Pixels pixels, Random random) {
        float[] original = scored.windows().window(window);
        double noise = noise(model.card());
        float[] noisy = noise > 0 ? withNoise(original, noise * scale(model.card(), original), random) : original;
        float[] expected = model.explain(noisy, 1).reconstruction();
        return new Picture(
                scored.place(window),
                scored.errors()[window],
                scored.alarm(window),
                pixels.png(original),
                noise > 0 ? pixels.png(noisy) : null,
                pixels.png(expected),
                pixels.difference(original, expected));
    }

    /** Standard deviation of the noise that training added, in normalised units. */
    static double noise(ModelCard card) {
        String noise = card.getSettings().getOrDefault("noise", "0");
        try {
            return Double.parseDouble(noise);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** What 1 in normalised units is in brightness. */
    private static double scale(ModelCard card, float[] image) {
        return switch (Normalisation.Kind.of(card)) {
            case MINMAX -> Pixels.WHITE;
            case NONE -> 1;
            case STANDARD, WINDOW -> deviation(image);
        };
    }

    /** Standard deviation of the brightness, which that of a channel or of the window stands for. */
    private static double deviation(float[] image) {
        double mean = 0;
        double squares = 0;
        for (float value : image) {
            mean += value / image.length;
            squares += (double) value * value / image.length;
        }
        return Math.sqrt(Math.max(0, squares - mean * mean));
    }

    private static float[] withNoise(float[] image, double deviation, Random random) {
        float[] noisy = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            double value = image[i] + deviation * random.nextGaussian();
            noisy[i] = (float) Math.max(0, Math.min(Pixels.WHITE, value));
        }
        return noisy;
    }
}
