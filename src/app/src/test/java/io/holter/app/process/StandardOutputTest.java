// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** What is lost on the way out is not passed over in silence. */
class StandardOutputTest {

    @Test
    void aFullDiskIsSaidAndAReaderThatLeftIsNot() {
        assertThat(after("No space left on device").lost()).contains("standard output: No space left on device");
        assertThat(after("Broken pipe").lost()).isEmpty();
    }

    @Test
    void whatCanBeWrittenIs() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(written);
        try (PrintStream stream = new PrintStream(output)) {
            stream.print("a line");
            stream.write('!');
        }
        assertThat(written).hasToString("a line!");
        assertThat(output.lost()).isEmpty();
    }

    private static StandardOutput after(String message) {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
        try (PrintStream stream = new PrintStream(output)) {
            stream.print("a line");
            assertThat(stream.checkError()).isTrue();
        }
        return output;
    }
}
