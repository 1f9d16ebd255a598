// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.app.process.StopSignal;
import io.holter.data.option.Heading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Exit codes, and the one line that says why. */
class MainTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "train", "evaluate", "inspect", "detect", "replay", "alerts", "topics", "broker"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: holter " + command, "Example", "holter " + command, "--stacktrace");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpNamesEveryCommand() {
        CommandLineRun run = CommandLineRun.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "demo",
                        "train",
                        "evaluate",
                        "inspect",
                        "detect",
                        "replay",
                        "alerts",
                        "topics",
                        "broker",
                        "holter demo");
    }

    @Test
    void manyOptionsStandUnderHeadingsEachOnce() {
        for (CommandLine command : allCommands()) {
            List<OptionSpec> options = command.getCommandSpec().options();
            if (options.size() <= HelpLayout.MAX_WITHOUT_HEADINGS) {
                continue;
            }
            List<String> lines = command.getUsageMessage().lines().toList();
            for (OptionSpec option : options) {
                String name = option.longestName();
                Heading heading = HelpLayout.heading(option);
                assertThat(heading).as(command.getCommandName() + " " + name).isNotNull();
                List<Integer> shown = IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).matches("( {6}|  -\\w, )" + name + "([=\\[ ].*)?"))
                        .boxed()
                        .toList();
                assertThat(shown).as(command.getCommandName() + " " + name).hasSize(1);
                String above = lines.subList(0, shown.get(0)).stream()
                        .filter(line -> line.matches("\\w.*:"))
                        .reduce("", (before, line) -> line);
                assertThat(above).as(name).isEqualTo(heading.text() + ":");
            }
        }
    }

    /** A command and all its subcommands. */
    private static List<CommandLine> allCommands() {
        List<CommandLine> all = new ArrayList<>(List.of(Main.commandLine(new StopSignal())));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).getSubcommands().values());
        }
        return all;
    }

    /** Nor is one broken where the terminal is narrower. Only the name of an option may be longer than a line. */
    @ParameterizedTest
    @ValueSource(ints = {55, 80, 200})
    void helpIsAsWideAsTheTerminalAndBreaksNoExample(int width) {
        for (CommandLine command : allCommands()) {
            command.setUsageHelpAutoWidth(false);
            command.setUsageHelpWidth(width);
            String help = command.getUsageMessage();
            String examples =
                    String.join("\n", command.getCommandSpec().usageMessage().footer());
            assertThat(help).endsWith(examples + "\n");
            assertThat(help.substring(0, help.length() - examples.length() - 1).lines())
                    .as(command.getCommandName())
                    .allMatch(line -> line.length() <= width || line.matches(" *--\\S+"));
        }
    }

    /** An example that a terminal of 80 columns breaks cannot be pasted. */
    @Test
    void examplesFitOnATerminal() {
        for (CommandLine command :
                Main.commandLine(new StopSignal()).getSubcommands().values()) {
            assertThat(command.getCommandSpec().usageMessage().footer())
                    .as(command.getCommandName())
                    .allMatch(line -> line.length() < 80);
        }
    }

    @Test
    void withoutACommandTheUsageIsTheError() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: holter");
    }

    @Test
    void versionNamesWhatIsInside() {
        CommandLineRun run = CommandLineRun.of("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("holter ", "Flink 2.", "Kafka 4.", "TensorFlow")
                .doesNotContain("${", "null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            dmo                                              | Unmatched argument at index 0: 'dmo'; did you mean demo
            topics creat --config x                          | did you mean create
            topics create --confg x                          | did you mean --config
            generate --model m                               | expected holter generate --model=DIR --codes=FILE [OPTIONS] or holter generate --model=DIR --sample=N --data=DATA... [OPTIONS] (see
            generate --model m --sample 3                    | expected holter generate --model=DIR --codes=FILE [OPTIONS] or holter
            generate --model m --codes c --sample 1 --data d | expected holter generate --model=DIR --codes=FILE [OPTIONS] or holter
            generate --model m --sample 3 --dta x            | '--dta'; did you mean --data? (see
            demo --sries=300000000                           | did you mean --series
            alerts --bootstrap a:1 --from earlist            | expected earliest or latest, found 'earlist'; did you mean earliest
            alerts --bootstrap a:1 --min-severity majr       | expected minor, major or critical, found 'majr'; did you mean major
            train --data x --model m --loss mea              | did you mean mae
            train --data x --model m --architecture cov      | did you mean conv
            train --data x --model m --compare dense,mena    | did you mean mean
            train --data x --model m --label frist           | did you mean first
            train --data x --model m --axes sample,channels  | did you mean samples,channels
            demo --sries 3                                   | '--sries'
            demo --sries 3                                   | did you mean --series
            alerts --botstrap localhost:9092                 | did you mean --bootstrap
            alerts                                           | Missing required option: '--bootstrap=HOST:PORT'
            alerts --bootstrap me:geheim@h:1                 | found '…@h:1'
            alerts --bootstrap localhost                     | expected HOST:PORT, or several separated by commas, found 'localhost'
            alerts --bootstrap localhost:99999               | expected HOST:PORT
            alerts --bootstrap localhost:9092 --from middle  | '--from'
            demo --for 60                                    | expected a span of time such as 60s, 5m or 500ms, found '60'
            demo --for 0s                                    | expected a span of time
            demo --anomalies 3                               | expected a share between 0 and 1, found '3'
            demo --rate -1                                   | expected a rate
            demo --rate NaN                                  | expected a rate
            demo --rate 20d                                  | expected a rate
            demo --anomalies 0x1p-3                          | expected a share between 0 and 1, found '0x1p-3'
            train --data x --model m --sample-rate 250f      | expected a number, found '250f'
            train --data x --model m --sample-rate NaN       | expected a number, found 'NaN'
            train --data x --model m --validation 1d         | expected a number, found '1d'
            demo --series 0                                  | expected a whole number from 1 to 1000000, found '0'
            demo --series many                               | expected a whole number
            demo --seed x                                    | '--seed'
            demo --label last                                | --label and --normal need --data as well
            demo --data x.csv --label last                   | --label and --normal
            demo --data x.csv --anomalies 0.1                | --anomalies is for generated heartbeats
            detect                                           | Missing required option: '--config=FILE'
            detect --config x --set novalue                  | key=value
            replay --data x --topic t                        | Missing required option: '--bootstrap=HOST:PORT'
            train                                            | Missing required options
            train --data x.csv --lable last --model m        | did you mean --label
            train --data x.csv --model --normal 1            | '--model' but found '--normal'
            evaluate --data x.csv --modle m                  | did you mean --model
            """)
    void wrongUsageExitsWith2AndOneLine(String command, String expected) {
        CommandLineRun run = CommandLineRun.of(command.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip())
                .startsWith("holter: ")
                .contains(expected)
                .endsWith("--help)")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            detect --config missing.properties                                | missing.properties: no such file or directory
            demo --data missing.csv                                           | missing.csv: expected a file, found nothing there
            demo --json missing/summary.json                                  | missing/summary.json: cannot be written
            inspect --model missing                                           | missing
            train --data missing.csv --model m                                | missing.csv: expected a file, found nothing there
            train --data missing.csv --label last --normal -1 --model m       | missing.csv: expected a file, found nothing there
            """)
    void failureExitsWith1AndOneLine(String command, String expected) {
        String inside = command.replace("missing", directory.resolve("missing").toString())
                .replace("--model m", "--model " + directory.resolve("m"));
        CommandLineRun run = CommandLineRun.of(inside.split(" "));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip()).startsWith("holter: ").contains(expected).doesNotContain("\n");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aWrongSettingIsNamedWithItsFileAndTheNearestKey() throws IOException {
        Path config = Files.writeString(directory.resolve("holter.properties"), "kafka.bootstrap.servers = a:1\n");
        CommandLineRun run = CommandLineRun.of("detect", "--config", config.toString(), "--set", "threshold.kk=5");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip())
                .startsWith("holter: " + config)
                .contains("threshold.kk", "the nearest, threshold.k")
                .doesNotContain("\n");
    }

    @Test
    void stacktraceShowsTheRestWhereverItStands() {
        String config = directory.resolve("missing").toString();
        assertThat(CommandLineRun.of("detect", "--config", config, "--stacktrace")
                        .err())
                .contains("holter: ", "\tat io.holter.");
        assertThat(CommandLineRun.of("--stacktrace", "detect", "--config", config)
                        .err())
                .contains("holter: ", "\tat io.holter.");
    }

    @Test
    void aStackTraceNeitherForgesLinesNorShowsSecrets() {
        CommandLineRun run = CommandLineRun.of(
                "train", "--stacktrace", "--model", "m", "--data", "ftp://me:geheim@h/\nholter: forged");
        assertThat(run.err().lines()).noneMatch(line -> line.startsWith("holter: forged"));
        assertThat(run.err())
                .contains("ftp://…@h/\\u000aholter: forged", "\tat io.holter.")
                .doesNotContain("geheim");
    }

    @Test
    void whatEndsBecauseItShouldSaysNothing() {
        StopSignal stop = new StopSignal();
        stop.request();
        CommandLineRun run = CommandLineRun.of(stop, "demo", "--for", "1s");
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.out() + run.err()).isEmpty();
    }
}
