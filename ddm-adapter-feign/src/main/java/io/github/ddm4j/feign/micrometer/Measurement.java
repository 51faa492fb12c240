/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes a call without touching its outcome: a handler that throws must not turn an order that was accepted into a
 * failure.
 */
final class Measurement {

    private static final Logger LOG = LoggerFactory.getLogger(DdmMetrics.class);
    private static final CallConvention CONVENTION = new CallConvention();

    private final ObservationRegistry registry;
    private final DdmCallContext context;
    private final Observation.@Nullable Scope around;
    private Observation observation = Observation.NOOP;
    private Observation.@Nullable Scope scope;

    private Measurement(ObservationRegistry registry, DdmCallContext context) {
        this.registry = registry;
        this.around = registry.getCurrentObservationScope();
        this.context = context;
    }

    static <T> T of(ObservationRegistry registry, DdmCallContext context, Supplier<T> work) {
        Measurement measurement = new Measurement(registry, context);
        quietly(measurement::start);
        try {
            T result = work.get();
            context.returned(result);
            return result;
        } catch (RuntimeException | Error thrown) {
            context.failed(thrown);
            quietly(() -> measurement.observation.error(thrown));
            throw thrown;
        } finally {
            quietly(measurement::leave);
            quietly(() -> measurement.observation.stop());
        }
    }

    private void start() {
        observation = Observation.createNotStarted(null, CONVENTION, () -> context, registry);
        observation.start();
        scope = observation.openScope();
    }

    /** A handler that fails while a scope opens or closes would leave it to the thread's next work. */
    private void leave() {
        try {
            if (scope != null) {
                scope.close();
            }
        } finally {
            registry.setCurrentObservationScope(around);
        }
    }

    private static void quietly(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            warn(thrown);
        }
    }

    private static void warn(Throwable thrown) {
        try {
            LOG.warn("event=observation_failed", thrown);
        } catch (Throwable broken) {
            // There is nowhere left to tell.
        }
    }
}
