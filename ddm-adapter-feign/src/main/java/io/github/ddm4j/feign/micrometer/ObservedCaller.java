/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.flow.CallerContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the caller's observation along, and with it its trace.
 *
 * @param registry holds the observation that is current in a thread
 * @param traceIds tells the id of the trace that is current in the calling thread
 */
record ObservedCaller(ObservationRegistry registry, Supplier<Optional<String>> traceIds) implements CallerContext {

    @Override
    public Captured capture() {
        return new Caller(registry, registry.getCurrentObservation(), traceIds.get());
    }

    private record Caller(
            ObservationRegistry registry, @Nullable Observation observation, Optional<String> traceId)
            implements Captured {

        @Override
        public Scope open() {
            if (observation == null) {
                return () -> {};
            }
            Observation.Scope around = registry.getCurrentObservationScope();
            Observation.Scope scope = observation.openScope();
            return () -> {
                try {
                    scope.close();
                } finally {
                    registry.setCurrentObservationScope(around);
                }
            };
        }
    }
}
