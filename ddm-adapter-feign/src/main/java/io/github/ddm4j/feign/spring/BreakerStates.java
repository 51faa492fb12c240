/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.Map;
import java.util.Set;

/** What the circuit breakers tell of the provider, in the health endpoint's words. */
final class BreakerStates {

    private static final Set<String> DOUBTFUL = Set.of("OPEN", "FORCED_OPEN", "HALF_OPEN");

    private BreakerStates() {}

    /**
     * Whether nothing speaks against the provider. Where something does, the health is unknown and not down: an open
     * breaker learns only by calls, so a service taken out of rotation for it would never come back.
     */
    static boolean allWell(Map<String, String> states) {
        return states.values().stream().noneMatch(DOUBTFUL::contains);
    }
}
