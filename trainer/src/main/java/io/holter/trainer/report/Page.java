// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page as HTML: a template whose holes are filled with text that is escaped. */
final class Page {

    private static final Template TEMPLATE = Mustache.compiler().compile(resource("report.html"));
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");
    private static final String LIBRARY = resource("echarts/echarts.common.min.js");

    private final ModelCard card;
    private final Scored scored;
    private final Evaluation evaluation;
    private final Map<String, Object> holes = new HashMap<>();

    /** The evaluation is null unless there are both classes. */
    Page(ModelCard card, Scored scored, Evaluation evaluation) {
        this.card = card;
        this.scored = scored;
        this.evaluation = evaluation;
        holes.put("policy", policy());
        holes.put("style", STYLE);
        holes.put("library", LIBRARY);
        holes.put("script", SCRIPT);
        holes.put("name", card.getName());
        holes.put("version", card.getVersion());
        holes.put("created", Wording.moment(card.getCreated()));
        holes.put("subject", scored.subject());
        holes.put("windows", Wording.count(scored.size(), "window", "windows"));
        holes.put("threshold", Wording.number(scored.threshold()));
        holes.put("headline", Headline.of(card, scored, evaluation));
        holes.put("card", CardTable.of(card));
        holes.put("comparison", evaluation == null ? null : ComparisonTable.of(evaluation));
        quality();
        losses();
    }

    String html(List<Example.Group> examples, List<Picture.Group> pictures, CodeSpace codes) {
        ErrorHistogram histogram = ErrorHistogram.of(scored);
        holes.put("logarithmicErrors", histogram.logarithmic());
        ExampleCards cards = new ExampleCards(card);
        holes.put("traceGroups", cards.groups(examples));
        holes.put("pictureGroups", PictureTable.of(pictures, card));
        codes(codes);
        holes.put(
                "data",
                new ChartData(card, scored, evaluation)
                        .with(histogram, codes, cards.traces())
                        .json());
        return TEMPLATE.execute(holes);
    }

    private void quality() {
        boolean both = scored.bothClasses();
        int anomalies = scored.windows().anomalies();
        String why = !scored.windows().labelled()
                ? "There were no labels"
                : anomalies == 0 ? "There was no anomaly among the labelled windows" : "There was no normal window";
        holes.put("quality", both);
        holes.put("whyNoQuality", why);
        holes.put(
                "whyNoComparison",
                both
                        ? "Nothing else scored these windows. An evaluation that is given the training data, too, fits simpler"
                                + " methods to it and measures them beside the model."
                        : why + ": no method can be said to be better than another.");
        holes.put("auroc", both ? Wording.figure(evaluation.auroc()) : "");
        holes.put("auprc", both ? Wording.figure(evaluation.auprc()) : "");
        holes.put(
                "classes",
                both
                        ? Wording.count(scored.size() - anomalies, "normal window", "normal windows") + " and "
                                + Wording.count(anomalies, "anomaly", "anomalies")
                        : Wording.count(scored.size(), "window", "windows"));
    }

    private void losses() {
        holes.put("losses", !card.getTrainingLosses().isEmpty());
        holes.put("loss", card.getLoss());
        holes.put("epochs", Wording.count(card.getTrainingLosses().size(), "epoch", "epochs"));
        holes.put(
                "lossesAtEnd",
                Wording.number(card.getTrainingLoss()) + " and " + Wording.number(card.getValidationLoss()));
    }

    private void codes(CodeSpace codes) {
        holes.put("codes", codes.width() > 0);
        holes.put(
                "codePoints",
                String.valueOf(codes.normal().size() + codes.anomalous().size()));
        holes.put(
                "codeLabel",
                codes.width() == 1
                        ? "The one value that the model keeps of a window, and the error."
                        : "What the model keeps of a window, " + Wording.count(codes.width(), "value", "values")
                                + ", seen along the two directions in which these values vary most; they show "
                                + Wording.percent(codes.explained()) + " of the variance.");
    }

    /** No network, no script but the two of this page, whatever may stand in its text. */
    private static String policy() {
        List<String> hashes = new ArrayList<>();
        for (String script : List.of(LIBRARY, SCRIPT)) {
            hashes.add("'sha256-" + sha256(script) + "'");
        }
        return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                + " script-src " + String.join(" ", hashes);
    }

    /** As a policy has it: in Base64. */
    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + name);
            }
            // HTML reads every line end as a line feed, and the hashes of the policy are taken after that.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
