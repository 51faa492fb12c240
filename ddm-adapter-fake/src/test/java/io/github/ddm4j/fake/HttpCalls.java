/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client that knows nothing of the fake but its address. */
final class HttpCalls {

    static final String ENLARGE = "/v2/" + Examples.PROJECT + "/instances/" + Examples.INSTANCE + "/action/enlarge";
    static final String ONE_NODE = "{\"flavor_id\":\"" + Examples.FLAVOR + "\",\"node_number\":1}";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;

    HttpCalls(FakeDdmServer server) {
        this(server.uri());
    }

    HttpCalls(URI server) {
        this.server = server;
    }

    record Reply(int status, JsonNode body, HttpResponse<String> raw) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(10));
    }

    HttpRequest.Builder withToken(String path) {
        return to(path).header("X-Auth-Token", Examples.TOKEN);
    }

    Reply get(String path) {
        return send(withToken(path).GET());
    }

    Reply enlarge(String body) {
        return post(ENLARGE, body);
    }

    Reply post(String path, String body) {
        return send(withToken(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return trySend(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if no whole answer comes */
    Reply trySend(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> raw = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(raw.statusCode(), json(raw.body()), raw);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }
}
