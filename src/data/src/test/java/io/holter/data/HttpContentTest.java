// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holter.core.WrongArtefactException;
import io.holter.core.slicing.Slicing;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may answer with, and how long it may take. */
@Timeout(60)
class HttpContentTest {

    private static final HttpContent.Patience SHORT =
            new HttpContent.Patience(Duration.ofSeconds(20), Duration.ofMillis(300));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        base = "http://localhost:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aBodyThatStallsEnds() throws Exception {
        serve("/stall", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            send(exchange, "1,2,3\n");
            await();
        });
        assertThatThrownBy(() -> readAll("/stall"))
                .isInstanceOf(IOException.class)
                .hasMessage(base + "/stall: the server sends less than 1024 bytes within 0.3 s");
    }

    @Test
    void aBodyThatDripsEnds() throws Exception {
        serve("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                send(exchange, "1");
            }
        });
        assertThatThrownBy(() -> readAll("/drip"))
                .hasMessage(base + "/drip: the server sends less than 1024 bytes within 0.3 s");
    }

    @Test
    void anAnswerThatDoesNotComeIsSaid() throws Exception {
        serve("/silent", exchange -> await());
        HttpContent.Patience shorter = new HttpContent.Patience(Duration.ofMillis(300), Duration.ofSeconds(20));
        assertThatThrownBy(() -> HttpContent.open(base + "/silent", shorter))
                .isInstanceOf(IOException.class)
                .hasMessage(base + "/silent: request timed out");
    }

    @Test
    void whoTakesTheirTimeBetweenReadsWaitsForNobody() throws Exception {
        byte[] body = "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
        serve("/whole", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        HttpContent.Patience patience = new HttpContent.Patience(Duration.ofSeconds(20), Duration.ofSeconds(2));
        try (InputStream in = HttpContent.open(base + "/whole", patience)) {
            assertThat(in.read()).isEqualTo('x');
            assertThat(end.await(2200, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(in.readAllBytes()).hasSize(4999);
        }
    }

    @Test
    void aBodyThatEndsEarlyIsSaid() throws Exception {
        serve("/short", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            send(exchange, "1,2,3\n");
        });
        assertThatThrownBy(() -> readAll("/short"))
                .isInstanceOf(IOException.class)
                .hasMessage(base + "/short: the body breaks off (fixed content-length: 1000, bytes received: 6)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: many                         | an answer of HTTP, found one whose length is no number",
                "Content-Length: 99999999999999999999         | an answer of HTTP, found one whose length is no number",
                "Content-Length: 6~Content-Length: 12      | an answer of one length, found 12, 6",
                "Content-Length: 6~Transfer-Encoding: chunked | an answer of one length, found 6, chunked",
            })
    void lengthsThatContradictAreRefused(String headers, String expected) throws Exception {
        try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                try (Socket socket = raw.accept()) {
                    String head = "HTTP/1.1 200 OK\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n";
                    socket.getOutputStream().write((head + "1,2,3\n4,5,6\n").getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                }
                return null;
            });
            String url = "http://localhost:" + raw.getLocalPort() + "/x.csv";
            assertThatThrownBy(() -> HttpContent.open(url, SHORT)).hasMessage(url + ": expected " + expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/hostname", "/redirect", "ftp://localhost/x", "jar:file:///x!/y"})
    void redirectsLeadToHttpAndNotInCircles(String location) throws Exception {
        serve("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
        assertThatThrownBy(() -> readAll("/redirect"))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(base + "/redirect: expected a file, found HTTP status 302");
        assertThat(asked.size()).isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ht tp://x", "http://", "::"})
    void redirectsThatLeadNowhereAreSaid(String location) throws Exception {
        serve("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
        assertThatThrownBy(() -> readAll("/redirect"))
                .isInstanceOfAny(IOException.class, WrongArtefactException.class)
                .hasMessageStartingWith(base + "/redirect: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http:///x.csv", "http://a b/x.csv", "http://localhost:99999/x", "http://x^y/"})
    void whatIsNoUrlIsSaid(String url) {
        assertThatThrownBy(() -> HttpContent.open(url, SHORT))
                .isInstanceOfAny(IOException.class, WrongArtefactException.class)
                .hasMessageStartingWith(url + ": ");
    }

    @Test
    void aHeaderLeadsToNoOtherFolder() throws Exception {
        for (String file : List.of("../../etc/hostname", "/etc/hostname", "http://localhost/meta", "..")) {
            serve("/a/x.hea", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                send(exchange, "x 1 360 0\n" + file + " 16 200\n");
            });
            DataFormat format = DataFormat.unlabelled().withSlicing(new Slicing(2, 2));
            assertThatThrownBy(() -> DataFiles.read(List.of(base + "/a/x.hea"), format))
                    .hasMessage(base + "/a/x.hea:2: expected the name of a file beside the header, found " + file);
            server.removeContext("/a/x.hea");
        }
        assertThat(asked).allMatch("/a/x.hea"::equals);
    }

    @Test
    void filesBesideAHeaderAreAskedForAsItWas() throws Exception {
        serve("/a/x.hea", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            send(exchange, "x 1 360 4\nx%2e.dat 16 1\n");
        });
        serve(
                "/a/x%2e.dat",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[] {1, 0, 2, 0, 3, 0, 4, 0});
                });
        DataFormat format = DataFormat.unlabelled().withSlicing(new Slicing(2, 2));
        assertThat(DataFiles.read(List.of(base + "/a/x.hea?key=1/2"), format).size())
                .isEqualTo(2);
        assertThat(asked).containsExactly("/a/x.hea?key=1/2", "/a/x%252e.dat?key=1/2", "/a/x%252e.dat?key=1/2");
    }

    /** What a server does with one request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void serve(String path, Answer answer) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().toString());
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void await() throws InterruptedException {
        assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private byte[] readAll(String path) throws IOException {
        try (InputStream in = HttpContent.open(base + path, SHORT)) {
            return in.readAllBytes();
        }
    }
}
