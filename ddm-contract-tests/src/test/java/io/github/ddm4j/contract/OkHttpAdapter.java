/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.outcome.RetryAfter;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Scaling out on OkHttp, right but for what OkHttp sends again by itself. */
final class OkHttpAdapter implements ScaleOutPort, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = requireNonNull(MediaType.parse("application/json"));
    private static final int MOST_BYTES = 1024 * 1024;

    /** @param body absent if it is no JSON, or too large */
    private record Reply(
            int status,
            JsonNode body,
            @Nullable String retryAfter,
            @Nullable String requestId) {}

    private final OkHttpClient client;
    private final URI project;
    private final Duration deadline;
    private final UnaryOperator<String> tokens;
    private final CircuitBreaker breaker;
    private final @Nullable OkHttpFlaw flaw;
    private volatile boolean closed;

    /**
     * @param tokens gives a token: any for the empty text, a newer one for one that was refused
     * @param breaker records outages and ignores what nobody waited for
     * @param off what OkHttp is kept from sending again
     * @param flaw what is wrong with it; null for nothing
     */
    OkHttpAdapter(
            URI project,
            Duration deadline,
            UnaryOperator<String> tokens,
            CircuitBreaker breaker,
            Set<OkHttpRepeat> off,
            @Nullable OkHttpFlaw flaw) {
        this.flaw = flaw;
        this.project = project;
        this.deadline = deadline;
        this.tokens = tokens;
        this.breaker = breaker;
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        off.forEach(repeat -> repeat.switchOff(builder));
        // OkHttp breaks off where a server without a proxy answers as one.
        HiddenStatus.hide(407, builder);
        Duration longest = Duration.ofNanos(time(deadline)).multipliedBy(2);
        client = builder.callTimeout(longest).readTimeout(longest).build();
    }

    static boolean signalsOutage(Throwable thrown) {
        return thrown instanceof ScaleOutException known && known.signalsOutage();
    }

    static boolean saysNothing(Throwable thrown, @Nullable OkHttpFlaw flaw) {
        return thrown instanceof OutcomeUnknownException unknown && !unknown.signalsOutage()
                || Outcome.notAttempted(thrown)
                || thrown instanceof ScaleOutRejectedException && flaw == OkHttpFlaw.REFUSALS_SAY_NOTHING
                || thrown instanceof ProviderUnavailableException throttled
                        && throttled.errorCode().isPresent()
                        && flaw == OkHttpFlaw.THROTTLING_SAYS_NOTHING;
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instance, ScaleOutRequest request) {
        requireNonNull(instance, "instance");
        requireNonNull(request, "request");
        if (closed) {
            throw CallFailure.notAttempted("the adapter is closed").ofOrder();
        }
        try {
            return breaker.executeSupplier(() -> truly(instance, request));
        } catch (CallNotPermittedException open) {
            throw CallFailure.notAttempted("the circuit breaker is open").ofOrder();
        }
    }

    private ScaleOutReceipt truly(InstanceId instance, ScaleOutRequest request) {
        try {
            return post(instance, "instances/" + instance + "/action/enlarge", body(request));
        } catch (Throwable thrown) {
            throw thrown instanceof ScaleOutException known && !(known instanceof InvalidScaleOutException)
                    ? known
                    : CallFailure.noAnswer("unexpected " + thrown.getClass(), null)
                            .ofOrder();
        }
    }

    private static String body(ScaleOutRequest request) {
        ObjectNode body = JSON.createObjectNode();
        body.put("flavor_id", request.flavorId().value()).put("node_number", request.nodesToAdd());
        request.groupId().ifPresent(group -> body.put("group_id", group.value()));
        request.availabilityZones()
                .forEach(zone -> body.withArray("available_zones").add(zone.value()));
        return (request.autoPay() ? body.put("is_auto_pay", true) : body).toString();
    }

    private ScaleOutReceipt post(InstanceId instance, String path, String body) {
        long end = System.nanoTime() + time(deadline);
        List<String> used = new ArrayList<>(List.of(tokens.apply("")));
        Reply reply = exchange(path, body, used.get(0), end);
        if (reply.status() == 401 && failure(reply, used).kind() == FailureKind.UNAUTHORIZED) {
            used.add(tokens.apply(used.get(0)));
            reply = exchange(
                    path,
                    body,
                    used.get(1),
                    flaw == OkHttpFlaw.DEADLINE_ANEW ? System.nanoTime() + deadline.toNanos() : end);
        }
        return receipt(instance, judged(reply, used), used);
    }

    private long time(Duration asked) {
        return flaw == OkHttpFlaw.DEADLINE_OF_ITS_OWN ? Duration.ofMillis(700).toNanos() : asked.toNanos();
    }

    private Reply exchange(String path, String body, String token, long end) {
        long soon = System.nanoTime() + Duration.ofMillis(900).toNanos();
        if (flaw == OkHttpFlaw.SENDS_AGAIN_SOON && soon < end) {
            try {
                return once(path, body, token, soon);
            } catch (OutcomeUnknownException late) {
                if (!late.signalsOutage() || System.nanoTime() < soon) {
                    throw late;
                }
            }
        }
        return once(path, body, token, end);
    }

    private Reply once(String path, String body, String token, long end) {
        Call call = client.newCall(new Request.Builder()
                .url(project.resolve(path).toString())
                .header("X-Auth-Token", token)
                .post(RequestBody.create(body, JSON_TYPE))
                .build());
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        call.enqueue(new Completing(reply));
        try {
            return reply.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CallFailure.givenUp("the thread was interrupted").ofOrder();
        } catch (ExecutionException | TimeoutException failed) {
            throw failure(failed).ofOrder();
        } finally {
            call.cancel();
        }
    }

    private CallFailure failure(Exception failed) {
        if (failed.getCause() instanceof ConnectException) {
            return CallFailure.notSent("no connection came about", null);
        }
        return closed ? CallFailure.givenUp("the adapter was closed") : CallFailure.noAnswer("lost, or late", null);
    }

    private record Completing(CompletableFuture<Reply> reply) implements Callback {

        @Override
        public void onFailure(Call call, IOException failure) {
            reply.completeExceptionally(failure);
        }

        @Override
        public void onResponse(Call call, Response response) throws IOException {
            try (response) {
                reply.complete(new Reply(
                        response.code(),
                        json(response.body().byteStream()),
                        response.header("Retry-After"),
                        response.header("X-Request-Id")));
            } catch (IOException | RuntimeException broken) {
                reply.completeExceptionally(broken);
            }
        }

        private static JsonNode json(InputStream body) throws IOException {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            try {
                return bytes.length > MOST_BYTES ? MissingNode.getInstance() : JSON.readTree(bytes);
            } catch (IOException noJson) {
                return MissingNode.getInstance();
            }
        }
    }

    private Reply judged(Reply reply, List<String> secrets) {
        if (saysYes(reply) && reply.body().isObject()) {
            return reply;
        }
        throw failure(reply, secrets).ofOrder();
    }

    private boolean saysYes(Reply reply) {
        if (flaw == OkHttpFlaw.BELIEVES_ANY_BODY && reply.body().has("jobId")) {
            return true;
        }
        return reply.status() / 100 == 2 && (reply.status() == 200 || flaw != OkHttpFlaw.OK_ALONE)
                || reply.status() / 100 == 3 && reply.body().has("jobId") && flaw == OkHttpFlaw.BELIEVES_REDIRECTS;
    }

    private CallFailure failure(Reply reply, List<String> secrets) {
        JsonNode body = reply.body();
        ProviderError error = new ProviderError(
                first(body, secrets, "errCode", "error_code"),
                first(body, secrets, "externalMessage", "error_msg"),
                requestId(reply, secrets));
        return CallFailure.answered(
                reply.status(),
                error,
                RetryAfter.parse(reply.retryAfter(), now(reply)).orElse(null));
    }

    private @Nullable String requestId(Reply reply, List<String> secrets) {
        if (flaw == OkHttpFlaw.MAKES_REQUEST_IDS_UP) {
            return UUID.randomUUID().toString();
        }
        return flaw == OkHttpFlaw.SHOWS_REQUEST_IDS ? reply.requestId() : without(secrets, reply.requestId());
    }

    private Instant now(Reply reply) {
        boolean date = reply.retryAfter() != null && reply.retryAfter().endsWith("GMT");
        return date && flaw == OkHttpFlaw.DATES_ARE_OVER ? Instant.parse("2100-01-01T00:00:00Z") : Instant.now();
    }

    private static @Nullable String first(JsonNode body, List<String> secrets, String one, String other) {
        return without(secrets, body.path(one).asText(body.path(other).asText("")));
    }

    private static @Nullable String without(List<String> secrets, @Nullable String text) {
        String quiet = text;
        for (String secret : secrets) {
            quiet = quiet == null ? null : quiet.replace(secret, "***");
        }
        return quiet;
    }

    private ScaleOutReceipt receipt(InstanceId asked, Reply answer, List<String> secrets) {
        JsonNode reply = answer.body();
        Optional<String> request = Optional.ofNullable(requestId(answer, secrets));
        if (flaw == OkHttpFlaw.KNOWN_FIELDS_ALONE && reply.has("nobody_knows")) {
            throw new IllegalStateException("an unknown field");
        }
        Optional<String> name = text(reply, "instanceName");
        Optional<OrderId> order = text(reply, "orderId").map(OrderId::new);
        Optional<JobId> job = text(reply, "jobId").map(JobId::new);
        if (!text(reply, "instanceId").equals(Optional.of(asked.value()))) {
            throw CallFailure.unusable(200, "it is about another instance", ProviderError.NONE)
                    .ofOrder();
        }
        return job.isPresent()
                ? new JobStarted(
                        asked, name, job.get(), flaw == OkHttpFlaw.NO_ORDER_BESIDE ? Optional.empty() : order, request)
                : new OrderPlaced(asked, name, order.orElseThrow(), request);
    }

    private static Optional<String> text(JsonNode reply, String field) {
        return Optional.ofNullable(reply.path(field).textValue()).filter(text -> !text.isBlank());
    }

    /** Ends the calls in flight and refuses new ones. */
    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
