/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules D: how long a call may take. */
public abstract class DeadlineContract extends ContractSuite {

    private static final Duration DEADLINE = Duration.ofMillis(300);

    /** What a busy machine may add to it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** For the adapter's own package. */
    protected DeadlineContract() {}

    @Override
    AdapterSettings settings() {
        return AdapterSettings.CALM.withDeadline(DEADLINE);
    }

    @Test
    void d1_a_provider_that_never_answers_is_unknown_by_the_deadline() {
        assertUnknownInTime(Fault.NEVER_ANSWERED, 0);
    }

    @Test
    void d2_the_deadline_covers_the_body_too() {
        assertUnknownInTime(Fault.REPLY_STALLED, 1);
    }

    private void assertUnknownInTime(Fault fault, int applied) {
        InstanceId instance = payPerUse();
        fixture().givenTrouble(fault, 1);
        long start = System.nanoTime();

        call(instance).mustBeUnknown();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time of a call with a deadline of %s", DEADLINE)
                .isLessThan(DEADLINE.plus(GRACE));
        assertRequests(1);
        assertApplied(instance, applied);
    }
}
