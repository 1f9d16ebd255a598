// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import io.holter.schemas.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Pictures as tables of a few columns each, which stand side by side where there is room. */
final class PictureTable {

    private static final int COLUMNS = 4;

    /** One image of a table. */
    record Cell(String uri, String alt) {}

    /** A row of images. */
    record Row(String name, List<Cell> images) {}

    /** An error below a column. */
    record Footer(String error, boolean alarm) {}

    /** A table. */
    record Block(List<Row> rows, List<Footer> pictures) {}

    /** Tables under a heading. */
    record Group(String heading, List<Block> blocks, String caption) {}

    private PictureTable() {}

    static List<Group> of(List<Picture.Group> groups, ModelCard card) {
        double noise = Picture.noise(card);
        List<Group> tables = new ArrayList<>();
        for (Picture.Group group : groups) {
            List<Block> blocks = new ArrayList<>();
            for (int from = 0; from < group.pictures().size(); from += COLUMNS) {
                int to = Math.min(from + COLUMNS, group.pictures().size());
                blocks.add(block(group.pictures().subList(from, to)));
            }
            String order = group.heading().startsWith("The largest")
                    ? "The largest errors first"
                    : "From the smallest error to the largest, evenly over all of them";
            String with = noise > 0
                    ? "; reconstructed from the image with the noise of the training (" + Wording.number(noise)
                            + "), while the error below is that of the image without it"
                    : "";
            tables.add(new Group(
                    group.heading(),
                    blocks,
                    order + with
                            + ". Where the last image is coloured, input and reconstruction differ: fully where they do by"
                            + " half of the brightness or more. ▲ is an alarm."));
        }
        return tables;
    }

    private static Block block(List<Picture> pictures) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("Original", pictures, Picture::original));
        if (pictures.get(0).noisy() != null) {
            rows.add(row("With noise", pictures, Picture::noisy));
        }
        rows.add(row("Recon\u00ADstructed", pictures, Picture::expected));
        rows.add(row("Differ\u00ADence", pictures, Picture::difference));
        return new Block(
                rows,
                pictures.stream()
                        .map(picture -> new Footer(Wording.number(picture.error()), picture.alarm()))
                        .toList());
    }

    private static Row row(String name, List<Picture> pictures, Function<Picture, String> uri) {
        return new Row(
                name,
                pictures.stream()
                        .map(picture ->
                                new Cell(uri.apply(picture), name.replace("\u00AD", "") + ": " + picture.place()))
                        .toList());
    }
}
