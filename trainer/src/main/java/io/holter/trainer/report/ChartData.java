// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.quality.Confusion;
import io.holter.core.quality.Curve;
import io.holter.schemas.ModelCard;
import io.holter.trainer.evaluation.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the script of the page draws, as JSON that can stand inside an HTML element. */
final class ChartData {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Columns of a picture of a curve, each of at most four points. */
    private static final int CURVE_COLUMNS = 200;

    /** Epochs whose losses are drawn at most. */
    private static final int MAX_EPOCHS = 1000;

    private final Map<String, Object> data = new LinkedHashMap<>();

    /** The evaluation is null unless there are both classes. */
    ChartData(ModelCard card, Scored scored, Evaluation evaluation) {
        data.put("threshold", Wording.rounded(scored.threshold()));
        data.put("anomalies", scored.windows().anomalies() > 0);
        data.put("normal", scored.windows().anomalies() < scored.size());
        data.put("sampleRate", card.getSampleRate());
        data.put("loss", card.getLoss());
        if (evaluation != null) {
            data.put("curves", curves(evaluation));
        }
        data.put("losses", losses(card));
    }

    ChartData with(ErrorHistogram histogram, CodeSpace codes, List<Trace> traces) {
        data.put("histogram", histogram);
        data.put("codes", codes);
        data.put("traces", traces);
        return this;
    }

    private static Map<String, Object> curves(Evaluation evaluation) {
        Confusion confusion = evaluation.confusion();
        double normal = confusion.falsePositives() + confusion.trueNegatives();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("roc", points(evaluation.model().roc()));
        map.put("precisionRecall", points(evaluation.model().precisionRecall()));
        map.put("anomalyShare", Wording.rounded((double) evaluation.anomalies() / evaluation.windows()));
        map.put("falsePositiveRate", Wording.rounded(confusion.falsePositives() / normal));
        map.put("recall", Wording.rounded(confusion.recall()));
        // Without an alarm there is no precision: the curve begins at 1.
        map.put("precision", Double.isNaN(confusion.precision()) ? 1 : Wording.rounded(confusion.precision()));
        return map;
    }

    private static double[][] points(Curve curve) {
        Curve thinned = curve.thinned(CURVE_COLUMNS);
        return IntStream.range(0, thinned.size())
                .mapToObj(i -> Wording.rounded(new double[] {thinned.x()[i], thinned.y()[i]}))
                .toArray(double[][]::new);
    }

    private static Map<String, Object> losses(ModelCard card) {
        List<Double> training = card.getTrainingLosses();
        List<Double> validation = card.getValidationLosses();
        int every = (training.size() + MAX_EPOCHS - 1) / MAX_EPOCHS;
        return Map.of(
                "every", Math.max(1, every),
                "training", thinned(training, every),
                "validation", thinned(validation, every),
                "kept", validation.indexOf(card.getValidationLoss()) + 1);
    }

    private static double[] thinned(List<Double> losses, int every) {
        return IntStream.range(0, losses.size())
                .filter(i -> i % every == 0)
                .mapToDouble(i -> Wording.rounded(losses.get(i)))
                .toArray();
    }

    /** JSON without a {@code <}: nothing in it can end the element that it stands in. */
    String json() {
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names can always be written", e);
        }
    }
}
