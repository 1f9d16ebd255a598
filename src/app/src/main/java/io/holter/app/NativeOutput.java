package io.holter.app;

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
final class NativeOutput {

    private static final String STANDARD_ERROR = "/dev/fd/2";

    private NativeOutput() {}

    /**
     * Sends it nowhere from now on, and {@link System#err} to where it went before. Where that cannot be done, nothing
     * changes.
     *
     * <p>Closing a stream on {@link FileDescriptor#err} points descriptor 2 to the null device: the Java runtime does not
     * really close the first three descriptors, lest the next file that is opened gets one of their numbers.
     */
    static void mute() {
        try {
            // Opened a second time, a file has a second position: were both streams one file, they would overwrite
            // each other there.
            OutputStream err = isStandardOutputToo()
                    ? new FileOutputStream(FileDescriptor.out)
                    : new FileOutputStream(STANDARD_ERROR, true);
            System.setErr(new PrintStream(err, true, Charset.defaultCharset()));
            new FileOutputStream(FileDescriptor.err).close();
        } catch (IOException e) {
            // a socket, for example, cannot be opened a second time
        }
    }

    private static boolean isStandardOutputToo() throws IOException {
        Path out = Path.of("/proc/self/fd/1");
        Path err = Path.of("/proc/self/fd/2");
        return Files.isSymbolicLink(out)
                && Files.isSymbolicLink(err)
                && Files.readSymbolicLink(out).equals(Files.readSymbolicLink(err));
    }
}
