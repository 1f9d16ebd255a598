// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

import io.holter.core.Escaped;
import io.holter.core.Spelling;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormatException;
import io.holter.data.option.OptionNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, in one line on standard error. */
final class Failures {

    static final String STACKTRACE = "--stacktrace";

    private Failures() {}

    /** A command line that cannot be understood. */
    static int usage(ParameterException thrown, String[] args) {
        CommandLine command = thrown.getCommandLine();
        // A misspelt option that is required is missing, too, and its value is left over; the misspelling is what
        // helps.
        List<String> unmatched = unmatched(thrown, args);
        boolean misspelt = !unmatched.isEmpty()
                && (thrown instanceof MissingParameterException || thrown instanceof UnmatchedArgumentException);
        ParameterException e = misspelt ? new UnmatchedArgumentException(command, unmatched.subList(0, 1)) : thrown;
        String[] ways = command.getCommandSpec().usageMessage().customSynopsis();
        boolean wrongWay = e instanceof MissingParameterException || e instanceof MutuallyExclusiveArgsException;
        // Picocli would name all options that go with one of several ways to use the command.
        String line = wrongWay && ways.length > 0 ? "expected " + String.join(" or ", ways) : oneLine(e.getMessage());
        if (misspelt) {
            Collection<String> known = unmatched.get(0).startsWith("-")
                    ? command.getCommandSpec().optionsMap().keySet()
                    : command.getSubcommands().keySet();
            // The value of an option is not what is misspelt.
            line += Spelling.didYouMean(unmatched.get(0).replaceFirst("=.*", ""), known);
        }
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("holter: " + line + " (see " + name + " --help)");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What belongs to nothing; picocli only says in words that it was found where the value of an option should be. */
    private static List<String> unmatched(ParameterException thrown, String[] args) {
        List<String> unmatched = thrown.getCommandLine().getUnmatchedArguments();
        return !unmatched.isEmpty()
                ? unmatched
                : Arrays.stream(args)
                        .filter(arg -> thrown.getMessage().startsWith("Unknown option: '" + arg + "'"))
                        .toList();
    }

    /** A command that could not do what it was asked for. */
    static int failure(Exception e, CommandLine command, ParseResult parsed) {
        command.getErr().println("holter: " + describe(e));
        if (isGiven(parsed, STACKTRACE)) {
            printStackTrace(e, command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** As Java prints it, but for the messages, which may quote what comes from outside. */
    private static void printStackTrace(Throwable thrown, PrintWriter err) {
        String before = "";
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            err.println(before + Escaped.withoutSecrets(e.toString()));
            Arrays.stream(e.getStackTrace()).forEach(frame -> err.println("\tat " + frame));
            before = "Caused by: ";
        }
    }

    /** Whether an option was given, before the name of the subcommand or after it. */
    static boolean isGiven(ParseResult parsed, String option) {
        return parsed.asCommandLineList().stream()
                .map(CommandLine::getParseResult)
                .anyMatch(part -> part.hasMatchedOption(option));
    }

    /** What happened, in one line for people. */
    static String describe(Throwable e) {
        Throwable cause = e;
        while (wrapsAnother(cause)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : oneLine(ownWords(cause));
        if (cause instanceof FileSystemException file) {
            return describe(file);
        }
        if (cause instanceof DataFormatException format) {
            return oneLine(OptionNames.explain(format));
        }
        boolean speaksForItself = cause instanceof WrongArtefactException
                || cause instanceof IllegalArgumentException
                || cause instanceof IOException;
        if (speaksForItself && !message.isEmpty()) {
            return message;
        }
        return cause.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    private static boolean wrapsAnother(Throwable e) {
        return e.getCause() != null
                && (e instanceof ExecutionException
                        || e instanceof CompletionException
                        || e instanceof UncheckedIOException
                        || e.getClass() == RuntimeException.class);
    }

    private static String describe(FileSystemException e) {
        String reason = e.getReason() == null ? "cannot be used" : e.getReason();
        if (e instanceof NoSuchFileException) {
            reason = "no such file or directory";
        } else if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof FileAlreadyExistsException) {
            reason = "exists already";
        } else if (e instanceof DirectoryNotEmptyException) {
            reason = "directory is not empty";
        }
        return Escaped.withoutSecrets(e.getFile() + ": " + reason);
    }

    /** Libraries write several lines; in what Holter writes a line break can only be part of a name. */
    private static String ownWords(Throwable cause) {
        return cause instanceof WrongArtefactException
                ? cause.getMessage()
                : cause.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String oneLine(String text) {
        return Escaped.withoutSecrets(text.strip());
    }
}
