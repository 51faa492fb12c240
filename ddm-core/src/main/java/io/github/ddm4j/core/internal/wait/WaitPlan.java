/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The next read, and its time. A pure function of all waits.
 *
 * @param read the read
 * @param atNanos when it is due
 * @param instanceOf the wait whose instance is read, if one is
 */
record WaitPlan(ReadKind read, long atNanos, @Nullable Wait instanceOf) {

    /** The order of urgency: a wait whose job has ended well, or that has no job, waits for nothing but its instance. */
    private static final Comparator<Wait> URGENT_FIRST = Comparator.<Wait, Boolean>comparing(
                    wait -> !wait.hangsOnInstance())
            .thenComparing(wait -> wait.instanceDueNanos);

    private static final Comparator<Wait> SOONEST_FIRST = Comparator.comparingLong(wait -> wait.instanceDueNanos);

    /**
     * Returns the next read. Jobs come first, because one read of them serves many.
     *
     * @param jobs which read of jobs is next, if anybody waits for a job
     * @param jobsDueNanos when that is due
     * @param heldNanos before when nothing is to be read
     * @return empty if there is nothing to read
     */
    static Optional<WaitPlan> next(
            Collection<Wait> waits, Optional<ReadKind> jobs, long jobsDueNanos, long heldNanos, long nowNanos) {
        Optional<WaitPlan> instance = mostUrgent(waits, nowNanos)
                .map(wait -> new WaitPlan(wait.read(), Math.max(wait.instanceDueNanos, heldNanos), wait));
        long jobsAt = Math.max(jobsDueNanos, heldNanos);
        boolean jobsFirst =
                jobs.isPresent() && (instance.isEmpty() || jobsAt <= Math.max(instance.get().atNanos, nowNanos));
        return jobsFirst ? Optional.of(new WaitPlan(jobs.get(), jobsAt, null)) : instance;
    }

    /** Returns the most urgent of the waits that are due, else the one that is due soonest. */
    private static Optional<Wait> mostUrgent(Collection<Wait> waits, long nowNanos) {
        return waits.stream()
                .filter(wait -> wait.instanceDueNanos <= nowNanos)
                .min(URGENT_FIRST)
                .or(() -> waits.stream()
                        .filter(wait -> wait.instanceDueNanos != Wait.NEVER)
                        .min(SOONEST_FIRST));
    }
}
