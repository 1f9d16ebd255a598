// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import io.holter.app.command.AlertsCommand;
import io.holter.app.command.BrokerCommand;
import io.holter.app.command.DemoCommand;
import io.holter.app.command.DetectCommand;
import io.holter.app.command.ReplayCommand;
import io.holter.app.command.TopicsCommand;
import io.holter.app.process.NativeOutput;
import io.holter.app.process.StandardOutput;
import io.holter.app.process.StopSignal;
import io.holter.app.process.TemporaryDirectory;
import io.holter.core.Decimal;
import io.holter.trainer.command.EvaluateCommand;
import io.holter.trainer.command.GenerateCommand;
import io.holter.trainer.command.InspectCommand;
import io.holter.trainer.command.TrainCommand;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line. {@link #run} returns the exit code, and only {@link #main} ends the process. */
@Command(
        name = "holter",
        description =
                "Learns what normal looks like in windows of ECG or sensor data, then watches Kafka for windows that do not"
                        + " look like it.",
        footer = {"", "Example: see all of it at work, on this machine, for a minute:", "  holter demo"},
        versionProvider = HolterVersion.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private static final String VERBOSE = "--verbose";

    private Main() {}

    /** Runs a command and ends the process with its exit code: 0 success, 1 failure, 2 wrong usage, 130
     * stopped before there was a result. */
    public static void main(String[] args) {
        NativeOutput.separate();
        StandardOutput output = StandardOutput.install();
        TemporaryDirectory.useOneForProcess();
        StopSignal stop = StopSignal.ofProcess();
        int code = run(stop, args);
        System.out.flush();
        Optional<String> lost = output.lost();
        if (lost.isPresent() && code == CommandLine.ExitCode.OK) {
            System.err.println("holter: " + lost.get());
            code = CommandLine.ExitCode.SOFTWARE;
        }
        stop.finished(code);
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param stop what ends commands that run until stopped
     * @param args the command line
     * @return the exit code
     */
    public static int run(StopSignal stop, String... args) {
        CommandLine commandLine = commandLine(stop);
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            // no memory, or a class path that lacks something: picocli hands these through
            commandLine.getErr().println("holter: " + Failures.describe(e));
            commandLine.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** The commands with all their options. */
    public static CommandLine commandLine(StopSignal stop) {
        CommandLine root = new CommandLine(new Main());
        root.addSubcommand(new DemoCommand(stop));
        root.addSubcommand(new TrainCommand());
        root.addSubcommand(new EvaluateCommand());
        root.addSubcommand(new InspectCommand());
        root.addSubcommand(new GenerateCommand());
        root.addSubcommand(new DetectCommand(stop));
        root.addSubcommand(new ReplayCommand(stop));
        root.addSubcommand(new AlertsCommand(stop));
        root.addSubcommand(new TopicsCommand());
        root.addSubcommand(new BrokerCommand(stop));
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            root.addSubcommand(provider.command());
        }
        addCommonOptions(root);
        HelpLayout.apply(root);
        registerNumbers(root);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(true);
        root.setAbbreviatedOptionsAllowed(false);
        root.setUnmatchedOptionsAllowedAsOptionParameters(false);
        root.setExecutionStrategy(Main::execute);
        root.setParameterExceptionHandler(Failures::usage);
        root.setExecutionExceptionHandler((e, command, parsed) ->
                stop.isRequested() ? StopSignal.ENDED_EARLY : Failures.failure(e, command, parsed));
        return root;
    }

    /** Java's own parsing of numbers also takes {@code 1f}, {@code 0x1p3} and {@code NaN}. */
    private static void registerNumbers(CommandLine root) {
        root.registerConverter(double.class, Main::number);
        root.registerConverter(Double.class, Main::number);
        root.registerConverter(float.class, text -> (float) number(text));
        root.registerConverter(Float.class, text -> (float) number(text));
    }

    private static double number(String text) {
        try {
            double value = Decimal.parse(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // as for a number that is none to compute with
        }
        throw new CommandLine.TypeConversionException("expected a number, found '" + text + "'");
    }

    private static void addCommonOptions(CommandLine command) {
        addCommonOptions(command.getCommandSpec());
        for (CommandLine subcommand : command.getSubcommands().values()) {
            addCommonOptions(subcommand);
        }
    }

    private static void addCommonOptions(CommandSpec spec) {
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help and exit.")
                    .build());
        }
        if (spec.parent() == null) {
            spec.addOption(OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show the version and exit.")
                    .build());
        }
        addSwitch(spec, VERBOSE, "Also show what the libraries log.");
        addSwitch(spec, Failures.STACKTRACE, "On failure, print the stack trace.");
    }

    private static void addSwitch(CommandSpec spec, String name, String description) {
        if (spec.findOption(name) == null) {
            spec.addOption(OptionSpec.builder(name)
                    .type(boolean.class)
                    .arity("0")
                    .description(description)
                    .build());
        }
    }

    private static int execute(ParseResult parsed) {
        if (Failures.isGiven(parsed, VERBOSE)) {
            Configurator.setAllLevels("", Level.INFO);
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        boolean help = last.isUsageHelpRequested() || last.isVersionHelpRequested();
        if (!help && !(command.getCommand() instanceof Runnable) && !(command.getCommand() instanceof Callable<?>)) {
            PrintWriter err = command.getErr();
            command.usage(err);
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
