// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holter.app.CommandProvider;
import io.holter.bench.page.Machine;
import io.holter.bench.page.PageOption;
import io.holter.bench.page.PageSection;
import io.holter.core.file.FileTree;
import io.holter.core.file.WholeFile;
import io.holter.data.option.Choice;
import io.holter.trainer.CodeRevision;
import io.holter.trainer.command.DeviceOptions;
import io.holter.trainer.training.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code benchmark}: how well the default settings find anomalies in public data. */
@Command(
        name = "benchmark",
        description = "Measures how well the default settings find anomalies in public data, beside simpler methods.",
        footer = {"", "Example:", "  holter benchmark ucr --data data --page"})
public final class BenchmarkCommand implements Callable<Integer>, CommandProvider {

    private static final List<Benchmark> BENCHMARKS = List.of(
            new UcrBenchmark(),
            new Ecg5000Benchmark(),
            new MitBihBenchmark(),
            new SkabBenchmark(),
            ServerBenchmark.smd(),
            ServerBenchmark.asd(),
            new NabBenchmark());

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ucr|ecg5000|mitbih|skab|smd|asd|nab",
            converter = BenchmarkChoice.class,
            description = "What to measure on. Each takes minutes.")
    private Benchmark benchmark;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with the data sets, each in a folder of its name: UCR, ECG5000, MITBIH, SKAB, SMD, ASD, NAB. Default: the"
                            + " folder that HOLTER_SHARED_DATA names.")
    private Path data;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of seeds. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to FILE.")
    private Path json;

    @Mixin
    private PageOption page;

    @Mixin
    private DeviceOptions device;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> target = page.page();
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds is 1 or more, got " + seeds);
        }
        Path models = Files.createTempDirectory("holter-benchmark");
        try {
            TrainedModels trained = new TrainedModels(models, device.device(), Progress.SILENT);
            Benchmark.Findings findings = benchmark.run(folder(), new Benchmark.Run(trained, seeds, this::tell));
            String text = text(findings);
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            if (json != null) {
                Map<String, Object> figures = new LinkedHashMap<>(findings.figures());
                figures.put("seeds", seeds);
                figures.put("revision", CodeRevision.current());
                WholeFile.write(json, JSON.writeValueAsString(figures) + "\n");
            }
            if (target.isPresent()) {
                String command = "./holter benchmark " + benchmark.name();
                String head = "## Benchmark " + benchmark.name() + "\n\n`" + command + " --page`. "
                        + benchmark.protocol() + "\n\n";
                new PageSection("benchmark-" + benchmark.name(), command).write(target.get(), head + text + "\n");
            }
        } finally {
            FileTree.delete(models);
        }
        return 0;
    }

    private Path folder() {
        String shared = System.getenv("HOLTER_SHARED_DATA");
        if (data == null && shared == null) {
            throw new ParameterException(spec.commandLine(), "--data DIR: where is the data?");
        }
        return data == null ? Path.of(shared) : data;
    }

    private String text(Benchmark.Findings findings) {
        StringBuilder text = new StringBuilder();
        row(text, findings.columns());
        text.append('|')
                .append("---|")
                .append("---:|".repeat(findings.columns().size() - 1))
                .append('\n');
        findings.rows().forEach(row -> row(text, row));
        text.append('\n');
        findings.summary().forEach(line -> text.append(line).append('\n'));
        return text.append(String.format(
                        Locale.ROOT,
                        "%d seeds, revision %s, %s, %s.%n",
                        seeds,
                        CodeRevision.current(),
                        LocalDate.now(),
                        Machine.describe()))
                .toString();
    }

    private static void row(StringBuilder text, List<String> cells) {
        cells.forEach(cell -> text.append("| ").append(cell).append(' '));
        text.append("|\n");
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    static final class BenchmarkChoice implements ITypeConverter<Benchmark> {

        @Override
        public Benchmark convert(String value) {
            return Choice.of(value, BENCHMARKS, Benchmark::name);
        }
    }
}
