// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import io.holter.app.process.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command run in this process, and what it said.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandLineRun(int code, String out, String err) {

    /** Runs a command to its end. */
    public static CommandLineRun of(String... args) {
        return of(new StopSignal(), args);
    }

    /** Runs a command until its end or the signal. */
    public static CommandLineRun of(StopSignal stop, String... args) {
        return of(stop, new StringWriter(), args);
    }

    /** As {@link #of(StopSignal, String...)}, with a standard output that can be looked at in the meantime. */
    public static CommandLineRun of(StopSignal stop, StringWriter out, String... args) {
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine(stop).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
