/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests that arrive: how many there were, how many are let through, what goes wrong. Not thread-safe. */
public final class Traffic {

    private final Map<FaultPlan.Target, Integer> seen = new EnumMap<>(FaultPlan.Target.class);
    private final FaultQueue faults = new FaultQueue();
    private @Nullable Throttle throttle;

    public FaultQueue faults() {
        return faults;
    }

    /** Lets only so many requests through, or with null as many as come. */
    public void limit(@Nullable Throttle to) {
        throttle = to;
    }

    @Nullable
    public Throttle throttle() {
        return throttle;
    }

    public int seen(FaultPlan.Target target) {
        return seen.getOrDefault(target, 0);
    }

    /** @throws Refusal 429 if there are too many */
    FaultPlan receive(FaultPlan.Target target, Instant now) {
        seen.merge(target, 1, Integer::sum);
        if (throttle != null) {
            throttle.take(now);
        }
        return faults.next(target);
    }
}
