// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import java.util.ArrayList;
import java.util.List;

/** Which windows a report shows as examples, by the rank of their error in their class. */
final class Picks {

    /** Images in a row. */
    static final int IMAGES = 8;

    /** A window, and what it stands for. */
    record Pick(String title, int window) {}

    /** Windows that belong together. */
    record Group(String heading, boolean anomalous, List<Pick> picks) {}

    private Picks() {}

    /** Three of each class; without labels three of all and the three with the largest errors. */
    static List<Group> traces(Scored scored) {
        int[] normal = scored.ranked(false);
        int[] anomalous = scored.ranked(true);
        List<Group> groups = new ArrayList<>();
        if (normal.length > 0) {
            String heading = scored.windows().labelled() ? "Normal windows" : "Any windows";
            groups.add(new Group(heading, false, quantiles(normal, new String[] {"Best", "Median", "Worst"})));
        }
        if (anomalous.length > 0) {
            String[] titles = {"Hardest to tell", "Median", "Clearest"};
            groups.add(new Group("Anomalies", true, quantiles(anomalous, titles)));
        } else if (normal.length > 3) {
            groups.add(new Group("The largest errors", true, largest(normal, 3)));
        }
        return groups;
    }

    /**
     * A row of each class, from the best reconstructed to the worst; without labels of all and of the largest errors.
     */
    static List<Group> images(Scored scored) {
        int[] normal = scored.ranked(false);
        int[] anomalous = scored.ranked(true);
        List<Group> groups = new ArrayList<>();
        if (normal.length > 0) {
            String heading = scored.windows().labelled() ? "Normal images" : "Any images";
            groups.add(new Group(heading, false, quantiles(normal, new String[Math.min(IMAGES, normal.length)])));
        }
        if (anomalous.length > 0) {
            groups.add(
                    new Group("Anomalies", true, quantiles(anomalous, new String[Math.min(IMAGES, anomalous.length)])));
        } else if (normal.length > IMAGES) {
            groups.add(new Group("The largest errors", true, largest(normal, IMAGES)));
        }
        return groups;
    }

    /** As many as titles, from the smallest error to the largest, evenly spread over the ranks; no window twice. */
    private static List<Pick> quantiles(int[] ranked, String[] titles) {
        List<Pick> picks = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < titles.length; i++) {
            int rank = titles.length == 1 ? 0 : (int) Math.round((ranked.length - 1.0) * i / (titles.length - 1));
            if (rank != before) {
                picks.add(new Pick(titles[i], ranked[rank]));
            }
            before = rank;
        }
        return picks;
    }

    private static List<Pick> largest(int[] ranked, int count) {
        String[] titles = {"Largest", "Second largest", "Third largest"};
        List<Pick> picks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            picks.add(new Pick(i < titles.length ? titles[i] : null, ranked[ranked.length - 1 - i]));
        }
        return picks;
    }
}
