// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Flink's REST interface, as far as a submission needs it. */
final class FlinkRest {

    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    FlinkRest(URI address) {
        this.address = address;
    }

    /** How many TaskManagers have registered; 0 as long as nobody answers. */
    int taskManagers() throws InterruptedException {
        try {
            return get("/taskmanagers").path("taskmanagers").size();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Uploads a jar and runs its main class; returns the job's id. */
    String run(Path jar, List<String> arguments) throws IOException, InterruptedException {
        String boundary = "holter-jar";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(jar));
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        JsonNode uploaded = send(HttpRequest.newBuilder(address.resolve("/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        String file = Path.of(uploaded.path("filename").asText()).getFileName().toString();
        JsonNode run = send(HttpRequest.newBuilder(address.resolve("/jars/" + file + "/run"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("programArgsList", arguments)))));
        return run.path("jobid").asText();
    }

    /** CREATED, RUNNING, RESTARTING, FAILED and so on. */
    String state(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).path("state").asText();
    }

    /** Whether every subtask of the job runs. */
    boolean allRun(String job) throws IOException, InterruptedException {
        JsonNode details = get("/jobs/" + job);
        for (JsonNode vertex : details.path("vertices")) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return details.path("state").asText().equals("RUNNING");
    }

    /** How many checkpoints are of a kind: completed, failed, restored and so on. */
    int checkpoints(String job, String kind) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints").path("counts").path(kind).asInt();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.uri() + " answers " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return json.readTree(response.body());
    }
}
