// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.recipe;

import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The spiral, what the network makes of it and of codes in between, and the error over the plane: an SVG. */
final class SpiralPicture {

    private static final int SIZE = 480;
    private static final int CELLS = 40;
    private static final double REACH = 2.4;
    private static final int CODES = 200;

    private SpiralPicture() {}

    static void write(Path file, Model model, WindowSet points) throws IOException {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">%n",
                2 * SIZE,
                SIZE));
        map(svg, model);
        float[] values = RecipeContext.flat(points);
        float[] codes = model.encode(values, points.size());
        dots(svg, values, "#1f2937");
        generated(svg, model, codes);
        codes(svg, codes);
        Files.writeString(file, svg.append("</svg>\n"));
    }

    /** Each cell of the plane as dark as the distance from its middle to its reconstruction, white from 3 on. */
    private static void map(StringBuilder svg, Model model) {
        float[] middles = new float[CELLS * CELLS * 2];
        for (int i = 0; i < CELLS * CELLS; i++) {
            middles[2 * i] = (float) ((i % CELLS + 0.5) / CELLS * 2 * REACH - REACH);
            middles[2 * i + 1] = (float) (REACH - (i / CELLS + 0.5) / CELLS * 2 * REACH);
        }
        float[] errors = new float[CELLS * CELLS];
        model.errors(middles, errors.length, errors);
        double cell = (double) SIZE / CELLS;
        svg.append("<g shape-rendering=\"crispEdges\">\n");
        for (int i = 0; i < errors.length; i++) {
            int light = (int) Math.round(130 + 125 * Math.min(1, Math.sqrt(2 * errors[i]) / 3));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" fill=\"rgb(%d,%d,255)\"/>%n",
                    i % CELLS * cell,
                    i / CELLS * cell,
                    cell,
                    cell,
                    light,
                    light));
        }
        svg.append("</g>\n");
        text(svg, 10, "blue: error over the plane; black: points; red: what codes give");
    }

    private static void dots(StringBuilder svg, float[] points, String colour) {
        for (int i = 0; i < points.length; i += 2) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>%n",
                    x(points[i]),
                    y(points[i + 1]),
                    colour));
        }
    }

    private static void generated(StringBuilder svg, Model model, float[] codes) {
        float least = Float.MAX_VALUE;
        float greatest = -Float.MAX_VALUE;
        for (float code : codes) {
            least = Math.min(least, code);
            greatest = Math.max(greatest, code);
        }
        float[] between = new float[CODES];
        for (int i = 0; i < CODES; i++) {
            between[i] = least + (greatest - least) * i / (CODES - 1);
        }
        float[] answers = model.decode(between, CODES);
        svg.append("<polyline fill=\"none\" stroke=\"#dc2626\" stroke-width=\"1.5\" points=\"");
        for (int i = 0; i < answers.length; i += 2) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(answers[i]), y(answers[i + 1])));
        }
        svg.append("\"/>\n");
    }

    /** The code of each point over its place t on the spiral. */
    private static void codes(StringBuilder svg, float[] codes) {
        float least = codes[0];
        float greatest = codes[0];
        for (float code : codes) {
            least = Math.min(least, code);
            greatest = Math.max(greatest, code);
        }
        for (int i = 0; i < codes.length; i++) {
            double share = greatest > least ? (codes[i] - least) / (greatest - least) : 0.5;
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"#1f2937\"/>%n",
                    SIZE + 40 + (SIZE - 80.0) * i / (codes.length - 1),
                    SIZE - 40 - (SIZE - 80) * share));
        }
        text(svg, SIZE + 10, String.format(Locale.ROOT, "code of each point, %.2f to %.2f, over t", least, greatest));
    }

    private static void text(StringBuilder svg, int x, String content) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"20\" font-size=\"13\">%s</text>%n", x, content));
    }

    private static double x(float value) {
        return (value + REACH) / (2 * REACH) * SIZE;
    }

    private static double y(float value) {
        return (REACH - value) / (2 * REACH) * SIZE;
    }
}
