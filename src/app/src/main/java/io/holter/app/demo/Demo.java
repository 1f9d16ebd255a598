// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.app.flink.EmbeddedFlink;
import io.holter.app.flink.RunningJob;
import io.holter.app.kafka.EmbeddedBroker;
import io.holter.app.kafka.Topics;
import io.holter.app.kafka.WindowProducer;
import io.holter.app.process.Pace;
import io.holter.app.process.StopSignal;
import io.holter.app.process.TemporaryDirectory;
import io.holter.core.Count;
import io.holter.job.settings.JobSettings;
import io.holter.trainer.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/** The whole of Holter at work on one machine, one step after another. */
public final class Demo {

    private static final double CORRUPT_SHARE = 0.01;
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration ACCOUNT_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    private final DemoData data;
    private final Load load;
    private final DemoConsole console;
    private final StopSignal stop;
    private final DemoTopics topics = DemoTopics.DEFAULT;
    private final Ledger ledger = new Ledger();

    /**
     * How much is replayed.
     *
     * @param atMost how long at most
     * @param rate windows a second, above 0
     * @param seed where corrupt records are drawn from
     */
    public record Load(Duration atMost, double rate, long seed) {}

    /**
     * @param data what to learn from and what to replay
     * @param load how much of it
     * @param console where to say what happens
     * @param stop what ends the demo early
     */
    public Demo(DemoData data, Load load, DemoConsole console, StopSignal stop) {
        this.data = data;
        this.load = load;
        this.console = console;
        this.stop = stop;
    }

    /**
     * Runs until the data or the time is at its end, or the demo is to stop. Whatever was started is stopped, and
     * every temporary file deleted, when it returns or throws.
     *
     * @param json where the summary goes besides the console; null for nowhere
     * @throws CancellationException if it is to stop before the replay begins
     * @throws IOException if something does not start, or not every window and reject is accounted for at the end
     */
    public void run(Path json) throws IOException, InterruptedException {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            Path model = train(directory);
            try (EmbeddedBroker broker = startBroker();
                    EmbeddedFlink flink = EmbeddedFlink.start(directory.inside("flink"), 1);
                    Arrivals arrivals = Arrivals.follow(topics, broker.bootstrap(), ledger, console.out())) {
                RunningJob job = startJob(flink, broker, model);
                Pace pace = replay(broker, arrivals);
                boolean complete = awaitAll(job, arrivals);
                DemoSummary summary = new DemoSummary(ledger, data.isLabelled(), pace.elapsed());
                summary.print(console.out());
                if (json != null) {
                    summary.write(json);
                }
                if (!complete && !stop.isRequested()) {
                    throw new IOException(shortfall(job));
                }
            }
        }
    }

    /** Says what comes next, unless the demo is to stop. */
    private void step(String what) {
        if (stop.isRequested()) {
            throw new CancellationException("stopped");
        }
        console.step(what);
    }

    private Path train(TemporaryDirectory directory) throws IOException {
        step("training a model");
        Path model = directory.path().resolve("model");
        try (DemoTraining progress = new DemoTraining(console, stop)) {
            new Trainer(data.training(), data.model(), progress).train(data.trainingWindows(), model);
        }
        return model;
    }

    private EmbeddedBroker startBroker() throws IOException, InterruptedException {
        step("starting a Kafka broker");
        EmbeddedBroker broker = EmbeddedBroker.start();
        try {
            Topics.create(Map.of("bootstrap.servers", broker.bootstrap()), topics.all(), 1);
            return broker;
        } catch (IOException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    private RunningJob startJob(EmbeddedFlink flink, EmbeddedBroker broker, Path model)
            throws IOException, InterruptedException {
        step("starting the job");
        JobSettings settings = JobSettings.of(
                Map.of(
                        "kafka.bootstrap.servers", broker.bootstrap(),
                        "model", model.toString(),
                        "topics.windows", topics.windows(),
                        "topics.alerts", topics.alerts(),
                        "topics.rejects", topics.rejects(),
                        "source.start", "earliest",
                        // The demo goes faster than time.
                        "source.max-ahead", "100000 d"),
                "the demo's settings");
        RunningJob job = flink.submit(settings);
        job.awaitRunning(START_WITHIN, stop);
        console.running(broker.bootstrap(), topics, flink.page());
        return job;
    }

    /** Sends windows, and now and then a record that cannot be used. */
    private Pace replay(EmbeddedBroker broker, Arrivals arrivals) throws IOException, InterruptedException {
        step("replaying " + data.description());
        stop.attend();
        SplittableRandom random = new SplittableRandom(load.seed());
        Pace pace = new Pace(load.rate(), stop);
        Duration reported = Duration.ZERO;
        try (WindowProducer producer =
                new WindowProducer(Map.of("bootstrap.servers", broker.bootstrap()), topics.windows(), Duration.ZERO)) {
            while (pace.elapsed().compareTo(load.atMost()) < 0 && pace.awaitNext()) {
                Optional<LabelledWindow> next = data.next();
                if (next.isEmpty()) {
                    break;
                }
                send(next.get(), producer, random);
                arrivals.check();
                if (pace.elapsed().minus(reported).compareTo(REPORT_EVERY) >= 0) {
                    reported = pace.elapsed();
                    console.progress(reported, ledger);
                }
            }
            producer.flush();
        }
        return pace;
    }

    private void send(LabelledWindow labelled, WindowProducer producer, SplittableRandom random) throws IOException {
        if (random.nextDouble() < CORRUPT_SHARE) {
            Corruption corruption = Corruption.draw(random);
            ledger.sendingCorrupt(corruption.reason());
            producer.send(labelled.window().getSeries(), corruption.apply(labelled.window(), random));
        }
        byte[] value = WindowProducer.encode(labelled.window());
        ledger.sending(labelled);
        producer.send(labelled.window().getSeries(), value);
    }

    /** Waits until the job has judged or rejected everything sent, and everything it wrote has arrived. */
    private boolean awaitAll(RunningJob job, Arrivals arrivals) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ACCOUNT_WITHIN.toNanos();
        while (!stop.await(LOOK_EVERY)) {
            arrivals.check();
            if (isAccountedFor(job)) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        return false;
    }

    private boolean isAccountedFor(RunningJob job) throws IOException, InterruptedException {
        return judged(job) == ledger.windows()
                && rejected(job) == ledger.corrupt()
                && ledger.rejects() == ledger.corrupt()
                && ledger.alerts() == job.counter("judge.alerts");
    }

    private static long judged(RunningJob job) throws IOException, InterruptedException {
        return job.counter("judge.windowsJudged");
    }

    private static long rejected(RunningJob job) throws IOException, InterruptedException {
        return job.counter("decode.rejected");
    }

    private String shortfall(RunningJob job) throws IOException, InterruptedException {
        return "not everything is accounted for: %s sent, %d judged; %s sent, %d rejected, %s arrived"
                .formatted(
                        Count.of(ledger.windows(), "window"),
                        judged(job),
                        Count.of(ledger.corrupt(), "corrupt record"),
                        rejected(job),
                        Count.of(ledger.rejects(), "reject"));
    }
}
