// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.Count;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.WindowFiles;
import io.holter.data.option.DataOptions;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.data.set.WindowSet;
import io.holter.model.Model;
import io.holter.trainer.evaluation.CardCheck;
import io.holter.trainer.generation.CodeDistribution;
import io.holter.trainer.generation.ContactSheet;
import io.holter.trainer.generation.WindowOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: windows or pictures from codes. */
@Command(
        name = "generate",
        description = "Decodes codes into windows or pictures: given codes, or codes drawn from a normal"
                + " distribution fitted to the codes of your own windows.",
        customSynopsis = {
            "holter generate --model=DIR --codes=FILE [OPTIONS]",
            "holter generate --model=DIR --sample=N --data=DATA... [OPTIONS]"
        },
        footer = {
            "",
            "Example: twenty new heartbeats like those of a file:",
            "  holter generate --model models/beats --sample 20 --data beats.csv \\",
            "    --out new.csv"
        })
public final class GenerateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Under(Heading.OUTPUT)
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Output: a .csv or .npy file; for pictures also one .png with all of them, or a folder"
                    + " for one PNG each. Default: CSV on standard output.")
    private Path out;

    /** Where codes come from. */
    private static final class Source {

        @Under(Heading.MODEL)
        @Option(
                names = "--codes",
                required = true,
                paramLabel = "FILE",
                description = "Codes to decode, one per row of CSV or .npy.")
        private String codes;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private Draw draw;
    }

    /** What codes are drawn after. */
    private static final class Draw {

        @Under(Heading.MODEL)
        @Option(
                names = "--sample",
                required = true,
                paramLabel = "N",
                description = "Draw N codes like those of the normal windows in --data.")
        private int count;

        @Under(Heading.MODEL)
        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed. Default: 1.")
        private long seed = 1;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private DataOptions data;
    }

    @Override
    public Integer call() throws IOException {
        DataFormat format = source.draw == null ? DataFormat.unlabelled() : source.draw.data.format();
        if (source.draw != null && source.draw.count < 1) {
            throw new ParameterException(spec.commandLine(), "--sample is 1 or more, got " + source.draw.count);
        }
        String kind = kind();
        try (Model opened = model.open()) {
            if (opened.codeWidth() == 0) {
                throw new WrongArtefactException(
                        model.directory().toString(),
                        "a model with codes",
                        "one without (" + opened.card().getArchitecture() + ")");
            }
            int height = opened.card().getHeight();
            if (height == 0 && (kind.equals("png") || kind.isEmpty())) {
                throw new WrongArtefactException(
                        model.directory().toString(),
                        "a model of pictures, to write pictures to " + out,
                        "one of windows of time");
            }
            float[] codes = source.draw == null ? given(opened) : drawn(opened, format);
            float[] windows = opened.decode(codes, codes.length / opened.codeWidth());
            write(new WindowOutput(opened.shape(), windows), kind, height);
        }
        return 0;
    }

    /** What to write: csv, npy, png, or empty for a folder of pictures. */
    private String kind() {
        if (out == null) {
            return "csv";
        }
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        String kind = name.contains(".") && !Files.isDirectory(out) ? name.substring(name.lastIndexOf('.') + 1) : "";
        if (!List.of("csv", "npy", "png", "").contains(kind)) {
            throw new ParameterException(
                    spec.commandLine(), "--out: expected a .csv, .npy or .png file or a folder, found " + out);
        }
        return kind;
    }

    private void remark(String line) {
        spec.commandLine().getErr().println("holter: " + line);
        spec.commandLine().getErr().flush();
    }

    private float[] given(Model opened) throws IOException {
        WindowSet codes = WindowFiles.read(List.of(source.codes), DataFormat.unlabelled(), this::remark);
        int found = codes.shape().size();
        if (found != opened.codeWidth()) {
            throw new WrongArtefactException(
                    source.codes + ":1:" + (Math.min(found, opened.codeWidth()) + 1),
                    Count.of(opened.codeWidth(), "value") + ", the model's code",
                    String.valueOf(found));
        }
        return flat(codes);
    }

    private float[] drawn(Model opened, DataFormat format) throws IOException {
        List<String> sources = source.draw.data.sources();
        WindowSet read = WindowFiles.read(sources, format, this::remark);
        WindowShape shape = opened.shape();
        if (!read.shape().equals(shape)) {
            throw new WrongArtefactException(
                    String.join(", ", sources),
                    "windows of " + shape.describe() + ", as the model takes",
                    read.shape().length() + " × " + read.shape().channels());
        }
        WindowSet windows = CardCheck.fit(opened, read, this::remark).normal();
        if (windows.size() < CodeDistribution.MIN_CODES) {
            throw new WrongArtefactException(
                    String.join(", ", sources),
                    "at least " + CodeDistribution.MIN_CODES + " normal windows",
                    String.valueOf(windows.size()));
        }
        float[] codes = opened.encode(flat(windows), windows.size());
        return CodeDistribution.of(codes, windows.size(), opened.codeWidth())
                .draw(source.draw.count, new Random(source.draw.seed));
    }

    private static float[] flat(WindowSet windows) {
        int size = windows.shape().size();
        float[] flat = new float[Math.multiplyExact(windows.size(), size)];
        for (int i = 0; i < windows.size(); i++) {
            windows.copy(i, flat, i * size);
        }
        return flat;
    }

    private void write(WindowOutput windows, String kind, int height) throws IOException {
        PrintWriter standard = spec.commandLine().getOut();
        if (out == null) {
            windows.writeCsv(standard);
            standard.flush();
            return;
        }
        switch (kind) {
            case "csv" -> {
                try (Writer writer = Files.newBufferedWriter(out)) {
                    windows.writeCsv(writer);
                }
            }
            case "npy" -> {
                try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out))) {
                    windows.writeNpy(stream);
                }
            }
            case "png" -> new ContactSheet(windows, height).write(out);
            default -> new ContactSheet(windows, height).writeEach(out);
        }
        standard.println(out + ": " + Count.of(windows.count(), height > 0 ? "picture" : "window"));
        standard.flush();
    }
}
