// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holter.app.Main;
import io.holter.app.process.StopSignal;
import io.holter.core.WindowShape;
import io.holter.model.MeanModel;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Inputs as nobody means them, by their rows of the page on bad input, and what is said of each. */
final class BadInputs {

    private final Path folder;

    /** @param folder for files; empty */
    BadInputs(Path folder) {
        this.folder = folder;
    }

    /** What is said of an input, and the exit code; 0 where a record is rejected and the job goes on. */
    record Said(int code, String message) {}

    /** Makes the input and tries it. */
    interface Case {
        Said tryOut() throws Exception;
    }

    /** What comes in, and where → how to try it; in the order of the page. */
    Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        addText(cases);
        addBinary(cases);
        addTraining(cases);
        addModels(cases);
        addSettings(cases);
        addCommands(cases);
        addRecords(cases);
        return cases;
    }

    private void addText(Map<String, Case> cases) {
        cases.put("a field that is no number | rows", () -> train("a.csv", "1,2\n1,x\n"));
        cases.put("`1f`, which Java takes for a number | rows", () -> train("a.csv", "1,1f\n"));
        cases.put("`1,5` between semicolons | rows", () -> train("a.csv", "1;1,5\n"));
        cases.put("NaN | rows", () -> train("a.csv", "1,NaN\n"));
        cases.put("a row that is too short | rows", () -> train("a.csv", "1,2\n1\n"));
        cases.put("a control character | rows", () -> train("a.csv", "1,2\n\u001b3,4\n"));
        cases.put("UTF-16 | rows", () -> train(utf16()));
        cases.put(
                "an archive of arrays | rows",
                () -> train("a.npz", "PK\u0003\u0004" + "\0".repeat(22) + "\5\0\0\0a.npy"));
        cases.put(
                "a name of a column that is not there | `--label column:state`",
                () -> train("a.csv", "a,b\n1,2\n", "--header", "--label", "column:state", "--normal", "0"));
        cases.put(
                "a name of a column that is not there | `--signals III`",
                () -> train("a.csv", "a,b\n1,2\n", "--header", "--window", "1", "--signals", "III"));
        cases.put(
                "times without a usual part of a window's length | `--time-column t`",
                () -> train("a.csv", "t,a\n1,5\n2,5\n9,5\n10,5\n", "--header", "--window", "3", "--time-column", "t"));
        cases.put("ARFF | `.arff`", () -> train("a.arff", "@relation toy\n"));
    }

    private void addBinary(Map<String, Case> cases) {
        cases.put("axes that could be either | `.npy`", () -> train(npy("2, 3, 4", 24)));
        cases.put("sizes that overflow | `.npy`", () -> train(npy("4294967296, 4294967296", 0)));
        cases.put("fewer values than the header says | `.npy`", () -> train(npy("2, 3", 5)));
        cases.put("nothing there | `--data`", () -> train(folder.resolve("nowhere.csv")));
        cases.put("a signal in another place | WFDB header", () -> record("../../etc/hostname 16"));
        cases.put("a skew beyond reason | WFDB header", () -> record("a.dat 16:1000000000"));
        cases.put(
                "a server that is not there | `http://…`",
                () -> holter(
                        "http://localhost:1/a.csv",
                        "train",
                        "--data",
                        "http://me:secret@localhost:1/a.csv?token=secret",
                        "--model",
                        folder.resolve("m").toString()));
    }

    private void addTraining(Map<String, Case> cases) {
        cases.put("windows that are all equal | `train`", () -> train("w.csv", "5,5\n".repeat(30)));
        cases.put(
                "a place that is taken | `train --model DIR`",
                () -> holter(folder, "train", "--data", "a.csv", "--model", folder.toString()));
        cases.put("other channels than the model's | `evaluate`", this::otherChannels);
    }

    private void addModels(Map<String, Case> cases) {
        Path none = folder.resolve("none");
        cases.put("no model directory | `inspect`", () -> holter(none, "inspect", "--model", none.toString()));
        cases.put("a model without its card | `inspect`", () -> {
            Path model = model();
            Files.delete(model.resolve("card.json"));
            return holter(model, "inspect", "--model", model.toString());
        });
        cases.put("a card of another model | `inspect`", () -> {
            Path model = model();
            Path card = model.resolve("card.json");
            Files.writeString(card, Files.readString(card).replaceFirst("(\"length\" ?: ?)2", "$13"));
            return holter(model, "inspect", "--model", model.toString());
        });
    }

    private void addSettings(Map<String, Case> cases) {
        cases.put("a misspelt setting | `detect`", () -> detect("threshold.kk = 3"));
        cases.put("a misspelt setting of Kafka | `detect`", () -> detect("kafka.security.protocl = SSL"));
        cases.put("a value that is none | `detect`", () -> detect("threshold.k = 5f"));
        cases.put(
                "a place that is no JSON Pointer | `detect`",
                () -> detect("source.series = key\nsource.time = record\nsource.channels = cpu"));
        cases.put("neither channels nor a block | `detect`", () -> detect("source.series = key\nsource.time = record"));
        cases.put("a value of Kafka's that is none | `detect`", () -> detect("kafka.fetch.min.bytes = secret"));
        cases.put("a value of Flink's that is none | `detect`", () -> detect("flink.heartbeat.timeout = secret"));
        cases.put("a reporter without its factory | `detect`", () -> detect("flink.metrics.reporter.prom.port = 9249"));
        cases.put(
                "an operation that reaches beyond the graph | `detect`",
                () -> detect("model.allow-operations = WriteFile"));
    }

    private void addCommands(Map<String, Case> cases) {
        cases.put("a misspelt option (exit 2) | `train`", () -> holter(folder, "train", "--modle", "m"));
        cases.put("a misspelt command (exit 2) | `holter`", () -> holter(folder, "trian"));
        cases.put("a misspelt subcommand (exit 2) | `topics`", () -> holter(folder, "topics", "creat"));
        cases.put(
                "a misspelt value (exit 2) | `alerts`",
                () -> holter(folder, "alerts", "--bootstrap", "a:1", "--from", "earlist"));
        Path patience = folder.resolve("patience.properties");
        cases.put("no broker | `alerts`", () -> {
            Files.writeString(patience, "default.api.timeout.ms = 1000\nrequest.timeout.ms = 1000\n");
            return holter(patience, "alerts", "--bootstrap", "localhost:1", "--properties", patience.toString());
        });
        Path none = folder.resolve("none.properties");
        cases.put(
                "properties that are not there | `alerts`",
                () -> holter(none, "alerts", "--bootstrap", "localhost:1", "--properties", none.toString()));
        Path misspelt = folder.resolve("misspelt.properties");
        cases.put("a misspelt property (`--properties`) | `alerts`", () -> {
            Files.writeString(misspelt, "security.protocl = SSL\n");
            return holter(misspelt, "alerts", "--bootstrap", "localhost:1", "--properties", misspelt.toString());
        });
    }

    private static void addRecords(Map<String, Case> cases) {
        cases.put(
                "something that is not a window | windows topic",
                () -> rejected("{}".getBytes(StandardCharsets.UTF_8)));
        cases.put(
                "a start in microseconds | windows topic",
                () -> rejected(window -> window.setStart(Instant.ofEpochMilli(1_700_000_000_000_000L))));
        cases.put(
                "a start in seconds | windows topic",
                () -> rejected(window -> window.setStart(Instant.ofEpochMilli(1_700_000_000L))));
        cases.put("a sample rate of −5 | windows topic", () -> rejected(window -> window.setSampleRate(-5)));
        cases.put(
                "the sample rate of another model | windows topic",
                () -> rejected(window -> window.setSampleRate(360)));
        cases.put("a window of another length | windows topic", () -> rejected(window -> window.setLength(3)));
        cases.put(
                "a value that is not a number | windows topic",
                () -> rejected(window -> window.setValues(List.of(1f, Float.NaN))));
        cases.put("a window without a series | windows topic", () -> rejected(window -> window.setSeries("")));
    }

    private Path utf16() throws IOException {
        return Files.writeString(folder.resolve("u.csv"), "\uFEFF1,2\n", StandardCharsets.UTF_16LE);
    }

    private Path model() throws IOException {
        Path model = folder.resolve("whole-" + System.nanoTime());
        MeanModel.write(model, new WindowShape(2, 1));
        return model;
    }

    private Said otherChannels() throws IOException {
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
        assertThat(holter(data, with(options, "train", data, model, "--architecture", "mean"))
                        .code())
                .isZero();
        Files.writeString(data, rows.toString().replace("a,b", "a,c"));
        return holter(data, with(options, "evaluate", data, model));
    }

    private static String[] with(String[] options, String command, Path data, Path model, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--data", data.toString(), "--model", model.toString()));
        all.addAll(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Said record(String signal) throws IOException {
        return train("a.hea", "a 1 100 10\n" + signal + " 200 12 0 0 0 0 II\n", "--window", "5");
    }

    private Path npy(String shape, int values) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 4 * values);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve("a.npy"), bytes.array());
    }

    private Said train(String name, String content, String... more) throws IOException {
        return train(Files.writeString(folder.resolve(name), content), more);
    }

    private Said train(Path data, String... more) {
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

    private Said detect(String line) throws IOException {
        Path config = Files.writeString(
                folder.resolve("holter.properties"),
                "kafka.bootstrap.servers = localhost:1\nmodel = m\n" + line + "\n");
        return holter(config, "detect", "--config", config.toString());
    }

    /** The one line that starts with the program's name, without it. */
    private static Said holter(Object input, String... args) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            code = Main.run(new StopSignal(), args);
        } finally {
            System.setErr(before);
        }
        if (code == 0) {
            return new Said(code, "");
        }
        String all = said.toString(StandardCharsets.UTF_8);
        List<String> lines =
                all.lines().filter(line -> line.startsWith("holter: ")).toList();
        assertThat(lines).as(all).hasSize(1);
        assertThat(all.strip()).as("last of what is said").endsWith(lines.get(0));
        return new Said(code, lines.get(0).substring("holter: ".length()).replace(input.toString(), "FILE"));
    }

    private static Said rejected(Consumer<Window> change) throws IOException {
        Window window = new Window("a", Instant.parse("2026-01-01T00:00:00Z"), 250f, 2, 1, List.of(1f, 2f), Map.of());
        change.accept(window);
        ByteBuffer encoded = Window.getEncoder().encode(window);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return rejected(bytes);
    }

    private static Said rejected(byte[] bytes) {
        StartBounds starts = new StartBounds(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1));
        WindowCheck check = WindowCheck.ofModel(new WindowShape(2, 1), 250, starts);
        SingleObject decoder = new SingleObject(check, KnownSchemas.current());
        Origin origin = new Origin("holter.windows", 0, 0L);
        RejectedRecordException rejected =
                catchThrowableOfType(RejectedRecordException.class, () -> decoder.decode(bytes, origin));
        return new Said(0, rejected.getMessage());
    }
}
