// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.SafeAddress;
import io.holter.core.WrongArtefactException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file, a folder, an http(s) URL or another URI that holds data; what can be opened may be plain or gzip. What people
 * name themselves may be a pipe or a device; what a glob, a folder or another file names is a regular file.
 */
public final class DataSource implements Closeable {

    /** How many bytes of the content are looked at to recognise it. */
    static final int START = 64;

    private static final Pattern URI_SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+)://.*", Pattern.DOTALL);
    private static final int BUFFER = 1 << 16;

    private final String address;
    private final String name;
    private final boolean regular;
    private InputStream opened;

    /**
     * @param address as the user gave it
     */
    public DataSource(String address) {
        this(address, false);
    }

    /**
     * @param regular whether it may be nothing but a regular file
     */
    DataSource(String address, boolean regular) {
        this.address = address;
        this.name = schemeOf(address).isEmpty() ? address : SafeAddress.of(address);
        this.regular = regular;
    }

    /**
     * A file in the same folder, or at the same URL but for its last part, that another file names.
     *
     * @param file its {@linkplain #isPlainName plain name}
     */
    public DataSource beside(String file) {
        if (!isPlainName(file)) {
            throw new IllegalArgumentException("the plain name of a file, got " + file);
        }
        if (scheme().isEmpty()) {
            return new DataSource(address.substring(0, address.lastIndexOf('/') + 1) + file, true);
        }
        String place = withoutQuery(address);
        boolean onlyHost = place.indexOf('/', scheme().length() + 3) < 0;
        String folder = onlyHost ? place + "/" : place.substring(0, place.lastIndexOf('/') + 1);
        return new DataSource(folder + encoded(file) + address.substring(place.length()), true);
    }

    /** Whether a text names a file and nothing else: no folder, no address, nothing that cannot be seen. */
    public static boolean isPlainName(String text) {
        return !text.isBlank()
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    /** A name as a part of a URL. */
    private static String encoded(String file) {
        return URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As the user gave it, or found by a glob of the user's, and without what is secret in it: for messages. */
    public String name() {
        return name;
    }

    /** As the user gave it, or found by a glob of the user's: for whoever opens it, and nobody else to see. */
    public String address() {
        return address;
    }

    /** The name without folders, and without a URI's query. */
    public String shortName() {
        String path = withoutQuery().replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? name : last;
    }

    private String withoutQuery() {
        return scheme().isEmpty() ? name : withoutQuery(name);
    }

    private static String withoutQuery(String uri) {
        return uri.replaceFirst("[?#].*", "");
    }

    /** The scheme of a URI, lower case, such as {@code http}; empty for a path. */
    public String scheme() {
        return schemeOf(address);
    }

    /** Whether its name ends in {@code ending}, or in that and {@code .gz}, upper and lower case being equal. */
    public boolean isNamed(String ending) {
        String lower = shortName().toLowerCase(Locale.ROOT);
        return (lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower).endsWith(ending);
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return scheme().isEmpty() && Files.isDirectory(path());
    }

    /** The name of the folder that it is in; empty where there is none. */
    public String folder() {
        if (!scheme().isEmpty()) {
            String[] parts = withoutQuery().split("/+");
            return parts.length > 3 ? parts[parts.length - 2] : "";
        }
        Path parent = path().toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }

    /**
     * The file; for a path.
     *
     * @throws WrongArtefactException if no file can have that name
     */
    public Path path() {
        try {
            return Path.of(address);
        } catch (InvalidPathException e) {
            throw new WrongArtefactException(name, "the name of a file", e.getReason(), e);
        }
    }

    /** All regular files in this folder and those below, sorted by path; links are followed. */
    public List<DataSource> files() throws IOException {
        return SourceFiles.below(path());
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
            return gzip ? new BufferedInputStream(GzipContent.open(name, in), BUFFER) : in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * All of it.
     *
     * @param maxBytes most bytes that it may have, unpacked
     * @param what what it should be, for the message
     * @throws WrongArtefactException if there are more
     */
    public byte[] content(int maxBytes, String what) throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new WrongArtefactException(name, what + " of at most " + maxBytes + " bytes", "more");
            }
            return bytes;
        }
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
                return HttpContent.open(address);
            }
            default -> throw new WrongArtefactException(name, "a path, or http:// or https://", scheme() + "://");
        }
        Path file = path();
        if (Files.isDirectory(file)) {
            throw new WrongArtefactException(name, "a file", "a folder");
        }
        if (regular && Files.exists(file) && !Files.isRegularFile(file)) {
            throw new WrongArtefactException(name, "a regular file", "a pipe or a device");
        }
        try {
            // Whoever asks a channel how much is left makes it seek, which a pipe cannot.
            return Files.exists(file) && !Files.isRegularFile(file)
                    ? new FileInputStream(file.toFile())
                    : Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new WrongArtefactException(name, "a file", "nothing there", e);
        } catch (AccessDeniedException e) {
            throw new IOException(name + ": no permission to read it", e);
        }
    }
}
