/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.feign.http.Transport;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.internal.FeignApis;
import io.github.ddm4j.feign.internal.TransportClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reads of the audit log, with connections and a circuit breaker of their own: a log that is down stops neither orders
 * nor reads. Feign studies its interface only at the first of them.
 */
final class AuditReads implements AuditPort {

    private final Transport transport;
    private final Guard guard;
    private final ReadRetry retry;
    private final Supplier<TraceReader> opening;
    private @Nullable TraceReader reader;

    AuditReads(
            Transport transport,
            Guard guard,
            ReadRetry retry,
            Authenticator authenticator,
            AuditSettings settings,
            ProjectId project,
            Clock clock) {
        this.transport = transport;
        this.guard = guard;
        this.retry = retry;
        this.opening = () -> new TraceReader(
                FeignApis.open(CtsApi.class, transport.endpoint(), new TransportClient(transport, authenticator)),
                project,
                new TraceOwner(authenticator, settings),
                clock);
    }

    @Override
    public Page orderTraces(InstanceId instanceId, Instant since, Optional<String> marker) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(since, "since");
        requireNonNull(marker, "marker");
        return guard.call(
                "orderTraces", "instance=" + instanceId, () -> reader().read(instanceId, since, marker, retry.start()));
    }

    String breaker() {
        return guard.name();
    }

    String breakerState() {
        return guard.state();
    }

    void close() {
        transport.close();
    }

    private synchronized TraceReader reader() {
        TraceReader opened = reader;
        if (opened == null) {
            opened = opening.get();
            reader = opened;
        }
        return opened;
    }
}
