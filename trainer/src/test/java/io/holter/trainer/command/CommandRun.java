// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * One run of a command in this process: for tests.
 *
 * @param code exit code
 * @param out what went to standard output
 * @param err what went to standard error
 * @param failure what it threw, or null
 */
public record CommandRun(int code, String out, String err, Exception failure) {

    @Command(
            name = "holter",
            subcommands = {TrainCommand.class, EvaluateCommand.class, InspectCommand.class, GenerateCommand.class})
    static final class Holter {}

    /** Runs one of the trainer's commands, which the first argument names. */
    public static CommandRun of(String... arguments) {
        return ofCommand(new Holter(), arguments);
    }

    /** Runs an object annotated as a picocli command. */
    public static CommandRun ofCommand(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Exception[] failure = new Exception[1];
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((e, failed, parsed) -> {
            failure[0] = e;
            return 1;
        });
        int code = line.execute(arguments);
        return new CommandRun(code, out.toString(), err.toString(), failure[0]);
    }
}
