// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holter.app.Main;
import io.holter.app.process.StopSignal;
import io.holter.core.WindowShape;
import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Origin;
import io.holter.schemas.Window;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.SingleObject;
import io.holter.wire.StartBounds;
import io.holter.wire.WindowCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on bad input promises is what is printed: every row is tried. */
class BadInputPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path PAGE = ROOT.resolve("src/site/bad-input.md");
    private static final Pattern MESSAGE = Pattern.compile("`([^`]*)`$");

    @TempDir
    private Path folder;

    /** Makes the input and gives what is said of it. */
    private interface Case {
        String message() throws Exception;
    }

    @Test
    void everyRowIsWhatIsPrinted() throws Exception {
        GeneratedClasses.trust();
        Map<String, String> rows = rows();
        Map<String, Case> cases = cases();
        assertThat(rows.keySet()).containsExactlyElementsOf(cases.keySet());
        for (Map.Entry<String, Case> tried : cases.entrySet()) {
            String expected = Arrays.stream(rows.get(tried.getKey()).split("…", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            assertThat(tried.getValue().message()).as(tried.getKey()).matches(expected);
        }
    }

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        String page = Files.readString(PAGE);
        Matcher named = Pattern.compile("`(\\w+(?:Test|IT))`").matcher(page.substring(page.lastIndexOf("| test |")));
        List<String> names = named.results().map(result -> result.group(1)).toList();
        assertThat(names).hasSizeGreaterThan(10);
        List<String> all;
        try (Stream<Path> files = Files.walk(ROOT)) {
            all = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
        assertThat(all).containsAll(names);
    }

    /** First cell → the message, of the first table. */
    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("What needs")) {
                break;
            }
            String[] cells = line.split(" \\| ", 3);
            if (line.startsWith("| ") && cells.length == 3 && !cells[0].equals("| what comes in")) {
                Matcher message = MESSAGE.matcher(cells[2].replaceAll(" \\|$", ""));
                assertThat(message.find()).as(line).isTrue();
                rows.put(cells[0].substring(2), message.group(1));
            }
        }
        return rows;
    }

    private Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("a field that is no number", () -> train("a.csv", "1,2\n1,x\n"));
        cases.put("`1f`, which Java takes for a number", () -> train("a.csv", "1,1f\n"));
        cases.put("`1,5` between semicolons", () -> train("a.csv", "1;1,5\n"));
        cases.put("NaN", () -> train("a.csv", "1,NaN\n"));
        cases.put("a row that is too short", () -> train("a.csv", "1,2\n1\n"));
        cases.put(
                "a name of a column that is not there",
                () -> train("a.csv", "a,b\n1,2\n", "--header", "--label", "column:state", "--normal", "0"));
        cases.put(
                "times without a usual part of a window's length",
                () -> train("a.csv", "t,a\n1,5\n2,5\n9,5\n10,5\n", "--header", "--window", "3", "--time-column", "t"));
        cases.put("an archive of arrays", () -> train("a.npz", "PK\u0003\u0004" + "\0".repeat(22) + "\5\0\0\0a.npy"));
        cases.put(
                "UTF-16",
                () -> train(Files.writeString(folder.resolve("u.csv"), "\uFEFF1,2\n", StandardCharsets.UTF_16LE)));
        cases.put("a byte that no text has", () -> train("a.csv", "1,2\n\u001b3,4\n"));
        cases.put("ARFF", () -> train("a.arff", "@relation toy\n"));
        cases.put("axes that could be either", () -> train(npy("2, 3, 4", 24)));
        cases.put("sizes that overflow", () -> train(npy("4294967296, 4294967296", 0)));
        cases.put("nothing there", () -> train(folder.resolve("nowhere.csv")));
        cases.put("a signal in another place", () -> record("../../etc/hostname 16"));
        cases.put("a skew beyond reason", () -> record("a.dat 16:1000000000"));
        cases.put("windows that are all equal", () -> train("w.csv", "5,5\n".repeat(30)));
        cases.put("other channels than the model's", this::otherChannels);
        cases.put(
                "no model directory",
                () -> holter(folder.resolve("none"), "inspect", "--model", folder.resolve("none") + ""));
        cases.put("a misspelt setting", () -> detect("threshold.kk = 3"));
        cases.put("a misspelt setting of Kafka", () -> detect("kafka.security.protocl = SSL"));
        cases.put("a value that is none", () -> detect("threshold.k = 5f"));
        cases.put("an operation that reaches beyond the graph", () -> detect("model.allow-operations = WriteFile"));
        cases.put("a misspelt option (exit 2)", () -> holter(folder, "train", "--modle", "m"));
        cases.put("a misspelt command (exit 2)", () -> holter(folder, "trian"));
        Path patience = folder.resolve("patience.properties");
        cases.put("no broker", () -> {
            Files.writeString(patience, "default.api.timeout.ms = 1000\nrequest.timeout.ms = 1000\n");
            return holter(patience, "alerts", "--bootstrap", "localhost:1", "--properties", patience.toString());
        });
        Path none = folder.resolve("none.properties");
        cases.put(
                "properties that are not there",
                () -> holter(none, "alerts", "--bootstrap", "localhost:1", "--properties", none.toString()));
        cases.put("something that is not a window", () -> rejected("{}".getBytes(StandardCharsets.UTF_8)));
        cases.put(
                "a start in microseconds",
                () -> rejected(window -> window.setStart(Instant.ofEpochMilli(1_700_000_000_000_000L))));
        cases.put("a sample rate of −5", () -> rejected(window -> window.setSampleRate(-5)));
        cases.put("a window of another length", () -> rejected(window -> window.setLength(3)));
        return cases;
    }

    private String otherChannels() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i % 7)
                    .append(',')
                    .append(i % 11)
                    .append(',')
                    .append(i == 100 ? 1 : 0)
                    .append('\n');
        }
        String[] options = {"--header", "--window", "2", "--label", "last", "--normal", "0"};
        Path data = Files.writeString(folder.resolve("w.csv"), rows);
        Path model = folder.resolve("model");
        assertThat(holter(data, with(options, "train", data, model, "--architecture", "mean")))
                .isEmpty();
        Files.writeString(data, rows.toString().replace("a,b", "a,c"));
        return holter(data, with(options, "evaluate", data, model));
    }

    private static String[] with(String[] options, String command, Path data, Path model, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--data", data.toString(), "--model", model.toString()));
        all.addAll(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String record(String signal) throws IOException {
        return train("a.hea", "a 1 100 10\n" + signal + " 200 12 0 0 0 0 II\n", "--window", "5");
    }

    private Path npy(String shape, int values) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 4 * values);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve("a.npy"), bytes.array());
    }

    private String train(String name, String content, String... more) throws IOException {
        return train(Files.writeString(folder.resolve(name), content), more);
    }

    private String train(Path data, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "train",
                "--data",
                data.toString(),
                "--model",
                folder.resolve("m").toString(),
                "--architecture",
                "mean"));
        all.addAll(List.of(more));
        return holter(data, all.toArray(String[]::new));
    }

    private String detect(String line) throws IOException {
        Path config = Files.writeString(
                folder.resolve("holter.properties"),
                "kafka.bootstrap.servers = localhost:1\nmodel = m\n" + line + "\n");
        return holter(config, "detect", "--config", config.toString());
    }

    /** The line that starts with the program's name, without it; empty if the command went well. */
    private static String holter(Path input, String... args) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            code = Main.run(new StopSignal(), args);
        } finally {
            System.setErr(before);
        }
        List<String> lines = said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("holter: "))
                .toList();
        if (code == 0) {
            return "";
        }
        String last = lines.get(lines.size() - 1).substring("holter: ".length());
        return last.replace(input.toString(), "FILE");
    }

    private static String rejected(Consumer<Window> change) throws IOException {
        Window window = new Window("a", Instant.parse("2026-01-01T00:00:00Z"), 250f, 2, 1, List.of(1f, 2f), Map.of());
        change.accept(window);
        ByteBuffer encoded = Window.getEncoder().encode(window);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return rejected(bytes);
    }

    private static String rejected(byte[] bytes) {
        StartBounds starts = new StartBounds(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1));
        WindowCheck check = WindowCheck.ofModel(new WindowShape(2, 1), 250, starts);
        SingleObject decoder = new SingleObject(check, KnownSchemas.current());
        return catchThrowableOfType(
                        RejectedRecordException.class, () -> decoder.decode(bytes, new Origin("holter.windows", 0, 0L)))
                .getMessage();
    }
}
