// SPDX-License-Identifier: Apache-2.0
package io.holter.app.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What native libraries write to the process's standard error past Java. TensorFlow 2.18 has lines there that none of
 * its settings turns off. The script {@code holter} keeps descriptor 2 aside and hands the real standard error over as
 * another one; unless the process says that it ends in order, the script shows the last lines of what was kept.
 */
public final class NativeOutput {

    /** Names the real standard error, such as {@code /dev/fd/3}. Without it descriptor 2 is the real one. */
    private static final String REAL_ERROR = "holter.stderr";

    /** Names a file that the script looks for when the process has ended. */
    private static final String ENDED = "holter.ended";

    private NativeOutput() {}

    /** Sends {@link System#err} to the real standard error. */
    public static void separate() {
        String real = System.getProperty(REAL_ERROR);
        if (real == null) {
            return;
        }
        try {
            OutputStream err = new FileOutputStream(real, true);
            System.setErr(new PrintStream(err, true, Charset.defaultCharset()));
        } catch (IOException e) {
            // Then all goes to descriptor 2, and nothing of it may be kept back.
            System.clearProperty(ENDED);
        }
    }

    /** Says that the process ends in order, whatever its exit code: what native libraries wrote is of no interest. */
    public static void endInOrder() {
        String file = System.getProperty(ENDED);
        if (file == null) {
            return;
        }
        try {
            Files.write(Path.of(file), new byte[0]);
        } catch (IOException e) {
            // The script then shows some lines that nobody needs.
            return;
        }
    }
}
