/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.spring;

import io.github.ddm4j.core.ScaleOutFlow;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the keys in doubt in the health endpoint of Spring Boot 4. Each request to the endpoint costs one statement.
 */
final class Boot4JournalHealth implements HealthIndicator {

    private final ObjectProvider<ScaleOutFlow> flows;

    Boot4JournalHealth(ObjectProvider<ScaleOutFlow> flows) {
        this.flows = flows;
    }

    @Override
    public Health health() {
        Doubts doubts = Doubts.of(flows);
        Health.Builder health = doubts.well() ? Health.up() : Health.unknown();
        return health.withDetails(doubts.details()).build();
    }
}
