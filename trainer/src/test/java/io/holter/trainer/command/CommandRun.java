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
record CommandRun(int code, String out, String err, Exception failure) {

    @Command(
            name = "holter",
            subcommands = {
                TrainCommand.class,
                EvaluateCommand.class,
                InspectCommand.class,
                GenerateCommand.class,
                RecipeCommand.class
            })
    static final class Holter {}

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Exception[] failure = new Exception[1];
        CommandLine line = new CommandLine(new Holter());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            failure[0] = e;
            return 1;
        });
        int code = line.execute(arguments);
        return new CommandRun(code, out.toString(), err.toString(), failure[0]);
    }
}
