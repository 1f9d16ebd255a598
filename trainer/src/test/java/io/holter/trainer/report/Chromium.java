// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A browser without a window. For tests. */
final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int TIMEOUT_SECONDS = 120;

    private static final String TELL =
            """
            parent.postMessage({
              html: document.documentElement.outerHTML,
              needed: document.documentElement.scrollWidth
            }, '*');
            """;

    /** What the page tells goes into a template, where nothing of it can run. */
    private static final String FRAME =
            """
            <!DOCTYPE html>
            <html><body style="margin: 0">
            <template></template>
            <script>
            addEventListener('message', told => {
              document.documentElement.dataset.needed = told.data.needed;
              document.querySelector('template').innerHTML = told.data.html;
            });
            </script>
            <iframe src="%s" style="border: 0; width: %dpx; height: %dpx"></iframe>
            </body></html>
            """;

    private final String program;
    private final Path folder;

    private Chromium(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * The browser on the PATH. Without one the test is skipped with a line that says so, or fails where the environment
     * says {@code HOLTER_REQUIRE_CHROMIUM=true}.
     *
     * @param folder for its profile and its output
     */
    static Chromium find(Path folder) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> new Chromium(path.toString(), folder))
                .orElseGet(Chromium::missing);
    }

    private static Chromium missing() {
        String why = "ReportBrowserIT skipped: no " + String.join(" or ", NAMES) + " on the PATH";
        assertThat(System.getenv("HOLTER_REQUIRE_CHROMIUM")).as(why).isNotEqualTo("true");
        System.out.println(why);
        return abort(why);
    }

    /**
     * A page after its scripts have run, in a frame of a width that windows cannot have: that of a phone.
     *
     * @param dom its elements as HTML
     * @param neededWidth pixels that it would have to be wide not to be scrolled sideways
     * @param console what the browser had to say of it, a line each
     */
    record Opened(String dom, int neededWidth, List<String> console) {

        /** What stands inside each element that holds a chart of this kind. */
        List<String> charts(String kind) {
            List<String> parts = List.of(dom.split("data-chart=\""));
            return parts.stream()
                    .skip(1)
                    .filter(part -> part.startsWith(kind + "\""))
                    .map(part -> part.contains("</svg>") ? part.substring(0, part.indexOf("</svg>")) : "")
                    .toList();
        }
    }

    Opened open(String page, int width) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".html");
        List<String> log = run(framed(telling(page), width, 1000), output, "--dump-dom", "--window-size=1400,1000");
        String dom = Files.readString(output);
        int needed = Pattern.compile("data-needed=\"(\\d+)\"")
                .matcher(dom)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        return new Opened(
                dom,
                needed,
                log.stream().filter(line -> line.contains("CONSOLE")).toList());
    }

    /** A picture of the page from its top, as PNG. */
    Path screenshot(String page, int width, int height) throws IOException, InterruptedException {
        Path png = Files.createTempFile(folder, "screenshot", ".png");
        run(framed(page, width, height), null, "--screenshot=" + png, "--window-size=1400," + height);
        return png;
    }

    /** The page with a script at its end that tells the frame around it what it looks like; its policy lets it run. */
    private static String telling(String page) {
        String allowed = "script-src 'sha256-" + Page.sha256(TELL) + "' ";
        // At the end, since the charting library speaks of a body, too.
        int end = page.lastIndexOf("</body>");
        return page.substring(0, end).replace("script-src ", allowed) + "<script>" + TELL + "</script>"
                + page.substring(end);
    }

    private Path framed(String page, int width, int height) throws IOException {
        Path inner = Files.createTempFile(folder, "page", ".html");
        Files.writeString(inner, page);
        String frame = FRAME.formatted(inner.getFileName(), width, height);
        return Files.writeString(Files.createTempFile(folder, "frame", ".html"), frame);
    }

    /** The page as it is printed. */
    Path pdf(String page) throws IOException, InterruptedException {
        Path pdf = Files.createTempFile(folder, "printed", ".pdf");
        Path file = Files.writeString(Files.createTempFile(folder, "page", ".html"), page);
        run(file, null, "--print-to-pdf=" + pdf, "--no-pdf-header-footer");
        return pdf;
    }

    private List<String> run(Path page, Path output, String... options) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "chromium", ".log");
        List<String> command = new ArrayList<>(List.of(
                program,
                "--headless",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                // A sandbox cannot be had by root, which tests may run as; the page is our own.
                "--no-sandbox",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                // Time in the page, which passes as fast as its scripts allow.
                "--virtual-time-budget=10000"));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.redirectOutput(
                output == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(output.toFile()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .as("the browser has opened %s", page)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readAllLines(log);
    }
}
