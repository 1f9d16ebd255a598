// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** The process's standard output, which remembers why it could not be written: {@link PrintStream} only that. */
public final class StandardOutput extends OutputStream {

    private static final int BUFFER = 8192;

    private final OutputStream out;
    private volatile IOException failure;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** Sends {@link System#out} through one. */
    public static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(new BufferedOutputStream(output, BUFFER), true, Charset.defaultCharset()));
        return output;
    }

    /** Why something of the output is lost; empty where nothing is, or its reader has seen enough, as {@code head} has. */
    public Optional<String> lost() {
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        return message.isEmpty() || message.toLowerCase(Locale.ROOT).contains("pipe")
                ? Optional.empty()
                : Optional.of("standard output: " + message);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
