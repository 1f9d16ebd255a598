// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.model.device.Device;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DeviceOptionsTest {

    @Command(name = "asks")
    private static final class Asks implements Callable<Integer> {

        @Mixin
        private DeviceOptions options;

        private Device device;

        @Override
        public Integer call() {
            device = options.device();
            options.tell(device);
            return 0;
        }
    }

    private final Asks asks = new Asks();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatItComputesOnInOneLine() {
        assertThat(run("--device", "cpu")).isZero();
        assertThat(asks.device).isEqualTo(Device.cpu());
        assertThat(err).hasToString("device: " + Device.cpu().description() + System.lineSeparator());
    }

    @Test
    void takesWhatThereIsUnlessTold() {
        assertThat(run()).isZero();
        assertThat(err.toString()).startsWith("device: ").hasLineCount(1);
    }

    @Test
    void anythingElseIsWrongUsage() {
        assertThat(run("--device", "tpu")).isEqualTo(2);
        assertThat(err.toString()).contains("expected auto, cpu, gpu or gpu:N, found tpu");
    }

    private int run(String... arguments) {
        return new CommandLine(asks).setErr(new PrintWriter(err)).execute(arguments);
    }
}
