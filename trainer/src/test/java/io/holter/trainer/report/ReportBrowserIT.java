// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import io.holter.schemas.Channel;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens reports in a real browser, on a phone's width and on a desk's, and prints them. */
class ReportBrowserIT {

    private static final int NORMAL_COLOUR = 0x0072B2;
    private static final int ANOMALY_COLOUR = 0xD55E00;

    @TempDir
    private static Path folder;

    private static final Map<String, String> PAGES = new HashMap<>();

    private static Chromium chromium;

    @BeforeAll
    static void writePages() throws Exception {
        chromium = Chromium.find(folder);
        WindowShape one = new WindowShape(140, 1);
        Path single = ReportData.model(folder.resolve("single"), one, card -> card.setSampleRate(125));
        PAGES.put("single", ReportData.labelled(single, ReportData.windows(one, 400, true)));
        PAGES.put("unlabelled", ReportData.unlabelled(single, ReportData.windows(one, 400, false)));
        WindowShape three = new WindowShape(200, 3);
        Path several = ReportData.model(
                folder.resolve("several"),
                three,
                card -> card.setChannels(List.of(
                        new Channel("MLII", "mV"),
                        new Channel("A name that is far longer than any chart on a phone is wide", "m/s²"),
                        new Channel("{a|b} <i>x</i>", ""))));
        PAGES.put("three", ReportData.labelled(several, ReportData.windows(three, 400, true)));
        WindowSet squares = ReportData.images(24, 3, 200);
        Path colour = ReportData.model(folder.resolve("colour"), squares.shape(), card -> {
            card.setHeight(24);
            card.setSettings(Map.of("noise", "0.2", "normalisation", "minmax"));
        });
        PAGES.put("images", ReportData.labelled(colour, squares));
    }

    @ParameterizedTest
    @CsvSource({
        "single, 360",
        "single, 1280",
        "three, 360",
        "three, 1280",
        "unlabelled, 360",
        "unlabelled, 1280",
        "images, 360",
        "images, 1280"
    })
    void everyChartIsDrawnAndFits(String name, int width) throws Exception {
        String source = PAGES.get(name);
        Chromium.Opened opened = chromium.open(source, width);
        assertThat(opened.console()).isEmpty();
        for (String kind : List.of("errors", "roc", "precisionRecall", "trace", "codes", "losses")) {
            int expected = source.split("data-chart=\"" + kind + "\"", -1).length - 1;
            assertThat(opened.charts(kind)).hasSize(expected).allSatisfy(chart -> {
                // Lines or points, and numbers at both axes.
                assertThat(occurrences(chart, "<path")).isGreaterThan(5);
                assertThat(occurrences(chart, "<text")).isGreaterThan(5);
                assertThat(chart).doesNotContain("NaN", "Infinity", "undefined");
                assertThat(svgWidth(chart)).isBetween(100, width);
            });
        }
        assertThat(opened.neededWidth()).isLessThanOrEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void bothClassesAreSeen(int width) throws Exception {
        BufferedImage picture = ImageIO.read(
                chromium.screenshot(PAGES.get("single"), width, 5000).toFile());
        assertThat(pixels(picture, NORMAL_COLOUR)).isGreaterThan(200);
        assertThat(pixels(picture, ANOMALY_COLOUR)).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "three", "unlabelled", "images"})
    void prints(String name) throws Exception {
        byte[] pdf = Files.readAllBytes(chromium.pdf(PAGES.get(name)));
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-");
        assertThat(occurrences(text, "/Type /Page\n")).isBetween(2, 12);
    }

    @Test
    void scriptsThatAreNotOursDoNotRun() throws Exception {
        String attacked = PAGES.get("single")
                .replace(
                        "</main>",
                        "<script>document.title = 'injected'</script>"
                                + "<img src=\"http://localhost:9/x.png\" onerror=\"document.title = 'injected'\"></main>");
        Chromium.Opened opened = chromium.open(attacked, 1280);
        assertThat(opened.dom())
                .doesNotContain("<title>injected")
                .contains("<title>mean – Holter model report</title>");
        assertThat(opened.console()).anyMatch(line -> line.contains("Content Security Policy"));
        assertThat(opened.charts("errors")).hasSize(1);
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static int svgWidth(String chart) {
        return Pattern.compile("<svg[^>]* width=\"(\\d+)\"")
                .matcher(chart)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    private static long pixels(BufferedImage picture, int colour) {
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return count;
    }
}
