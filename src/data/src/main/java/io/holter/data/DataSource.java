// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WrongArtefactException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file, a folder, an http(s) URL or another URI that holds data; what can be opened may be plain or gzip. */
public final class DataSource implements Closeable {

    /** How many bytes of the content are looked at to recognise it. */
    static final int START = 64;

    private static final Pattern URI_SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+)://.*");
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    private static final int BUFFER = 1 << 16;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final String name;
    private InputStream opened;

    /**
     * @param name as the user gave it
     */
    public DataSource(String name) {
        this.name = name;
    }

    /**
     * The sources that arguments stand for, in their order, the files of a glob sorted by path.
     *
     * @param arguments paths, globs (unless a file has that very name) and URLs
     */
    static List<DataSource> find(List<String> arguments) throws IOException {
        List<DataSource> sources = new ArrayList<>();
        for (String argument : arguments) {
            boolean glob =
                    GLOB.matcher(argument).find() && schemeOf(argument).isEmpty() && !Files.exists(Path.of(argument));
            if (glob) {
                sources.addAll(matching(argument));
            } else {
                sources.add(new DataSource(argument));
            }
        }
        return sources;
    }

    /** As the user gave it, or found by a glob of the user's: for messages. */
    public String name() {
        return name;
    }

    /** The name without folders, and without a URI's query. */
    public String shortName() {
        String path = (scheme().isEmpty() ? name : name.replaceFirst("[?#].*", "")).replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? name : last;
    }

    /** The scheme of a URI, lower case, such as {@code http}; empty for a path. */
    public String scheme() {
        return schemeOf(name);
    }

    /** Whether its name ends in {@code ending}, or in that and {@code .gz}, upper and lower case being equal. */
    public boolean isNamed(String ending) {
        String lower = shortName().toLowerCase(Locale.ROOT);
        return (lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower).endsWith(ending);
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return scheme().isEmpty() && Files.isDirectory(Path.of(name));
    }

    /** The name of the folder that it is in; empty where there is none. */
    public String folder() {
        if (!scheme().isEmpty()) {
            String[] parts = name.replaceFirst("[?#].*", "").split("/+");
            return parts.length > 3 ? parts[parts.length - 2] : "";
        }
        Path parent = path().toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }

    /** The file; for a path. */
    public Path path() {
        return Path.of(name);
    }

    /** The first bytes of the content, unpacked: {@value #START} of them, or all where there are fewer. */
    public byte[] start() throws IOException {
        if (isFolder()) {
            return new byte[0];
        }
        opened = open();
        opened.mark(START);
        byte[] start = opened.readNBytes(START);
        opened.reset();
        return start;
    }

    /**
     * Opens it, unpacked if it is gzip by its first two bytes. Whoever asks closes. To be read once: there are pipes
     * among the sources.
     */
    public InputStream open() throws IOException {
        if (opened != null) {
            InputStream handed = opened;
            opened = null;
            return handed;
        }
        BufferedInputStream in = new BufferedInputStream(openPacked(), BUFFER);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new BufferedInputStream(unpacked(in), BUFFER) : in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private InputStream unpacked(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER) {
                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    try {
                        return super.read(into, from, length);
                    } catch (EOFException | ZipException e) {
                        throw broken(e);
                    }
                }
            };
        } catch (EOFException | ZipException e) {
            throw broken(e);
        }
    }

    private WrongArtefactException broken(IOException e) {
        return new WrongArtefactException(name, "a whole gzip file", String.valueOf(e.getMessage()), e);
    }

    /** Lets go of what {@link #start} opened and nobody asked for. */
    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private static String schemeOf(String name) {
        Matcher uri = URI_SCHEME.matcher(name);
        return uri.matches() ? uri.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private InputStream openPacked() throws IOException {
        switch (scheme()) {
            case "" -> {}
            case "http", "https" -> {
                return openUrl();
            }
            default -> throw new WrongArtefactException(name, "a path, or http:// or https://", scheme() + "://");
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
