// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers get from the cluster inside the process: nothing but answers to questions asked on this machine. */
class EmbeddedFlinkTest {

    @TempDir
    private static Path directory;

    private static Set<ListeningSockets.Listening> before;
    private static EmbeddedFlink flink;
    private static RunningJob job;
    private static String jobId = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        before = Files.exists(Path.of("/proc/self/net/tcp")) ? listening() : Set.of();
        flink = EmbeddedFlink.start(directory, 1);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
        environment.fromSequence(0, Long.MAX_VALUE).map(EmbeddedFlinkTest::unhurried);
        job = flink.submit(environment);
        Matcher id = Pattern.compile("\"id\":\"(\\w+)\"").matcher(ask("GET /jobs", "Host: " + host()));
        assertThat(id.find()).isTrue();
        jobId = id.group(1);
    }

    private static long unhurried(long number) {
        LockSupport.parkNanos(1_000_000);
        return number;
    }

    @AfterAll
    static void stop() throws IOException {
        flink.close();
    }

    private static Set<ListeningSockets.Listening> listening() throws IOException {
        return ListeningSockets.of(ProcessHandle.current().pid());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listensOnTheLoopbackInterfaceAlone() throws IOException {
        Set<ListeningSockets.Listening> now = listening();
        now.removeAll(before);
        assertThat(now).isNotEmpty().allMatch(ListeningSockets.Listening::onLoopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /jobs",
                "POST /jars/upload",
                "POST /jobs/JOB/stop",
                "POST /jobs/JOB/savepoints",
                "PATCH /jobs/JOB?mode=cancel",
                "PATCH /jobs/JOB",
                "PUT /jobs/JOB/resource-requirements",
                "DELETE /cluster",
                "OPTIONS /jobs",
                "TRACE /jobs",
                "get /jobs"
            })
    void takesNoOrder(String order) throws IOException {
        assertThat(ask(order, "Host: " + host())).startsWith("HTTP/1.1 405 ").contains("GET only");
        stillRuns();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/JOB/yarn-cancel",
                "/jobs/JOB/yarn-stop",
                "/jobs/JOB/%79arn-cancel",
                "/jobs/JOB/yarn%2Dcancel/",
                "/jobs/JOB/%2579arn-cancel",
                "/jobs/JOB/%252579arn-cancel",
                "/jobs/JOB%252Fyarn-stop",
                "//jobs/JOB/yarn-cancel?mode=cancel",
                "/v1/jobs/JOB/yarn-cancel",
                "/jobs/JOB/yarn-cancel%",
            })
    void endsNoJobByGet(String path) throws IOException {
        assertThat(ask("GET " + path, "Host: " + host())).startsWith("HTTP/1.1 403 ");
        stillRuns();
    }

    /** Flink would log it as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/%0Aholter:%20forged",
                "/jobs/%1B%5B31m",
                "/jobs/%250Aholter:%20forged",
                "/taskmanagers/%E2%80%AE/logs",
                "/jobs/JOB?mode=%0Aholter:%20forged",
            })
    void takesNoTextThatATerminalObeys(String path) throws IOException {
        assertThat(ask("GET " + path, "Host: " + host()))
                .startsWith("HTTP/1.1 400 ")
                .contains("without control characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:PORT",
                "Host: localhost.evil.example:PORT",
                "Host: 127.0.0.1.evil.example:PORT",
                "Host: localhost:PORT@evil.example",
                "Host: 0.0.0.0:PORT",
                "Host:",
                "X: no host",
                "Host: localhost:PORT\r\nHost: evil.example",
                "Host: localhost:PORT\r\nOrigin: https://evil.example",
                "Host: localhost:PORT\r\nOrigin: null",
                "Host: localhost:PORT\r\nOrigin: http://localhost:1",
            })
    void answersNoForeignPage(String headers) throws IOException {
        assertThat(ask("GET /jobs/overview", headers)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void takesNoAddressInPlaceOfAPath() throws IOException {
        assertThat(ask("GET http://evil.example/jobs", "Host: " + host())).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:PORT",
                "Host: LOCALHOST:PORT",
                "Host: 127.0.0.1:PORT",
                "Host: [::1]:PORT",
                "Host: localhost:PORT\r\nOrigin: http://localhost:PORT",
            })
    void canBeRead(String headers) throws IOException {
        assertThat(ask("GET /jobs/overview", headers))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"jobs\"")
                .doesNotContainIgnoringCase("access-control");
        assertThat(ask("GET /", headers)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void keepsNothingOfWhatItRefuses() throws IOException {
        String body = "x".repeat(100_000);
        String multipart = "--b\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"stranger.jar\"\r\n\r\n"
                + body + "\r\n--b--\r\n";
        assertThat(ask(
                        "POST /jars/upload",
                        "Host: " + host() + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                                + multipart.length(),
                        multipart))
                .startsWith("HTTP/1.1 405 ");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith("stranger.jar"));
        }
    }

    @Test
    void counterIsReadThroughThePage() {
        Awaitility.await().until(() -> job.counter("Map.numRecordsIn") > 0);
    }

    @Test
    void aReporterThatIsNotThereIsRefused() {
        String key = "metrics.reporter.prom.factory.class";
        for (String name : new String[] {"a.B", "java.lang.String"}) {
            assertThatThrownBy(() -> EmbeddedFlink.start(directory, 1, Map.of(key, name)))
                    .hasMessage("flink." + key + ": expected a MetricReporterFactory on the class path, found none of"
                            + " that name");
        }
    }

    @Test
    void aSocketThatIsNotOnLoopbackIsFound() throws IOException {
        try (ServerSocket open = new ServerSocket(0)) {
            assertThat(listening())
                    .anyMatch(socket ->
                            !socket.onLoopback() && socket.address().endsWith("%04X".formatted(open.getLocalPort())));
        }
    }

    private static void stillRuns() {
        Awaitility.await().until(() -> job.status() == JobStatus.RUNNING);
    }

    private static String host() {
        return "localhost:" + flink.page().getPort();
    }

    private static String ask(String request, String headers) throws IOException {
        return ask(request, headers, "");
    }

    /** By hand, since Java's client lets nobody set these headers. */
    private static String ask(String request, String headers, String body) throws IOException {
        URI page = flink.page();
        String text = request.replace("JOB", jobId) + " HTTP/1.1\r\n"
                + headers.replace("PORT", Integer.toString(page.getPort()))
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getByName(page.getHost()), page.getPort())) {
            socket.getOutputStream().write((text + body).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
