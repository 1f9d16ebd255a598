package io.holter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** The part of the results page that the benchmark writes, between two marks; the rest of the page stays as it is. */
final class ResultsPage {

    private static final String BEGIN = "<!-- bench: written by ./holter bench -->";
    private static final String END = "<!-- bench: end -->";

    private ResultsPage() {}

    /**
     * Replaces the benchmark's part of a page, or adds it at the end of one that has none.
     *
     * @param page existing or new Markdown file
     */
    static void write(Path page, Throughputs result, long windows, int rounds) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : "# Results\n";
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        String part = BEGIN + "\n" + section(result, windows, rounds) + END;
        String changed = begin >= 0 && end > begin
                ? text.substring(0, begin) + part + text.substring(end + END.length())
                : text.stripTrailing() + "\n\n" + part + "\n";
        Files.writeString(page, changed);
    }

    private static String section(Throughputs r, long windows, int rounds) {
        return String.format(
                Locale.ROOT,
                """
                ## The whole pipeline

                `./holter bench` on %s: %s. Medians of %d interleaved rounds over %,d heartbeats of 140 samples and 1,000
                series (unbatched: over a fortieth of them), after four rounds that are not counted; each in a
                process of its own, the broker too, all on the same machine; parallelism 1, checkpoints on.

                | what | windows/s |
                |---|---:|
                | plain Kafka consumer | %,.0f |
                | Flink with its own `AvroDeserializationSchema`, discarding | %,.0f |
                | Flink with Holter's decoding, discarding | %,.0f |
                | **the whole pipeline: decode, score, judge, alert** | **%,.0f** |
                | the whole pipeline with a batch of one | %,.0f |

                | ratio | |
                |---|---:|
                | pipeline / stock Avro reading (above 1: detecting costs less than stock Flink pays for reading) | %.2f |
                | pipeline / decoding only | %.2f |
                | pipeline / batch of one | %.1f |
                | peak resident memory of the process that runs the jobs, MiB | %s |

                """,
                LocalDate.now(),
                Machine.describe(),
                rounds,
                windows,
                r.consumer(),
                r.stockAvro(),
                r.decodeOnly(),
                r.pipeline(),
                r.unbatched(),
                r.stockRatio(),
                r.ratio(),
                r.speedup(),
                r.peakRssMiB() == null ? "not known" : r.peakRssMiB().toString());
    }
}
