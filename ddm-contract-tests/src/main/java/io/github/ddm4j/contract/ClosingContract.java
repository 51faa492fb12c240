/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.internal.ServiceThread;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rules X: the end of an adapter.
 *
 * @since 0.1.0
 */
public abstract class ClosingContract extends ContractSuite {

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected ClosingContract() {}

    @RuleTest
    void x1_once_closed_a_call_is_unavailable() {
        calls();
        InstanceId instance = payPerUse();
        int before = fixture().requestsSeen();
        fixture().closeAdapter();

        call(instance).mustBeNotAttempted();

        assertRequests(before);
    }

    @RuleTest
    void x2_once_closed_reading_is_unavailable() {
        List<EveryRead> reads = EveryRead.of(fixture(), payPerUse());
        int before = fixture().readsSeen();
        fixture().closeAdapter();

        reads.forEach(read -> Outcome.of(() -> read.apply(0)).mustBeNotAttempted());
        assertThat(fixture().readsSeen()).as("reads that reached the far side").isEqualTo(before);
    }

    @RuleTest
    void x3_closing_twice_does_no_harm() {
        InstanceId instance = payPerUse();
        call(payPerUse()).mustSucceed();
        fixture().closeAdapter();

        assertThat(catchThrowable(() -> fixture().closeAdapter()))
                .as("failure of the second close")
                .isNull();
        call(instance).mustBeUnavailable();
    }

    @RuleTest
    void x4_closing_ends_a_waiting_call_as_unknown() {
        InstanceId instance = payPerUse();
        Scene scene = scene();
        Callers<ScaleOutReceipt> caller = scene.orderByOther(Mishap.HELD, instance, thread -> {});
        scene.awaitArrival();

        closeSoon(fixture());

        caller.one().outcome().mustBeGivenUp();
        scene.assertArrivedOnce();
    }

    /** Closes by a thread of its own, because a close that waits for calls in flight would not come back. */
    private void closeSoon(ScaleOutFixture closing) {
        Callers.start(
                        1,
                        patience(),
                        i -> Outcome.of(() -> {
                            closing.closeAdapter();
                            return "closed";
                        }))
                .one()
                .outcome()
                .mustSucceed();
    }

    @RuleTest
    void x5_once_closed_no_thread_is_left_that_keeps_the_jvm_alive() throws InterruptedException {
        List<Thread> left = ServiceThread.leftBy(
                () -> {
                    try (ScaleOutFixture own = createFixture(settings())) {
                        InstanceId instance = own.givenInstance(BillingMode.PAY_PER_USE, NODES)
                                .id();
                        Outcome.of(() -> own.port()
                                        .scaleOut(instance, wish(ADDED).build()))
                                .mustSucceed();
                    }
                },
                patience());

        assertThat(left).as("threads of a closed fixture").isEmpty();
    }

    @RuleTest
    void x6_closing_ends_a_waiting_read_as_unavailable() {
        List<String> reads = EveryRead.of(fixture(), payPerUse()).stream()
                .map(EveryRead::toString)
                .toList();
        for (int i = 0; i < reads.size(); i++) {
            try (ScaleOutFixture own = createFixture(settings())) {
                InstanceId instance =
                        own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
                EveryRead read = EveryRead.of(own, instance).get(i);
                Callers<Object> caller = new Scene(own, situation(), patience()).heldRead(read);

                closeSoon(own);

                caller.one().outcome().mustBeUnavailable();
            }
        }
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void x7_once_closed_reading_the_audit_log_is_unavailable() {
        InstanceId instance = payPerUse();
        Instant since = fixture().farSideTime();
        int before = fixture().readsSeen();
        fixture().closeAdapter();

        Outcome.of(() -> fixture().auditLog().orderTraces(instance, since, Optional.empty()))
                .mustBeNotAttempted();
        assertThat(fixture().readsSeen()).as("reads that reached the far side").isEqualTo(before);
    }
}
