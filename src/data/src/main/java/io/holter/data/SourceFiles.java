// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that arguments and folders stand for. What people do not name one by one is a regular file. */
final class SourceFiles {

    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private SourceFiles() {}

    /**
     * The sources that arguments stand for, in their order, the files of a glob sorted by path.
     *
     * @param arguments paths, globs (unless a file has that very name) and URLs
     * @throws WrongArtefactException if a glob makes no sense or matches nothing
     */
    static List<DataSource> find(List<String> arguments) throws IOException {
        List<DataSource> sources = new ArrayList<>();
        for (String argument : arguments) {
            DataSource source = new DataSource(argument);
            boolean glob = GLOB.matcher(argument).find() && source.scheme().isEmpty() && !Files.exists(source.path());
            if (glob) {
                sources.addAll(matching(argument));
            } else {
                sources.add(source);
            }
        }
        return sources;
    }

    /** All files in a folder and those below, sorted by path; links are followed. */
    static List<DataSource> below(Path folder) throws IOException {
        return regular(folder, Integer.MAX_VALUE, FileVisitOption.FOLLOW_LINKS).stream()
                .map(file -> new DataSource(file.toString(), true))
                .toList();
    }

    private static List<DataSource> matching(String glob) throws IOException {
        int firstWildcard =
                GLOB.matcher(glob).results().findFirst().orElseThrow().start();
        int slash = glob.lastIndexOf('/', firstWildcard);
        Path base = Path.of(slash < 0 ? "" : glob.substring(0, slash + 1));
        PathMatcher matcher = matcherOf(glob);
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : (int) glob.substring(slash + 1).chars().filter(c -> c == '/').count() + 1;
        List<DataSource> found = regular(base, depth).stream()
                .filter(matcher::matches)
                .map(file -> new DataSource(file.toString(), true))
                .toList();
        if (found.isEmpty()) {
            throw new WrongArtefactException(glob, "at least one file that matches", "none");
        }
        return found;
    }

    private static PathMatcher matcherOf(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new WrongArtefactException(glob, "a file, or a glob", e.getDescription(), e);
        }
    }

    private static List<Path> regular(Path folder, int depth, FileVisitOption... options) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder, depth, options)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new IOException(reason(e.getCause()), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemLoopException
                ? e.getMessage() + ": a link to a folder that it is in"
                : e instanceof AccessDeniedException ? e.getMessage() + ": no permission to read it" : e.getMessage();
    }
}
