/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.outcome.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * One POST, never repeated but once after a 401, answered within a deadline, read up to a cap, and judged. Neither this
 * class nor the client below it follows a redirect or tries again by itself.
 */
public final class OneRequest implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Future<?>> inFlight = ConcurrentHashMap.newKeySet();
    private final URI project;
    private final Duration deadline;
    private final UnaryOperator<String> tokens;
    private volatile boolean closed;

    /**
     * @param project where the project's calls are, such as {@code https://ddm.eu-west-101.myhuaweicloud.eu/v2/619d/}
     * @param tokens gives a token: any for the empty text, a newer one for one that was refused
     */
    public OneRequest(URI project, Duration deadline, UnaryOperator<String> tokens) {
        this.project = project;
        this.deadline = deadline;
        this.tokens = tokens;
    }

    /** An answer that can be used, with the provider's id of its request. */
    record Reply(JsonNode body, Optional<String> requestId) {}

    Reply post(String path, JsonNode body) {
        if (closed) {
            throw CallFailure.notAttempted("the adapter is closed").ofOrder();
        }
        long end = System.nanoTime() + deadline.toNanos();
        List<String> used = new ArrayList<>(List.of(tokens.apply("")));
        HttpResponse<JsonNode> answer = exchange(path, body, used.get(0), end);
        if (failure(answer, used).kind() == FailureKind.UNAUTHORIZED) {
            used.add(tokens.apply(used.get(0)));
            answer = exchange(path, body, used.get(1), end);
        }
        if (answer.statusCode() / 100 == 2 && answer.body().isObject()) {
            return new Reply(
                    answer.body(), answer.headers().firstValue("X-Request-Id").map(id -> quiet(id, used)));
        }
        throw failure(answer, used).ofOrder();
    }

    private HttpResponse<JsonNode> exchange(String path, JsonNode body, String token, long end) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(project.resolve(path)).POST(BodyPublishers.ofString(body.toString()));
        request.headers("X-Auth-Token", token, "Content-Type", "application/json");
        Future<HttpResponse<JsonNode>> exchange = client.sendAsync(
                request.build(), head -> BodySubscribers.mapping(BodySubscribers.ofInputStream(), OneRequest::json));
        inFlight.add(exchange);
        if (closed) {
            exchange.cancel(true); // close() may have looked just before
        }
        try {
            return exchange.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CallFailure.givenUp("the thread was interrupted").ofOrder();
        } catch (ExecutionException | TimeoutException | CancellationException failed) {
            throw failure(failed).ofOrder();
        } finally {
            exchange.cancel(true);
            inFlight.remove(exchange);
        }
    }

    private CallFailure failure(Exception failed) {
        if (failed.getCause() instanceof ConnectException) {
            return CallFailure.notSent("no connection came about", null);
        }
        return closed ? CallFailure.givenUp("the adapter was closed") : CallFailure.noAnswer("lost, or late", null);
    }

    /** What is too large or unreadable is as good as absent. */
    private static JsonNode json(InputStream body) {
        try (body) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private static CallFailure failure(HttpResponse<JsonNode> answer, List<String> secrets) {
        JsonNode body = answer.body();
        ProviderError error = new ProviderError(
                quiet(body.path("errCode").asText(body.path("error_code").asText("")), secrets),
                quiet(body.path("externalMessage").asText(body.path("error_msg").asText("")), secrets),
                quiet(answer.headers().firstValue("X-Request-Id").orElse(""), secrets));
        String wait = answer.headers().firstValue("Retry-After").orElse(null);
        Duration pause = RetryAfter.parse(wait, Instant.now()).orElse(null);
        return CallFailure.answered(answer.statusCode(), error, pause);
    }

    private static String quiet(String text, List<String> secrets) {
        return secrets.stream().reduce(text, (said, secret) -> said.replace(secret, "***"));
    }

    /** Ends the calls in flight and refuses new ones. */
    @Override
    public void close() {
        closed = true;
        inFlight.forEach(exchange -> exchange.cancel(true));
    }
}
