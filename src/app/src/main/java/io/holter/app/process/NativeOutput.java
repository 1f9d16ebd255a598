package io.holter.app.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What native libraries write to the process's standard error past Java. TensorFlow 2.18 has lines there that none of
 * its settings turns off.
 */
public final class NativeOutput {

    private static final String STANDARD_ERROR = "/dev/fd/2";

    private NativeOutput() {}

    /**
     * Sends it nowhere from now on, and {@link System#err} to where it went before. Where that cannot be done, nothing
     * changes; nor where standard error is a file: opened a second time, it would have a second position, and whatever
     * else writes to that file after this process would overwrite what this process wrote.
     *
     * <p>Closing a stream on {@link FileDescriptor#err} points descriptor 2 to the null device: the Java runtime does not
     * really close the first three descriptors, lest the next file that is opened gets one of their numbers.
     */
    public static void mute() {
        if (Files.isRegularFile(Path.of(STANDARD_ERROR))) {
            return;
        }
        try {
            OutputStream err = new FileOutputStream(STANDARD_ERROR, true);
            System.setErr(new PrintStream(err, true, Charset.defaultCharset()));
            new FileOutputStream(FileDescriptor.err).close();
        } catch (IOException e) {
            // a socket, for example, cannot be opened a second time
        }
    }
}
