/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import java.util.Map;
import java.util.Set;

/** The state of the provider by its circuit breakers, in the health endpoint's words. */
final class BreakerStates {

    private static final Set<String> DOUBTFUL = Set.of("OPEN", "FORCED_OPEN", "HALF_OPEN");

    private BreakerStates() {}

    /**
     * Returns true if no breaker speaks against the provider. If one does, the health is unknown and not down. An open
     * breaker learns only by calls, so a service taken out of rotation because of it would never come back.
     */
    static boolean allWell(Map<String, String> states) {
        return states.values().stream().noneMatch(DOUBTFUL::contains);
    }
}
