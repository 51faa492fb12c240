/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests that arrive: how many there were, how many are let through, what goes wrong. Not thread-safe. */
final class Traffic {

    private final Map<Fault.Target, Integer> seen = new EnumMap<>(Fault.Target.class);
    private final FaultQueue faults = new FaultQueue();
    private @Nullable Throttle throttle;

    FaultQueue faults() {
        return faults;
    }

    void limit(Throttle to) {
        throttle = to;
    }

    int seen(Fault.Target target) {
        return seen.getOrDefault(target, 0);
    }

    /** @throws Refusal 429 if there are too many */
    Fault receive(Fault.Target target, Instant now) {
        seen.merge(target, 1, Integer::sum);
        if (throttle != null) {
            throttle.take(now);
        }
        return faults.next(target);
    }
}
