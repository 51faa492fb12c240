/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/**
 * Shows the state of an adapter's circuit breakers, whatever registry they are in: 1 for the present state, 0 for the
 * others.
 */
final class BreakerMeters {

    private static final String NAME = "ddm.circuitbreaker.state";

    private BreakerMeters() {}

    /** Takes the place of an earlier adapter whose breakers have the same names, such as one that has been closed. */
    static void show(FeignScaleOutAdapter adapter, MeterRegistry meters) {
        for (String breaker : adapter.circuitBreakerStates().keySet()) {
            for (State state : State.values()) {
                Tags tags = Tags.of("name", breaker, "state", state.name().toLowerCase(Locale.ROOT));
                meters.find(NAME).tags(tags).meters().forEach(meters::remove);
                Gauge.builder(
                                NAME,
                                adapter,
                                of -> is(
                                        state,
                                        requireNonNull(of.circuitBreakerStates().get(breaker), breaker)))
                        .tags(tags)
                        .register(meters);
            }
        }
    }

    private static double is(State state, String name) {
        return state.name().equals(name) ? 1 : 0;
    }
}
