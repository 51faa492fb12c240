/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Shows the circuit breakers in the health endpoint of Spring Boot 4. Sends nothing. */
final class Boot4HealthIndicator implements HealthIndicator {

    private final Supplier<Map<String, String>> states;

    Boot4HealthIndicator(Supplier<Map<String, String>> states) {
        this.states = states;
    }

    @Override
    public Health health() {
        Map<String, String> now = new TreeMap<>(states.get());
        Health.Builder health = BreakerStates.allWell(now) ? Health.up() : Health.unknown();
        return health.withDetails(now).build();
    }
}
