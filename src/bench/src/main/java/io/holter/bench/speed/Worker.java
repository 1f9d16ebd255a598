// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import io.holter.app.flink.EmbeddedFlink;
import io.holter.bench.page.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that runs one contender as often as it is asked to, until its standard input ends. */
final class Worker {

    /** Asks for one run; answered with windows per second. */
    static final String RUN = "run";

    /** Asks for the most memory that the process ever held resident; answered in MiB, or null. */
    static final String PEAK_RSS = "peak-rss";

    private Worker() {}

    /**
     * @param args name of the contender, directory for temporary files, then the arguments of the workload
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Contender contender = Contender.valueOf(args[0]);
        Workload workload = Workload.of(List.of(args).subList(2, args.length));
        try (EmbeddedFlink flink = EmbeddedFlink.start(Path.of(args[1]), 1);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Runs runs = new Runs(workload, flink);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Object answer = Machine.peakRssMiB();
                if (line.equals(RUN)) {
                    answer = runs.windowsPerSecond(contender);
                }
                System.out.println(answer);
            }
        }
        System.exit(0);
    }
}
