/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.model.InstanceId;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an observation of a port call knows. For an {@link io.micrometer.observation.ObservationHandler} or a {@link
 * io.micrometer.observation.GlobalObservationConvention} of your own. Holds no header, body or token.
 *
 * @since 0.1.0
 */
public final class DdmCallContext extends Observation.Context {

    private final String call;
    private final @Nullable InstanceId instanceId;
    private @Nullable Ending ending;
    private @Nullable Object result;

    DdmCallContext(String call, @Nullable InstanceId instanceId) {
        this.call = call;
        this.instanceId = instanceId;
    }

    /** The method of the port: {@code scaleOut}, {@code instance}, {@code job}, {@code jobsSince} or {@code jobPage}. */
    public String call() {
        return call;
    }

    /** The instance, if the call is about one. */
    public Optional<InstanceId> instanceId() {
        return Optional.ofNullable(instanceId);
    }

    /** The tag {@code outcome}; empty while the call goes on. */
    public Optional<String> outcome() {
        return Optional.ofNullable(ending).map(Ending::outcome);
    }

    /** The tag {@code reason}; empty while the call goes on. */
    public Optional<String> reason() {
        return Optional.ofNullable(ending).map(Ending::reason);
    }

    /** What the call returned, if it did. If it threw, {@link #getError()} has that. */
    public Optional<Object> result() {
        return Optional.ofNullable(result);
    }

    void returned(Object value) {
        result = value;
        ending = Ending.ofResult(value);
    }

    void failed(Throwable failure) {
        ending = Ending.ofFailure(failure);
    }
}
