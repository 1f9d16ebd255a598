// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holter.app.process.TemporaryDirectory;
import io.holter.bench.page.PageOption;
import io.holter.core.file.WholeFile;
import io.holter.core.quality.Median;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bench}: measures the whole pipeline beside what stock Flink pays for reading, in one run, interleaved. Each
 * contender has a process of its own, as it would in production: in one, each would run in code that the compiler made
 * for another.
 */
@Command(
        name = "bench",
        description = "Measures the whole pipeline against what stock Flink needs to read the same windows.",
        footer = {"", "Example:", "  holter bench --json bench.json --page"})
public final class BenchCommand implements Callable<Integer> {

    /** The compiler is still at work on the first runs of a process. */
    private static final int WARM_UP_ROUNDS = 4;

    @Option(
            names = "--windows",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Windows per measurement (default: ${DEFAULT-VALUE}).")
    private long windows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measured rounds, 3 or more (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--peers",
            description = "Also measure AWS Random Cut Forest, by itself in memory, on the same windows.")
    private boolean peers;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    @Mixin
    private PageOption page;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (windows < 1000 || rounds < 3) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--windows is 1000 or more and --rounds 3 or more, found " + windows + " and " + rounds);
        }
        page.page();
        Throughputs result;
        try (TemporaryDirectory temporary = TemporaryDirectory.create();
                ChildProcess broker = ChildProcess.start(
                        "the broker", List.of("io.holter.app.Main", "broker", "--until-input-ends"))) {
            String bootstrap = broker.readLine();
            progress("preparing %,d windows", windows);
            Workload workload = Workload.prepare(bootstrap, temporary.path().resolve("model"), windows);
            result = measure(workload, temporary);
        }
        report(result);
        return 0;
    }

    private Throughputs measure(Workload workload, TemporaryDirectory temporary) throws IOException {
        Map<Contender, ChildProcess> workers = new EnumMap<>(Contender.class);
        try {
            for (Contender contender : Contender.all(peers)) {
                List<String> command = new ArrayList<>(List.of(
                        Worker.class.getName(),
                        contender.name(),
                        temporary.inside(contender.key).toString()));
                command.addAll(workload.arguments());
                workers.put(contender, ChildProcess.start(contender.key, command));
            }
            return measure(workers);
        } finally {
            for (ChildProcess worker : workers.values()) {
                worker.close();
            }
        }
    }

    private Throughputs measure(Map<Contender, ChildProcess> workers) throws IOException {
        Map<Contender, List<Double>> figures = new EnumMap<>(Contender.class);
        List<Contender> order = new ArrayList<>(Contender.all(peers));
        for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
            for (Contender contender : order) {
                double figure = Double.parseDouble(workers.get(contender).ask(Worker.RUN));
                if (round > 0) {
                    figures.computeIfAbsent(contender, c -> new ArrayList<>()).add(figure);
                }
                progress("%s %s: %,.0f windows/s", round > 0 ? "round " + round : "warm-up", contender.key, figure);
            }
            // Whoever comes after whom could matter, so everybody comes after everybody.
            Collections.rotate(order, 1);
        }
        String peak = workers.get(Contender.PIPELINE).ask(Worker.PEAK_RSS);
        return new Throughputs(
                median(figures.get(Contender.CONSUMER)),
                median(figures.get(Contender.STOCK_AVRO)),
                median(figures.get(Contender.DECODE_ONLY)),
                median(figures.get(Contender.PIPELINE)),
                median(figures.get(Contender.UNBATCHED)),
                peers ? median(figures.get(Contender.RCF)) : null,
                peak.equals("null") ? null : Long.valueOf(peak));
    }

    static double median(List<Double> figures) {
        return Median.of(figures.stream().mapToDouble(figure -> figure).toArray());
    }

    private void report(Throughputs result) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "consumer    %,12.0f windows/s%n", result.consumer());
        out.printf(Locale.ROOT, "stockAvro   %,12.0f windows/s%n", result.stockAvro());
        out.printf(Locale.ROOT, "decodeOnly  %,12.0f windows/s%n", result.decodeOnly());
        out.printf(Locale.ROOT, "pipeline    %,12.0f windows/s%n", result.pipeline());
        out.printf(Locale.ROOT, "unbatched   %,12.0f windows/s%n", result.unbatched());
        if (result.rcf() != null) {
            out.printf(Locale.ROOT, "rcf         %,12.0f windows/s%n", result.rcf());
            out.printf(Locale.ROOT, "rcfRatio    %12.1f (pipeline / rcf)%n", result.rcfRatio());
        }
        out.printf(Locale.ROOT, "stockRatio  %12.2f (pipeline / stockAvro)%n", result.stockRatio());
        out.printf(Locale.ROOT, "ratio       %12.2f (pipeline / decodeOnly)%n", result.ratio());
        out.printf(Locale.ROOT, "speedup     %12.1f (pipeline / unbatched)%n", result.speedup());
        out.printf("peakRssMiB  %12s%n", result.peakRssMiB());
        out.flush();
        if (json != null) {
            WholeFile.write(
                    json, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
        }
        Optional<Path> target = page.page();
        if (target.isPresent()) {
            ResultsPage.write(target.get(), result, windows, rounds);
            progress("figures written to %s", target.get());
        }
    }

    private void progress(String format, Object... arguments) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("holter: " + String.format(Locale.ROOT, format, arguments));
        err.flush();
    }
}
