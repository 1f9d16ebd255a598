// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import io.holter.bench.page.Machine;
import io.holter.bench.page.PageOption;
import io.holter.bench.page.PageSection;
import io.holter.data.set.WindowSet;
import io.holter.model.device.Device;
import io.holter.model.device.DeviceRequest;
import io.holter.trainer.CodeRevision;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.DenseArchitecture;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench-training}: measures what training costs on every device that there is. */
@Command(
        name = "bench-training",
        description =
                "Measures windows per second through training steps, on the processor and on a GPU where there is one.",
        footer = {"", "Example:", "  holter bench-training --epochs 5 --page"})
public final class TrainingBenchCommand implements Callable<Integer> {

    private static final PageSection SECTION = new PageSection("bench-training", "./holter bench-training");

    private static final Map<Architecture, List<Integer>> RUNS = new LinkedHashMap<>();

    static {
        RUNS.put(DenseArchitecture.of(32, 16, 8), List.of(64, 512, 8192));
        RUNS.put(
                new ConvArchitecture(
                        List.of(16, 8),
                        7,
                        new ConvArchitecture.Sampling(2, ConvArchitecture.Down.STRIDE, ConvArchitecture.Up.TRANSPOSED),
                        new ConvArchitecture.Bottleneck(8, false),
                        new ConvArchitecture.Block(Activation.RELU, false, 0)),
                List.of(512, 8192));
    }

    @Option(
            names = "--windows",
            paramLabel = "N",
            defaultValue = "65536",
            description = "Windows per epoch (default: ${DEFAULT-VALUE}).")
    private int windows;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measured epochs, after two for warm-up (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Mixin
    private PageOption page;

    @Spec
    private CommandSpec spec;

    private record Line(TrainingRun run, double windowsPerSecond) {}

    @Override
    public Integer call() throws IOException {
        if (windows < 1000 || epochs < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--windows is 1000 or more and --epochs 1 or more, found " + windows + " and " + epochs);
        }
        page.page();
        // before anything else that computes: a process that has used TensorFlow gets no GPU any more
        Device found = Device.find(DeviceRequest.parse("auto"));
        List<Device> devices = found.isGpu() ? List.of(Device.cpu(), found) : List.of(Device.cpu());
        PrintWriter out = spec.commandLine().getOut();
        WindowSet data = TrainingRun.windows(windows);
        List<Line> lines = new ArrayList<>();
        for (Device device : devices) {
            for (Map.Entry<Architecture, List<Integer>> entry : RUNS.entrySet()) {
                for (int batch : entry.getValue()) {
                    TrainingRun run = new TrainingRun(device, entry.getKey(), batch);
                    Line line = new Line(run, run.windowsPerSecond(data, epochs));
                    lines.add(line);
                    out.printf(
                            Locale.ROOT,
                            "%-5s  batch %4d  %,12.0f windows/s  %,10.1f steps/s  %s%n",
                            run.architecture().name(),
                            batch,
                            line.windowsPerSecond,
                            line.windowsPerSecond / batch,
                            device);
                    out.flush();
                }
            }
        }
        if (page.page().isPresent()) {
            SECTION.write(page.page().get(), section(lines, found));
        }
        return 0;
    }

    private String section(List<Line> lines, Device found) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                ## Training

                `./holter bench-training --page` on %s, revision %s: %s. Windows of 140 samples through training steps as `train` takes them:
                shuffled, copied, normalised, a step of Adam for each batch. Medians of %d epochs of %,d windows after two that
                are not counted. dense is the default network 140-32-16-8-16-32-140; conv has two stages of 16 and 8 filters, 7
                samples wide, and a code of 8.%s

                | network | batch | device | windows/s | steps/s |
                |---|---:|---|---:|---:|
                """,
                LocalDate.now(),
                CodeRevision.current(),
                Machine.describe(),
                epochs,
                windows,
                found.isGpu() ? "" : " No GPU was at hand: what training costs there is not measured."));
        for (Line line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %,.0f | %,.1f |%n",
                    line.run.architecture().name(),
                    line.run.batch(),
                    line.run.device(),
                    line.windowsPerSecond,
                    line.windowsPerSecond / line.run.batch()));
        }
        return text.append('\n').toString();
    }
}
