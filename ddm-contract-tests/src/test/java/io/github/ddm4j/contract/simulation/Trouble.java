/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.fake.Fault;
import java.time.Duration;
import java.util.List;

/** What goes wrong with the first request of a run. */
enum Trouble {
    NONE(List.of(), true),
    CUT_BEFORE_APPLYING(List.of(Fault.hangUp()), false),
    CUT_AFTER_APPLYING(List.of(Fault.hangUp().afterApplying()), true),
    APPLIED_45_SECONDS_LATE(List.of(Fault.slow(Duration.ofSeconds(45))), true),
    APPLIED_2_MINUTES_LATE(List.of(Fault.slow(Duration.ofMinutes(2))), true),
    NEVER_ANSWERED(List.of(Fault.neverAnswer()), false),
    BODY_CUT(List.of(Fault.cutBody()), true),
    GARBAGE(List.of(Fault.garbage()), true),
    HTML(List.of(Fault.html()), true),
    ANSWER_WITHOUT_IDS(List.of(Fault.withoutIds()), true),
    ANSWER_WITH_BROKEN_IDS(List.of(Fault.withBrokenIds()), true),
    ANSWER_FOR_ANOTHER_INSTANCE(List.of(Fault.namingInstance(new InstanceId("another"))), true),
    STATUS_500_BEFORE_APPLYING(List.of(Fault.answer(500, "DBS.200412", "Server failure.")), false),
    STATUS_500_AFTER_APPLYING(
            List.of(Fault.answer(500, "DBS.200412", "Server failure.").afterApplying()), true),
    STATUS_504_AFTER_APPLYING(List.of(Fault.answer(504).afterApplying()), true),
    CUT_AFTER_APPLYING_AND_READS_FAIL(List.of(Fault.hangUp().afterApplying()), true),
    CUT_BEFORE_APPLYING_AND_READS_FAIL(List.of(Fault.hangUp()), false),
    READS_FAIL_AT_FIRST(List.of(Fault.answer(503).onReads(), Fault.garbage().onReads()), true),
    THROTTLED_ONCE(List.of(Fault.throttled().retryAfter(Duration.ofSeconds(20))), true),
    THROTTLED_THREE_TIMES(List.of(Fault.throttled(), Fault.throttled(), Fault.throttled()), false),
    TOKEN_REFUSED_ONCE(List.of(Fault.tokenRefused()), true),
    REFUSED_AS_BUSY(List.of(Fault.answer(409, "DBS.200019", "Another operation is running.")), false),
    BREAKER_OPEN(List.of(), false),
    BREAKER_OPEN_AT_FIRST(List.of(), true),
    JOB_FAILS(List.of(), true),
    CUT_AFTER_APPLYING_AND_JOB_FAILS(List.of(Fault.hangUp().afterApplying()), true);

    final List<Fault> faults;

    /** What strikes the reads that follow a lost answer, where they fail. */
    static final List<Fault> READ_FAULTS = List.of(
            Fault.answer(503).onReads(),
            Fault.garbage().onReads(),
            Fault.hangUp().onReads());

    /** Whether the request, or the one tried again for it, is applied in the end if nobody interferes. */
    final boolean applies;

    Trouble(List<Fault> faults, boolean applies) {
        this.faults = faults;
        this.applies = applies;
    }

    boolean readsFailLater() {
        return name().endsWith("AND_READS_FAIL");
    }

    boolean jobFails() {
        return name().endsWith("JOB_FAILS");
    }
}
