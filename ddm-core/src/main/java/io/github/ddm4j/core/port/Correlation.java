/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import java.util.Optional;

/**
 * The names of one attempt at an order, the same in an event, a log line and a span. None of them is sent to the provider.
 *
 * @param instanceId the instance
 * @param key the key of the wish; empty for a submission without one
 * @param attempt the number of the attempt, from 1; 0 before the first one and while an earlier outcome is found out
 * @param requestId the provider's id of the request; empty as long as no answer has told one
 * @param traceId the caller's trace, as the flow's caller context tells it
 * @since 0.1.0
 */
public record Correlation(
        InstanceId instanceId,
        Optional<IdempotencyKey> key,
        int attempt,
        Optional<String> requestId,
        Optional<String> traceId) {

    public Correlation {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(key, "key");
        requireNonNull(requestId, "requestId");
        requireNonNull(traceId, "traceId");
    }

    /** The same attempt, with the id of a request of it. */
    public Correlation withRequestId(Optional<String> requestId) {
        return new Correlation(instanceId, key, attempt, requestId, traceId);
    }

    /** Keys and values for a log line, such as {@code instance=i1 key="ticket 7" attempt=1}; what is absent is left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("instance=").append(instanceId);
        key.ifPresent(name ->
                text.append(" key=\"").append(name.value().replace('"', '\'')).append('"'));
        if (attempt > 0) {
            text.append(" attempt=").append(attempt);
        }
        requestId.ifPresent(id -> text.append(" request_id=").append(word(id)));
        traceId.ifPresent(id -> text.append(" trace_id=").append(word(id)));
        return text.toString();
    }

    /** Foreign words must not look like fields of ours. */
    private static String word(String text) {
        return text.replaceAll("[^!-~]|[=\"]", "_");
    }
}
