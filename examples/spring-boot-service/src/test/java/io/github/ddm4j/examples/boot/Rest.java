/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import com.jayway.jsonpath.JsonPath;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.fake.Examples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Calls the service as somebody outside does. */
record Rest(int port) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LONGEST = Duration.ofSeconds(20);

    static String oneNode(InstanceId instance) {
        return """
                {"instance": "%s", "flavor": "%s", "nodes": 1}""".formatted(instance, Examples.FLAVOR);
    }

    Answer post(String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    Answer post(String path, String body, String key) throws Exception {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    /** The names of the events of a stream, which is read to its end. */
    List<String> events(String path) throws Exception {
        return get(path)
                .body()
                .lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring("event:".length()).strip())
                .toList();
    }

    private Answer send(HttpRequest.Builder request, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port).resolve(path);
        HttpResponse<String> response =
                CLIENT.send(request.uri(uri).timeout(LONGEST).build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    record Answer(int status, HttpResponse<String> response) {

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        <T> T json(String path) {
            return JsonPath.read(body(), path);
        }
    }
}
