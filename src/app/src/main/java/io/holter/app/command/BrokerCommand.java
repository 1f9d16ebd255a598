// SPDX-License-Identifier: Apache-2.0
package io.holter.app.command;

import io.holter.app.kafka.EmbeddedBroker;
import io.holter.app.process.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded broker in a process of its own, for measurements that must not share one with it. */
@Command(
        name = "broker",
        description =
                "Starts a Kafka broker on free ports and prints its address. Ctrl-C stops it and deletes its data.",
        footer = {"", "Example:", "  holter broker"})
public final class BrokerCommand implements Callable<Integer> {

    @Option(
            names = "--until-input-ends",
            description = "Also stop when standard input ends, so that the broker does not outlive the process that"
                    + " started it.")
    private boolean untilInputEnds;

    @Spec
    private CommandSpec spec;

    private final StopSignal stop;

    /**
     * @param stop what ends the broker
     */
    public BrokerCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(broker.bootstrap());
            out.flush();
            stop.attend();
            if (untilInputEnds) {
                Thread input = new Thread(this::awaitEndOfInput, "input");
                input.setDaemon(true);
                input.start();
            }
            while (!stop.await(Duration.ofHours(1))) {
                // until stopped
            }
        }
        return 0;
    }

    private void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // whatever it says
            }
        } catch (IOException e) {
            // as good as an end
        }
        stop.request();
    }
}
