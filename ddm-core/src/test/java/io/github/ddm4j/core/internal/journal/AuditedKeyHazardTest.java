/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static io.github.ddm4j.core.flow.Samples.GROUP;
import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.StubAudit;
import io.github.ddm4j.core.flow.StubProvider;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.NodeTarget;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of an instance that is paid for in advance, and an order that waits to be paid. */
class AuditedKeyHazardTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("k");
    private static final IdempotencyKey NEXT = new IdempotencyKey("l");

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final StubAudit log = new StubAudit(time);
    private final TestJournal journal = new TestJournal();

    @BeforeEach
    void isYearlyMonthly() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
    }

    private ScaleOutFlow process() {
        return ScaleOutFlow.builder(provider)
                .time(time)
                .journal(journal)
                .audit(log)
                .portDeadline(Duration.ofSeconds(30))
                .build();
    }

    private void ensureFour(ScaleOutFlow process, IdempotencyKey key) {
        process.ensure(key, INSTANCE, NodeTarget.of("flavor-1", 4, GROUP.value()));
    }

    @Test
    void an_unpaid_order_whose_trace_has_no_id_stays_in_doubt_and_no_other_key_orders_beside_it() {
        provider.nextAnswerIsLost(() -> log.shows(trace("t").get()));
        try (ScaleOutFlow first = process()) {
            assertThat(catchThrowable(() -> ensureFour(first, KEY))).isInstanceOf(UnresolvedSubmissionException.class);
        }
        time.run(Duration.ofHours(1));
        journal.letPass(Duration.ofHours(1));
        try (ScaleOutFlow second = process()) {
            assertThat(catchThrowable(() -> ensureFour(second, NEXT))).isNotNull();
        }

        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void an_order_found_by_a_trace_with_its_id_still_waits_to_be_paid_in_the_next_process() {
        provider.nextAnswerIsLost(() -> log.shows(trace("t").order("CS1").get()));
        try (ScaleOutFlow first = process()) {
            ensureFour(first, KEY);
        }
        time.run(Duration.ofHours(1));
        journal.letPass(Duration.ofHours(1));
        try (ScaleOutFlow second = process()) {
            assertThat(catchThrowable(() -> ensureFour(second, NEXT))).hasMessageContaining("CS1");
        }
        assertThat(provider.sent()).isEqualTo(1);
    }
}
