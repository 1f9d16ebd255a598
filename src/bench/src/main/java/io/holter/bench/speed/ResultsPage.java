// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.speed;

import io.holter.bench.page.Machine;
import io.holter.bench.page.PageSection;
import io.holter.trainer.CodeRevision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** The part of the results page that the benchmark of the pipeline writes. */
final class ResultsPage {

    private static final PageSection SECTION = new PageSection("bench", "./holter bench");

    private ResultsPage() {}

    /**
     * Replaces the benchmark's part of a page, or adds it at the end of one that has none.
     *
     * @param page existing or new Markdown file
     */
    static void write(Path page, Throughputs result, long windows, int rounds) throws IOException {
        SECTION.write(page, section(result, windows, rounds));
    }

    private static String section(Throughputs r, long windows, int rounds) {
        return String.format(
                Locale.ROOT,
                """
                ## The whole pipeline

                `./holter bench --page` on %s, revision %s: %s. Medians of %d interleaved rounds over %,d heartbeats of 140 samples and 1,000
                series (unbatched: over a fortieth of them), after four rounds that are not counted; each in a
                process of its own, the broker too, all on the same machine; parallelism 1, checkpoints on.

                | what | windows/s |
                |---|---:|
                | plain Kafka consumer | %,.0f |
                | Flink with its own `AvroDeserializationSchema`, discarding | %,.0f |
                | Flink with Holter's decoding, discarding | %,.0f |
                | **the whole pipeline: decode, score, judge, alert** | **%,.0f** |
                | the whole pipeline with a batch of one | %,.0f |
                %s
                | ratio | |
                |---|---:|
                | pipeline / stock Avro reading (above 1: detecting costs less than stock Flink pays for reading) | %.2f |
                | pipeline / decoding only | %.2f |
                | pipeline / batch of one | %.1f |
                %s| peak resident memory of the process that runs the jobs, MiB | %s |

                """,
                LocalDate.now(),
                CodeRevision.current(),
                Machine.describe(),
                rounds,
                windows,
                r.consumer(),
                r.stockAvro(),
                r.decodeOnly(),
                r.pipeline(),
                r.unbatched(),
                r.rcf() == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "| AWS Random Cut Forest (50 trees, 256 windows each), scoring and learning in memory, one thread |"
                                        + " %,.0f |%n",
                                r.rcf()),
                r.stockRatio(),
                r.ratio(),
                r.speedup(),
                r.rcf() == null
                        ? ""
                        : String.format(Locale.ROOT, "| pipeline / Random Cut Forest | %.0f |%n", r.rcfRatio()),
                r.peakRssMiB() == null ? "not known" : r.peakRssMiB().toString());
    }
}
