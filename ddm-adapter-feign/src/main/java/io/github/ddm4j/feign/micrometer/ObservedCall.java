/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.feign.micrometer.CallMeters.Running;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a port with its meters and its observation. Neither touches its outcome: a handler or a registry that
 * throws must not turn an accepted order into a failure.
 */
final class ObservedCall {

    private static final Logger LOG = LoggerFactory.getLogger(DdmMetrics.class);
    private static final CallConvention CONVENTION = new CallConvention();

    private final ObservationRegistry registry;
    private final DdmCallContext context;
    private final Observation.@Nullable Scope around;
    private Observation observation = Observation.NOOP;
    private Observation.@Nullable Scope scope;
    private @Nullable Running running;

    private ObservedCall(ObservationRegistry registry, DdmCallContext context) {
        this.registry = registry;
        this.around = registry.getCurrentObservationScope();
        this.context = context;
    }

    static <T> T make(CallMeters meters, ObservationRegistry registry, DdmCallContext context, Supplier<T> call) {
        ObservedCall observed = new ObservedCall(registry, context);
        quietly(() -> observed.running = meters.start(context.portCall()));
        quietly(observed::start);
        try {
            T result = call.get();
            context.returned(result);
            return result;
        } catch (RuntimeException | Error thrown) {
            context.failed(thrown);
            quietly(() -> observed.observation.error(thrown));
            throw thrown;
        } finally {
            quietly(observed::leave);
            quietly(() -> observed.observation.stop());
            quietly(observed::end);
        }
    }

    /** Returns the names of an order; empty if the gate cannot tell them. */
    static Optional<Correlation> names(Supplier<Optional<Correlation>> gate) {
        try {
            return gate.get();
        } catch (Throwable thrown) {
            warn(thrown);
            return Optional.empty();
        }
    }

    private void start() {
        observation = Observation.createNotStarted(null, CONVENTION, () -> context, registry);
        observation.start();
        scope = observation.openScope();
    }

    /** Closes the scope. A handler that fails here would otherwise leave it to the thread's next work. */
    private void leave() {
        try {
            if (scope != null) {
                scope.close();
            }
        } finally {
            registry.setCurrentObservationScope(around);
        }
    }

    private void end() {
        if (running != null) {
            running.end(context.tags(), context.correlation().isPresent());
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
