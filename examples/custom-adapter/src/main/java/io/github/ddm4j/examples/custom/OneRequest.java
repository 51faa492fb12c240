/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.outcome.RetryAfter;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * One POST, never repeated but once after a 401, answered within a deadline, read up to a cap, and judged. Neither this
 * class nor the client below it follows a redirect or tries again by itself.
 */
final class OneRequest implements AutoCloseable {

    /** Something after the end of the JSON means that it is not what the provider wrote. */
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int MOST_BYTES = 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Future<?>> awaited = ConcurrentHashMap.newKeySet();
    private final URI project;
    private final Duration deadline;
    private final UnaryOperator<String> tokens;
    private volatile boolean closed;

    OneRequest(URI project, UnaryOperator<String> tokens, Duration deadline) {
        this.project = project;
        this.deadline = deadline;
        this.tokens = tokens;
    }

    /** An answer that can be used. None of its texts shows a token that was sent. */
    record Reply(JsonNode body, List<String> used, Optional<String> requestId) {

        Optional<String> text(String field) {
            return Optional.ofNullable(body.path(field).textValue())
                    .map(text -> quiet(text, used))
                    .filter(text -> !text.isBlank());
        }
    }

    Reply post(String path, JsonNode body) {
        long end = System.nanoTime() + deadline.toNanos();
        List<String> used = new ArrayList<>(List.of(token("", end)));
        HttpResponse<byte[]> answer = exchange(path, body, used.get(0), end);
        if (failure(answer, used).kind() == FailureKind.UNAUTHORIZED) {
            used.add(token(used.get(0), end));
            answer = exchange(path, body, used.get(1), end);
        }
        JsonNode said = json(answer.body());
        if (answer.statusCode() / 100 == 2 && said.isObject()) {
            return new Reply(
                    said, used, answer.headers().firstValue("X-Request-Id").map(id -> quiet(id, used)));
        }
        throw failure(answer, used).ofOrder();
    }

    /** Asks on a thread of its own, because a source of tokens knows neither the deadline nor of {@link #close()}. */
    private String token(String refused, long end) {
        FutureTask<String> token = new FutureTask<>(() -> tokens.apply(refused));
        Thread asking = new Thread(token, "ddm-token");
        asking.setDaemon(true);
        asking.start();
        try {
            return await(token, end);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CallFailure.notAttempted("the thread was interrupted").ofOrder();
        } catch (TimeoutException | CancellationException late) {
            throw CallFailure.notAttempted("there was no token before the deadline, or before the end")
                    .ofOrder();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ScaleOutException known
                    ? known
                    : CallFailure.noAnswer("unexpected " + failed.getCause().getClass(), null)
                            .ofOrder();
        }
    }

    private HttpResponse<byte[]> exchange(String path, JsonNode body, String token, long end) {
        if (closed || Thread.currentThread().isInterrupted() || end - System.nanoTime() <= 0) {
            throw CallFailure.notAttempted("closed, interrupted, or no time is left")
                    .ofOrder();
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(project.resolve(path)).POST(BodyPublishers.ofString(body.toString()));
        request.headers("X-Auth-Token", token, "Content-Type", "application/json");
        try {
            return await(
                    client.sendAsync(
                            request.build(),
                            head -> BodySubscribers.mapping(BodySubscribers.ofInputStream(), OneRequest::capped)),
                    end);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CallFailure.givenUp("the thread was interrupted").ofOrder();
        } catch (ExecutionException | TimeoutException | CancellationException failed) {
            throw failure(failed).ofOrder();
        }
    }

    private <T> T await(Future<T> future, long end) throws InterruptedException, ExecutionException, TimeoutException {
        awaited.add(future);
        if (closed) {
            future.cancel(true); // close() may have looked just before
        }
        try {
            return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            future.cancel(true);
            awaited.remove(future);
        }
    }

    private CallFailure failure(Exception failed) {
        if (failed.getCause() instanceof ConnectException) {
            return CallFailure.notSent("no connection came about", null);
        }
        return closed ? CallFailure.givenUp("the adapter was closed") : CallFailure.noAnswer("lost, or late", null);
    }

    /** Reads up to where the body breaks off, because that much may name an error, or up to a byte over the cap. */
    private static byte[] capped(InputStream body) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (body) {
            for (int next = body.read(); next >= 0 && read.size() <= MOST_BYTES; next = body.read()) {
                read.write(next);
            }
            return read.toByteArray();
        } catch (IOException brokenOff) {
            return read.toByteArray();
        }
    }

    /** What is too large or unreadable is as good as absent. */
    private static JsonNode json(byte[] body) {
        try {
            return body.length > MOST_BYTES ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private static CallFailure failure(HttpResponse<byte[]> answer, List<String> secrets) {
        ProviderError error = ErrorText.of(answer, text -> quiet(text, secrets));
        String wait = answer.headers().firstValue("Retry-After").orElse(null);
        Duration pause = RetryAfter.parse(wait, Instant.now()).orElse(null);
        return CallFailure.answered(answer.statusCode(), error, pause);
    }

    private static String quiet(String text, List<String> secrets) {
        return secrets.stream().reduce(text, (said, secret) -> said.replace(secret, "***"));
    }

    /** Ends what is waited for and refuses new calls. */
    @Override
    public void close() {
        closed = true;
        awaited.forEach(future -> future.cancel(true));
    }
}
