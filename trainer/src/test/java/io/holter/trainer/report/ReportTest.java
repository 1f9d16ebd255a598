// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.schemas.Channel;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Baselines;
import io.holter.trainer.evaluation.Evaluation;
import io.holter.trainer.evaluation.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final WindowShape SHAPE = new WindowShape(50, 2);
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void labelledPageHasEverySectionAndItsFigures() throws Exception {
        Path directory = model(card -> {});
        WindowSet windows = ReportData.windows(SHAPE, 300, true);
        String page = ReportData.labelled(directory, windows);
        assertThat(charts(page))
                .containsOnlyOnce("errors", "roc", "precisionRecall", "codes", "losses")
                .filteredOn("trace"::equals)
                .hasSize(12);
        try (Model model = Model.open(directory)) {
            Evaluation evaluation = Evaluation.of(model, windows);
            assertThat(page)
                    .contains("<dt>AUROC</dt><dd>" + Wording.figure(evaluation.auroc()))
                    .contains("<dt>AUPRC</dt><dd>" + Wording.figure(evaluation.auprc()))
                    .contains("<dt>Recall</dt><dd>"
                            + Wording.figure(evaluation.confusion().recall()))
                    .contains("270 normal windows and 30 anomalies");
            JsonNode curves = data(page).get("curves");
            assertThat(curves.get("recall").asDouble())
                    .isEqualTo(Wording.rounded(evaluation.confusion().recall()));
            assertThat(curves.get("roc").get(0).toString()).isEqualTo("[0.0,0.0]");
            assertThat(curves.get("roc").get(curves.get("roc").size() - 1).toString())
                    .isEqualTo("[1.0,1.0]");
        }
        assertThat(page).contains("fits simpler methods").doesNotContain("There were no labels");
        assertThat(data(page).get("losses").get("kept").asInt()).isEqualTo(31);
        assertThat(data(page).get("traces").get(0).get("input")).hasSize(50);
        assertThat(data(page).get("codes").get("normal")).hasSize(270);
        assertThat(data(page).get("codes").get("anomalous")).hasSize(30);
    }

    @Test
    void withoutLabelsWhatNeedsThemIsLeftOutWithTheReason() throws Exception {
        String page = ReportData.unlabelled(model(card -> {}), ReportData.windows(SHAPE, 300, false));
        assertThat(charts(page))
                .contains("errors", "codes", "losses", "trace")
                .doesNotContain("roc", "precisionRecall");
        assertThat(page)
                .contains("There were no labels, so nobody can say")
                .contains("There were no labels: curves of quality need both")
                .contains("There were no labels: no method can be said to be better")
                .contains("The largest errors")
                .doesNotContain("AUROC</dt>");
        assertThat(data(page).get("anomalies").asBoolean()).isFalse();
        assertThat(data(page).get("codes").get("anomalous")).isEmpty();
    }

    @Test
    void labelsOfOneClassAreNotEnough() throws Exception {
        WindowSet normal = ReportData.windows(SHAPE, 300, true).normal();
        assertThat(ReportData.labelled(model(card -> {}), normal))
                .contains("There was no anomaly, so nobody can say")
                .contains("There was no anomaly among the labelled windows: curves");
    }

    @Test
    void baselinesStandBesideTheModelWithTheVerdict() throws Exception {
        WindowSet.Split split = ReportData.windows(SHAPE, 600, true).split(0.5, 1);
        try (Model model = Model.open(model(card -> {}))) {
            Evaluation evaluation = Evaluation.of(
                    model, split.first(), Baselines.fit(split.second().normal(), 1));
            String page =
                    Report.of(model, split.first(), evaluation, "test.csv").html();
            assertThat(page)
                    .contains("<tr class=\"model\"><th scope=\"row\">model<span class=\"place\">mean</span></th>")
                    .contains(">mean<span", ">pca<span", ">knn<span")
                    .contains(Verdict.of(evaluation).sentence())
                    .doesNotContain("VUS-PR", "fits simpler methods");
            double best = Stream.concat(
                            Stream.of(evaluation.auroc()),
                            evaluation.baselines().stream().map(quality -> quality.auroc()))
                    .max(Double::compare)
                    .orElseThrow();
            assertThat(page).contains("<td class=\"number best\">" + Wording.figure(best) + "</td>");
        }
    }

    @Test
    void namesFromDataAreOnlyText() throws Exception {
        String script = "</script><script>alert(1)</script><!--";
        String image = "\"><img src=x onerror='alert(1)'>";
        String page = ReportData.labelled(
                model(card -> {
                    card.setName(script);
                    card.setVersion(image);
                    card.setLoss(script);
                    card.setArchitecture(image);
                    card.setThresholdRule(script);
                    card.setNormalisation(image);
                    card.setChannels(List.of(new Channel(script, image), new Channel(image, script)));
                    card.setDataSources(List.of(script, image));
                    card.setSettings(Map.of(script, image));
                }),
                ReportData.windows(SHAPE, 100, true));
        assertThat(page).doesNotContain("<script>alert", "<img src=x");
        assertThat(SCRIPT.matcher(page).replaceAll(""))
                .doesNotContain("\"><img", "<script", "<!--")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--");
        assertThat(SCRIPT.matcher(page).results()).hasSize(3);
        JsonNode trace = data(page).get("traces").get(0);
        assertThat(List.of(trace.get("channel").asText(), trace.get("unit").asText()))
                .containsExactlyInAnyOrder(script, image);
    }

    @Test
    void pageLoadsNothingAndRunsOnlyItsOwnScripts() throws Exception {
        String page = ReportData.labelled(model(card -> {}), ReportData.windows(SHAPE, 100, true));
        List<String> scripts =
                SCRIPT.matcher(page).results().map(found -> found.group(1)).toList();
        String policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace("&#39;", "'").replace("&#x3D;", "="))
                .findFirst()
                .orElseThrow();
        assertThat(policy)
                .startsWith("default-src 'none'; ")
                .endsWith("script-src 'sha256-" + sha256(scripts.get(1)) + "' 'sha256-" + sha256(scripts.get(2)) + "'");
        String markup = SCRIPT.matcher(page).replaceAll("");
        assertThat(markup).doesNotContain("<link", "@import", "url(", "http://", "https://", "src=\"//", "<script");
        assertThat(page).hasSizeLessThan(1_500_000);
    }

    @Test
    void ofManyChannelsThoseWithTheLargestErrorsAreShown() throws Exception {
        WindowShape wide = new WindowShape(30, 38);
        Path directory = ReportData.model(folder.resolve("wide"), wide, card -> {});
        String page = ReportData.labelled(directory, ReportData.windows(wide, 100, true));
        assertThat(charts(page)).filteredOn("trace"::equals).hasSize(24);
        assertThat(page).contains("4 of 38 channels, those with the largest errors");
        // Anomalies differ in the last channel alone; their charts follow those of the three normal windows.
        assertThat(data(page).get("traces").get(12).get("channel").asText()).isEqualTo("channel37");
    }

    @Test
    void errorsBeyondAllBoundsAreShownAsSuch() throws Exception {
        float[] huge = new float[SHAPE.size()];
        huge[0] = 1e30f;
        WindowSet windows = WindowSet.unlabelled(SHAPE, List.of(huge, new float[SHAPE.size()]), "huge");
        String page = ReportData.unlabelled(model(card -> {}), windows);
        assertThat(page).contains("error ∞ <strong class=\"alarm\">");
        assertThat(data(page).get("histogram").get("normal").get(59).asDouble()).isEqualTo(50);
    }

    @Test
    void writesWholeOrNotAtAll() throws Exception {
        try (Model model = Model.open(model(card -> {}))) {
            Report report = Report.unlabelled(model, ReportData.windows(SHAPE, 20, false), "test.csv");
            Path file = Files.writeString(folder.resolve("report.html"), "an older one");
            report.write(file);
            assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
            assertThat(names()).containsExactly("model", "report.html");
            refused(report, folder.resolve("missing/report.html"), "no such folder");
            refused(report, folder.resolve("report.html/report.html"), "no such folder");
            Path taken = Files.createDirectory(folder.resolve("taken"));
            refused(report, taken, "a folder");
            assertThat(names()).containsExactly("model", "report.html", "taken");
        }
    }

    private static void refused(Report report, Path file, String found) {
        for (Runnable attempt : List.<Runnable>of(() -> Report.requirePlace(file), () -> write(report, file))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(WrongArtefactException.class)
                    .hasMessageStartingWith(file + ": expected a")
                    .hasMessageEndingWith("found " + found);
        }
    }

    private static void write(Report report, Path file) {
        try {
            report.write(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path model(java.util.function.Consumer<ModelCard> change) throws IOException {
        return ReportData.model(folder.resolve("model"), SHAPE, change);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> charts(String page) {
        return Pattern.compile("data-chart=\"(\\w+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static JsonNode data(String page) throws IOException {
        MatchResult first = SCRIPT.matcher(page).results().findFirst().orElseThrow();
        return new ObjectMapper().readTree(first.group(1));
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }
}
