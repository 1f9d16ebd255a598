package io.holter.trainer.data;

import io.holter.core.WrongArtefactException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file or an http(s) URL that holds data, plain or gzip.
 *
 * @param name as the user gave it, for messages
 */
record DataSource(String name) {

    private static final Pattern URL = Pattern.compile("(?i)https?://.*");
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /**
     * The sources that arguments stand for, in their order, the files of a glob sorted by path.
     *
     * @param arguments paths, globs (unless a file has that very name) and URLs
     */
    static List<DataSource> find(List<String> arguments) throws IOException {
        List<DataSource> sources = new ArrayList<>();
        for (String argument : arguments) {
            boolean glob = GLOB.matcher(argument).find()
                    && !URL.matcher(argument).matches()
                    && !Files.exists(Path.of(argument));
            if (glob) {
                sources.addAll(matching(argument));
            } else {
                sources.add(new DataSource(argument));
            }
        }
        return sources;
    }

    /** The name without folders, and without a URL's query. */
    String shortName() {
        String path = URL.matcher(name).matches() ? URI.create(name).getPath() : name;
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? name : last;
    }

    /** Opens it, unpacked if it is gzip by its first two bytes. Whoever asks closes. */
    InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(openPacked(), 1 << 16);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private InputStream openPacked() throws IOException {
        if (URL.matcher(name).matches()) {
            return openUrl();
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new WrongArtefactException(name, "a file", "a folder");
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new WrongArtefactException(name, "a file", "nothing there", e);
        }
    }

    private InputStream openUrl() throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(name))
                    .timeout(ANSWER_TIMEOUT)
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new WrongArtefactException(name, "a file", "HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (IllegalArgumentException e) {
            throw new WrongArtefactException(name, "a URL", e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(name + ": " + (e.getMessage() == null ? "no connection" : e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + name, e);
        }
    }

    private static List<DataSource> matching(String glob) throws IOException {
        int firstWildcard =
                GLOB.matcher(glob).results().findFirst().orElseThrow().start();
        int slash = glob.lastIndexOf('/', firstWildcard);
        Path base = Path.of(slash < 0 ? "" : glob.substring(0, slash + 1));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : (int) glob.substring(slash + 1).chars().filter(c -> c == '/').count() + 1;
        List<DataSource> found = new ArrayList<>();
        if (Files.isDirectory(base)) {
            try (Stream<Path> walk = Files.walk(base, depth)) {
                walk.filter(path -> matcher.matches(path) && Files.isRegularFile(path))
                        .sorted()
                        .forEach(path -> found.add(new DataSource(path.toString())));
            }
        }
        if (found.isEmpty()) {
            throw new WrongArtefactException(glob, "at least one file that matches", "none");
        }
        return found;
    }
}
