// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.SafeAddress;
import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The body that an http(s) URL answers with. Whoever reads it waits for so long at most: for the connection, for the
 * answer, and for every {@value #PROGRESS} bytes of the body. A redirect is followed to http and https alone, never
 * from https to http, and five times at most. For one thread; to be closed.
 */
final class HttpContent extends InputStream {

    /** Bytes that arrive while waiting for one {@link Patience#body()}, or the reading ends. */
    private static final int PROGRESS = 1 << 10;

    private final String name;
    private final InputStream body;
    private final long patienceNanos;
    private long waitedNanos;
    private int arrived;

    private HttpContent(String name, InputStream body, Duration patience) {
        this.name = name;
        this.body = body;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * How long to wait.
     *
     * @param answer from the request to the head of the answer
     * @param body for bytes of the body
     */
    record Patience(Duration answer, Duration body) {
        static final Patience DEFAULT = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(10));
    }

    /** One for all, as it has a thread of its own; it goes with the process. */
    private static final class Client {
        private static final HttpClient SHARED = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /**
     * Asks for a URL.
     *
     * @throws WrongArtefactException if it is none, or the answer is another than 200
     * @throws IOException if there is no connection or no answer in time
     */
    static InputStream open(String url) throws IOException {
        return open(url, Patience.DEFAULT);
    }

    static InputStream open(String url, Patience patience) throws IOException {
        String name = SafeAddress.of(url);
        HttpRequest request = request(url, name, patience);
        try {
            HttpResponse<InputStream> response = Client.SHARED.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try {
                requireUsable(name, response);
            } catch (WrongArtefactException e) {
                response.body().close();
                throw e;
            }
            return new HttpContent(name, response.body(), patience.body());
        } catch (IllegalArgumentException e) {
            // The client does not expect this of a server.
            throw new WrongArtefactException(name, "an answer of HTTP", "one whose length is no number", e);
        } catch (IOException e) {
            throw new IOException(name + ": " + (e.getMessage() == null ? "no connection" : e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + name, e);
        }
    }

    private static HttpRequest request(String url, String name, Patience patience) {
        try {
            return HttpRequest.newBuilder(new URI(url))
                    .timeout(patience.answer())
                    .build();
        } catch (URISyntaxException e) {
            // Its message quotes all of the address.
            throw new WrongArtefactException(name, "a URL", e.getReason() + " at character " + (e.getIndex() + 1));
        } catch (IllegalArgumentException e) {
            throw new WrongArtefactException(name, "a URL with a host", "another");
        }
    }

    /** Of two lengths the client takes one, and the data would be cut there. */
    private static void requireUsable(String name, HttpResponse<InputStream> response) {
        if (response.statusCode() != 200) {
            throw new WrongArtefactException(name, "a file", "HTTP status " + response.statusCode());
        }
        HttpHeaders headers = response.headers();
        Set<String> lengths = new TreeSet<>(headers.allValues("Content-Length"));
        lengths.addAll(headers.allValues("Transfer-Encoding"));
        if (lengths.size() > 1) {
            throw new WrongArtefactException(name, "an answer of one length", String.join(", ", lengths));
        }
    }

    private IOException brokenOff(IOException e) {
        String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return new IOException(name + ": the body breaks off (" + why + ")", e);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        CompletableFuture<Void> deadline =
                new CompletableFuture<Void>().orTimeout(patienceNanos - waitedNanos, TimeUnit.NANOSECONDS);
        deadline.exceptionally(late -> closeBody());
        long start = System.nanoTime();
        try {
            int count = body.read(into, from, length);
            if (deadline.complete(null)) {
                progress(count, System.nanoTime() - start);
                return count;
            }
            throw late(null);
        } catch (IOException e) {
            throw deadline.isCompletedExceptionally() ? late(e) : brokenOff(e);
        } finally {
            deadline.complete(null);
        }
    }

    /** Closing it wakes the thread that waits in it. */
    private Void closeBody() {
        try {
            body.close();
        } catch (IOException e) {
            // the reader is told why it was closed
        }
        return null;
    }

    private void progress(int count, long nanos) {
        waitedNanos += nanos;
        arrived += Math.max(0, count);
        if (arrived >= PROGRESS) {
            waitedNanos = 0;
            arrived = 0;
        }
    }

    private IOException late(IOException cause) {
        return new IOException(
                name + ": the server sends less than " + PROGRESS + " bytes within "
                        + TimeUnit.NANOSECONDS.toMillis(patienceNanos) / 1000.0 + " s",
                cause);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
