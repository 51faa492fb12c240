/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Shows the circuit breakers in the health endpoint of Spring Boot 3. Sends nothing. */
final class Boot3HealthIndicator implements HealthIndicator {

    private final Supplier<Map<String, String>> states;

    Boot3HealthIndicator(Supplier<Map<String, String>> states) {
        this.states = states;
    }

    @Override
    public Health health() {
        Map<String, String> now = new TreeMap<>(states.get());
        Health.Builder health = BreakerStates.allWell(now) ? Health.up() : Health.unknown();
        return health.withDetails(now).build();
    }
}
