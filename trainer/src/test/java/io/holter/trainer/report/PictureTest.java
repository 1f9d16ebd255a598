// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.schemas.ModelCard;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void originalsAreShownPixelByPixel(int channels) throws Exception {
        WindowSet images = ReportData.images(12, channels, 100);
        Path directory = model(12, channels, Map.of());
        try (Model model = Model.open(directory)) {
            Scored scored = new Scored(images, new double[100], 1, "squares");
            List<Picture.Group> groups = Picture.of(model, scored);
            assertThat(groups).extracting(Picture.Group::heading).containsExactly("Normal images", "Anomalies");
            assertThat(groups).allSatisfy(group -> assertThat(group.pictures()).hasSize(Picks.IMAGES));
            Picture picture = groups.get(0).pictures().get(0);
            // All errors are the same, so the first of the normal windows has the least.
            float[] original = images.window(0);
            BufferedImage shown = decode(picture.original());
            for (int i = 0; i < original.length; i++) {
                int band = channels == 1 ? 0 : i % channels;
                assertThat(shown.getRaster().getSample(i / channels % 12, i / channels / 12, band))
                        .isEqualTo((int) original[i]);
            }
            assertThat(picture.noisy()).isNull();
            BufferedImage difference = decode(picture.difference());
            float[] expected = model.explain(original, 1).reconstruction();
            double mean = 0;
            for (int c = 0; c < channels; c++) {
                mean += Math.abs(original[c] - expected[c]) / channels;
            }
            assertThat(difference.getRaster().getSample(0, 0, 3)).isEqualTo((int) Math.round(Math.min(255, 2 * mean)));
        }
    }

    @Test
    void noiseOfTheTrainingIsShownAndReconstructedFrom() throws Exception {
        WindowSet images = ReportData.images(12, 1, 50);
        Map<String, String> settings = Map.of("noise", "0.2", "normalisation", "minmax");
        try (Model model = Model.open(model(12, 1, settings))) {
            Scored scored = new Scored(images, new double[50], 1, "squares");
            Picture picture = Picture.of(model, scored).get(0).pictures().get(0);
            BufferedImage original = decode(picture.original());
            BufferedImage noisy = decode(picture.noisy());
            double squares = 0;
            int middle = 0;
            for (int i = 0; i < 144; i++) {
                int before = original.getRaster().getSample(i % 12, i / 12, 0);
                int after = noisy.getRaster().getSample(i % 12, i / 12, 0);
                // Half of the noise is cut off at black.
                if (before == 0 && after > 0) {
                    squares += (double) after * after;
                    middle++;
                }
            }
            assertThat(Math.sqrt(squares / middle)).isBetween(0.15 * 255, 0.25 * 255);
            // The model expects the mean of what it is given: of the noisy image, which is brighter.
            assertThat(decode(picture.expected()).getRaster().getSample(0, 0, 0))
                    .isGreaterThan(mean(original));
        }
        assertThat(ReportData.labelled(folder.resolve("model"), images)).contains("<th scope=\"row\">With noise</th>");
    }

    @Test
    void largeImagesAreShownSmaller() throws Exception {
        ModelCard card =
                ModelCard.newBuilder().setLength(400 * 600).setHeight(400).build();
        card.setChannels(List.of(new io.holter.schemas.Channel("grey", "")));
        Pixels pixels = Pixels.of(card, 64);
        assertThat(pixels.block()).isEqualTo(8);
        float[] image = new float[400 * 600];
        java.util.Arrays.fill(image, 100);
        image[0] = 228;
        BufferedImage shown = decode(pixels.png(image));
        assertThat(shown.getWidth()).isEqualTo(75);
        assertThat(shown.getHeight()).isEqualTo(50);
        // 100 + 128 / 64
        assertThat(shown.getRaster().getSample(0, 0, 0)).isEqualTo(102);
        assertThat(shown.getRaster().getSample(74, 49, 0)).isEqualTo(100);
    }

    private Path model(int side, int channels, Map<String, String> settings) throws Exception {
        return ReportData.model(folder.resolve("model"), new WindowShape(side * side, channels), card -> {
            card.setHeight(side);
            card.setSettings(settings);
        });
    }

    private static int mean(BufferedImage image) {
        double sum = 0;
        for (int i = 0; i < 144; i++) {
            sum += image.getRaster().getSample(i % 12, i / 12, 0) / 144.0;
        }
        return (int) sum;
    }

    private static BufferedImage decode(String uri) throws Exception {
        String start = "data:image/png;base64,";
        assertThat(uri).startsWith(start);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(start.length()))));
    }
}
