// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.core.WrongArtefactException;
import io.holter.data.Heartbeats;
import io.holter.model.ModelDirectory;
import io.holter.schemas.ModelCard;
import io.holter.trainer.Beats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {

    private static final String[] KEYS = {
        "windows",
        "anomalies",
        "auroc",
        "auprc",
        "threshold",
        "accuracy",
        "precision",
        "recall",
        "f1",
        "normalPrecision",
        "normalRecall",
        "falseAlarmsPer1000",
        "inStream",
        "bestF1",
        "bestF1Threshold",
        "vusPr",
        "rangeF1",
        "errorAlone",
        "baselines",
        "data"
    };

    @TempDir
    private Path folder;

    private String beats;
    private Path model;

    @BeforeEach
    void writeBeats() throws IOException {
        beats = Heartbeats.write(folder.resolve("beats.csv"), 200, 1).toString();
        model = folder.resolve("model");
    }

    @Test
    void trainsEvaluatesAndInspects() throws Exception {
        CommandRun train = train("--hidden", "8,3", "--batch", "16", "--sample-rate", "125", "--model-version", "7");
        assertThat(train.failure()).isNull();
        assertThat(train.code()).isZero();
        assertThat(train.out())
                .matches("\\S+/model: 144 windows trained on, 36 held out, loss \\S+, validation loss \\S+,"
                        + " threshold \\S+\\n");
        assertThat(train.err()).startsWith("device: ").contains("epoch 223/223: loss ");
        assertThat(train.err().lines().filter(line -> line.startsWith("epoch ")))
                .hasSize(10);

        Path json = folder.resolve("quality.json");
        String test = Heartbeats.write(folder.resolve("test.csv"), 200, 2).toString();
        CommandRun evaluate = evaluate(test, "--json", json.toString());
        assertThat(evaluate.failure()).isNull();
        assertThat(evaluate.out())
                .contains("test.csv: 200 windows, 20 of them anomalies")
                .contains("The positive class is anomaly: 20 of 200 windows (10.0 %).\n")
                .contains("No baselines: --train FILE..., the windows that the model was trained on");
        JsonNode quality = new ObjectMapper().readTree(json.toFile());
        List<String> keys = new ArrayList<>();
        quality.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).containsExactly(KEYS);
        assertThat(quality.get("windows").asInt()).isEqualTo(200);
        assertThat(quality.get("auroc").asDouble()).isGreaterThan(0.98);

        evaluatesBesideBaselines(test, json);

        CommandRun inspect = CommandRun.of("inspect", "--model", model.toString());
        assertThat(inspect.failure()).isNull();
        assertThat(inspect.out())
                .contains("name        model\n", "version     7\n", "20 samples × 1 channel at 125.0 Hz")
                .contains("dense, 20-8-3-8-20")
                .endsWith("Card and SavedModel agree: hash, signatures, shapes, and a window scored.\n");
    }

    /** Without labels it says how many windows it did not trust, and how to trust them. */
    @Test
    void tellsHowManyWindowsWereLeftOut() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (float[] wave : Beats.waves(300, 1).mixture(0.2, 1).windows()) {
            for (int t = 0; t < wave.length; t++) {
                rows.append(wave[t]).append(t + 1 < wave.length ? ',' : '\n');
            }
        }
        String unlabelled = Files.writeString(folder.resolve("waves.csv"), rows).toString();
        CommandRun robust =
                CommandRun.of("train", "--data", unlabelled, "--model", model.toString(), "--architecture", "mean");
        assertThat(robust.failure()).isNull();
        assertThat(robust.out().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .matches("\\S+/model: \\d+ of 375 windows left out as abnormal;"
                        + " if they are not, train with --contamination 0");
        String trusting = folder.resolve("trusting").toString();
        CommandRun all = CommandRun.of(
                "train", "--data", unlabelled, "--model", trusting, "--architecture", "mean", "--contamination", "0");
        assertThat(all.out().lines()).hasSize(1);
    }

    private void evaluatesBesideBaselines(String test, Path json) throws Exception {
        CommandRun run = evaluate(test, "--train", beats, "--json", json.toString());
        assertThat(run.failure()).isNull();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("\\s+AUROC\\s+AUPRC\\s+best F1\\*\\s+at"))
                .anyMatch(line -> line.matches("model\\s+[01]\\.\\d{4}  .*  dense"))
                .anyMatch(line -> line.matches("mean\\s+[01]\\.\\d{4}  .*  distance to the mean window"))
                .anyMatch(line -> line.matches("pca\\s+[01]\\.\\d{4}  .* of the variance"))
                .anyMatch(line -> line.matches("knn\\s+[01]\\.\\d{4}  .* nearest of 180 training windows"))
                .anyMatch(line -> line.matches("Verdict: \\w+ .*AUROC .*\\."));
        JsonNode baselines = new ObjectMapper().readTree(json.toFile()).get("baselines");
        assertThat(baselines.get("mean").get("auroc").asDouble()).isGreaterThan(0.9);
        assertThat(baselines.get("knn").get("bestF1").asDouble()).isGreaterThan(0.9);
        assertThat(baselines.get("pca").get("vusPr").isNull()).isTrue();
    }

    @Test
    void inspectRefusesACardThatDoesNotAgree() throws Exception {
        train("--epochs", "1");
        ModelCard card = ModelDirectory.readCard(model);
        card.setLength(21);
        ModelDirectory.writeCard(model, card);
        CommandRun inspect = CommandRun.of("inspect", "--model", model.toString());
        assertThat(inspect.code()).isEqualTo(1);
        assertThat(inspect.out()).isEmpty();
        assertThat(inspect.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageContaining(
                        "expected input 'windows' of signature 'serving_default' as DT_FLOAT [-1, 21, 1]");
    }

    @Test
    void modelThatIsThereIsOnlyReplacedOnDemand() throws Exception {
        train("--epochs", "1", "--name", "first");
        CommandRun again = train("--epochs", "1", "--name", "second");
        assertThat(again.failure())
                .hasMessage(model + ": expected no model there, or leave to overwrite it, found a model");
        assertThat(ModelDirectory.readCard(model).getName()).isEqualTo("first");
        assertThat(train("--epochs", "1", "--name", "second", "--overwrite").code())
                .isZero();
        assertThat(ModelDirectory.readCard(model).getName()).isEqualTo("second");
        assertThat(names()).containsExactly("beats.csv", "model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,1\\n3,abc,0\\n | FILE:2:2: expected a number, found 'abc'",
                "1,2,1\\n3,NaN,0\\n | FILE:2:2: expected a finite number in single precision, found 'NaN'",
                "1,2,1\\n3,0\\n     | FILE:2:3: expected 3 fields as in FILE:1, found 2",
                "''                 | FILE: expected at least one window, found none",
                "1,2,0\\n3,4,2\\n   | FILE:1:3: expected a label 1, here or further on, found only 0, 2",
                "1,2,1\\n3,4,1\\n   | bad.csv: expected at least 10 normal windows to train on, found 2"
            })
    void badDataEndsInOneMessageAndLeavesNothing(String content, String message) throws Exception {
        String file = Files.writeString(folder.resolve("bad.csv"), content.replace("\\n", "\n"))
                .toString();
        CommandRun run = CommandRun.of(
                "train",
                "--data",
                file,
                "--label",
                "last",
                "--normal",
                "1",
                "--model",
                folder.resolve("deep/model").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.failure()).isInstanceOf(WrongArtefactException.class).hasMessage(message.replace("FILE", file));
        assertThat(names()).containsExactly("bad.csv", "beats.csv");
    }

    @Test
    void unwritableTargetIsSaidBeforeTraining() throws Exception {
        Path target = folder.resolve("beats.csv/model");
        CommandRun run = CommandRun.of("train", "--data", beats, "--model", target.toString());
        assertThat(run.failure())
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(target + ": expected a place that can be written to, found not a folder at " + beats);
        assertThat(run.err()).doesNotContain("epoch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --model m",
                "train --data x",
                "train --data x --model m --label last",
                "train --data x --model m --label middle",
                "train --data x --model m --loss huber",
                "train --data x --model m --hidden 8,0",
                "train --data x --model m --epochs 0",
                "train --data x --model m --batch 0",
                "train --data x --model m --validation 1",
                "train --data x --model m --channels 0",
                "train --data x --model m --sample-rate -1",
                "train --data x --model m --test 0.2",
                "train --data x --model m --compare dense,pca",
                "train --data x --model m --label last --normal 1 --compare dense,dense",
                "train --data x --model m --label last --normal 1 --compare dense --test 1",
                "train --data x --model m --label last --normal 1 --compare dense --architecture pca",
                "train --data x --model m --label last --normal 1 --compare dense,mean --components 3",
                "evaluate --model m --data x",
                "evaluate --model m --data x --label last --normal 1 --train y --train-labels z",
                "evaluate --model m --data x --label last --normal 1 --train-unlabelled",
                "evaluate --model m --data x --labels l --normal 1 --train y --train-labels z --train-unlabelled",
                "inspect"
            })
    void wrongUsageIsExitCodeTwo(String arguments) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
        assertThat(Path.of("m")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "inspect", "generate"})
    void everyCommandExplainsItselfWithAnExample(String name) {
        String usage = new CommandLine(new CommandRun.Holter())
                .getSubcommands()
                .get(name)
                .getUsageMessage();
        assertThat(usage).contains("Example:", "  holter " + name + " --");
    }

    private CommandRun train(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--data", beats, "--label", "last", "--normal", "1.0", "--model", model.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private CommandRun evaluate(String test, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("evaluate", "--model", model.toString(), "--data", test, "--label", "last", "--normal", "1"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
