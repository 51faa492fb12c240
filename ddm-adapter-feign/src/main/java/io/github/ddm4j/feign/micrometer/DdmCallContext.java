/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.port.Correlation;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observed port call, which an {@link io.micrometer.observation.ObservationHandler} or a {@link
 * io.micrometer.observation.GlobalObservationConvention} of your own can read. Holds no header, body or token.
 *
 * @since 0.1.0
 */
public final class DdmCallContext extends Observation.Context {

    private final PortCall call;
    private final @Nullable InstanceId instanceId;
    private final Optional<Correlation> correlation;
    private @Nullable OutcomeTags outcome;
    private @Nullable Object result;

    DdmCallContext(PortCall call, @Nullable InstanceId instanceId, Optional<Correlation> correlation) {
        this.call = call;
        this.instanceId = instanceId;
        this.correlation = correlation;
    }

    PortCall portCall() {
        return call;
    }

    /**
     * Returns the method of the port: {@code scaleOut}, {@code instance}, {@code nodes}, {@code schemas},
     * {@code job}, {@code jobsSince} or {@code jobPage}.
     */
    public String call() {
        return call.method();
    }

    /** Returns the instance, if the call is about one. */
    public Optional<InstanceId> instanceId() {
        return Optional.ofNullable(instanceId);
    }

    /** Returns the names of the order, if a flow sends it. */
    public Optional<Correlation> correlation() {
        return correlation;
    }

    /** Returns the tag {@code outcome}; empty while the call goes on. */
    public Optional<String> outcome() {
        return Optional.ofNullable(outcome).map(OutcomeTags::outcome);
    }

    /** Returns the tag {@code reason}; empty while the call goes on. */
    public Optional<String> reason() {
        return Optional.ofNullable(outcome).map(OutcomeTags::reason);
    }

    /** Returns the value that the call returned; empty if it threw, and then {@link #getError()} has the exception. */
    public Optional<Object> result() {
        return Optional.ofNullable(result);
    }

    OutcomeTags tags() {
        return outcome == null ? OutcomeTags.UNKNOWN : outcome;
    }

    void returned(Object value) {
        result = value;
        outcome = OutcomeTags.ofResult(value);
    }

    void failed(Throwable failure) {
        outcome = OutcomeTags.ofFailure(failure);
    }
}
