/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.RetryAfter;
import io.github.ddm4j.fake.internal.cloud.EnlargeResult;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the answers of the provider by the outcome table of the core. */
final class Outcomes {

    private Outcomes() {}

    /** Returns the failure of a request, as data. */
    static CallFailure failure(Throwable thrown) {
        if (thrown instanceof Refusal answer) {
            return CallFailure.answered(
                    answer.status(), new ProviderError(answer.code(), answer.words(), null), retryAfter(answer));
        }
        if (thrown instanceof NoUsableAnswer lost) {
            return lost.failure();
        }
        return CallFailure.noAnswer("unexpected " + thrown.getClass().getName(), thrown);
    }

    /**
     * Returns the pause that the answer asks for; a header that was given as it stands is read by this machine's clock.
     */
    private static @Nullable Duration retryAfter(Refusal answer) {
        Instant now = Instant.now();
        return answer.pause() != null
                ? answer.pause()
                : RetryAfter.parse(answer.retryAfter(now), now).orElse(null);
    }

    /** Turns a success into a receipt; it has to name the instance that was asked for, and a job or an order. */
    static ScaleOutReceipt receipt(InstanceId asked, EnlargeResult result) {
        if (!asked.value().equals(result.instanceId())) {
            throw new OutcomeUnknownException(
                    "The provider answered for the instance " + result.instanceId() + " instead of " + asked,
                    ProviderError.NONE,
                    null);
        }
        Optional<String> name = Optional.ofNullable(result.instanceName());
        Optional<OrderId> order = id(result.orderId(), OrderId::new);
        Optional<JobId> job = id(result.jobId(), JobId::new);
        if (job.isPresent()) {
            return new ScaleOutReceipt.JobStarted(asked, name, job.get(), order);
        }
        return new ScaleOutReceipt.OrderPlaced(
                asked,
                name,
                order.orElseThrow(() -> new OutcomeUnknownException(
                        "The provider answered with neither a job nor an order", ProviderError.NONE, null)));
    }

    private static <T> Optional<T> id(@Nullable String value, Function<String, T> type) {
        try {
            return Optional.ofNullable(value).map(type);
        } catch (InvalidScaleOutException broken) {
            // It says that nothing was sent, which is true of requests alone.
            throw new OutcomeUnknownException(
                    "The provider answered with what cannot be an id", ProviderError.NONE, null);
        }
    }
}
