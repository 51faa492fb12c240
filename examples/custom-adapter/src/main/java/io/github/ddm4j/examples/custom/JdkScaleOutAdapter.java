/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Scaling out on {@code java.net.http}: what a call says and what its answer means. Thread-safe. */
public final class JdkScaleOutAdapter implements ScaleOutPort, AutoCloseable {

    private final OneRequest http;
    private final CircuitBreaker breaker;

    /**
     * @param project where the project's calls are, such as {@code https://ddm.eu-west-101.myhuaweicloud.eu/v2/619d/}
     * @param tokens gives a token: any for the empty text, a newer one for one that was refused
     * @param breaker with numbers of yours, told to record what {@link #signalsOutage} says and nothing else, and to ignore
     *     what {@link #saysNothing} says
     */
    public JdkScaleOutAdapter(URI project, UnaryOperator<String> tokens, Duration deadline, CircuitBreaker breaker) {
        this.http = new OneRequest(project, tokens, deadline);
        this.breaker = breaker;
    }

    /** What the circuit breaker counts: refusals and throttling show that the provider is alive. */
    public static boolean signalsOutage(Throwable thrown) {
        return thrown instanceof ScaleOutException known && known.signalsOutage();
    }

    /**
     * What the circuit breaker ignores: nobody waited for the answer, or nothing was sent for a reason on this side. A 429
     * is neither, and shows that the provider is alive.
     */
    public static boolean saysNothing(Throwable thrown) {
        return thrown instanceof ScaleOutException known
                && !known.signalsOutage()
                && (known instanceof OutcomeUnknownException
                        || known instanceof ProviderUnavailableException unavailable && !unavailable.throttled());
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instance, ScaleOutRequest request) {
        requireNonNull(instance, "instance");
        ObjectNode body = body(request);
        try {
            return breaker.executeSupplier(() -> truly(instance, body));
        } catch (CallNotPermittedException open) {
            throw CallFailure.notAttempted("the circuit breaker is open").ofOrder();
        }
    }

    private static ObjectNode body(ScaleOutRequest request) {
        ObjectNode body = OneRequest.JSON.createObjectNode();
        body.put("flavor_id", request.flavorId().value()).put("node_number", request.nodesToAdd());
        request.groupId().ifPresent(group -> body.put("group_id", group.value()));
        request.availabilityZones()
                .forEach(zone -> body.withArray("available_zones").add(zone.value()));
        return request.autoPay() ? body.put("is_auto_pay", true) : body;
    }

    /**
     * Whatever is thrown inside, an Error too, is one of ours before the circuit breaker hears of it. The request keeps
     * the rules: if something is invalid here, it is an id in the answer.
     */
    private ScaleOutReceipt truly(InstanceId instance, ObjectNode body) {
        try {
            return receipt(instance, http.post("instances/" + instance + "/action/enlarge", body));
        } catch (Throwable thrown) {
            throw thrown instanceof ScaleOutException known && !(known instanceof InvalidScaleOutException)
                    ? known
                    : CallFailure.noAnswer("unexpected " + thrown.getClass(), null)
                            .ofOrder();
        }
    }

    private static ScaleOutReceipt receipt(InstanceId asked, OneRequest.Reply reply) {
        Optional<String> name = reply.text("instanceName");
        Optional<OrderId> order = reply.text("orderId").map(OrderId::new);
        Optional<JobId> job = reply.text("jobId").map(JobId::new);
        if (!reply.text("instanceId").equals(Optional.of(asked.value()))) {
            throw CallFailure.unusable(200, "it is about another instance", ProviderError.NONE)
                    .ofOrder();
        }
        return job.isPresent()
                ? new JobStarted(asked, name, job.get(), order, reply.requestId())
                : new OrderPlaced(asked, name, order.get(), reply.requestId());
    }

    @Override
    public void close() {
        http.close();
    }
}
