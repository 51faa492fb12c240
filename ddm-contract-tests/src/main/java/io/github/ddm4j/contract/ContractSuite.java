/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What all suites share: a new fixture for every test, and short words for what they do with it.
 *
 * <p>A suite waits up to 10 seconds for what has to happen soon, such as the end of an interrupted call. The JUnit
 * configuration parameter {@code ddm4j.contract.patience-seconds} sets another number, for slow machines.
 *
 * @since 0.1.0
 */
@ExtendWith({RuleInFailures.class, Patience.class})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ContractSuite {

    /** How many nodes an instance of the suites has at first. */
    static final int NODES = 2;

    /** How many nodes a call asks for, where it does not matter. */
    static final int ADDED = 2;

    private @Nullable ScaleOutFixture fixture;
    private Duration patience = Duration.ZERO;

    ContractSuite() {}

    /** Makes a new fixture, with an adapter that is built by these settings. Called before every test. */
    protected abstract ScaleOutFixture createFixture(AdapterSettings settings);

    AdapterSettings settings() {
        return AdapterSettings.CALM;
    }

    @BeforeEach
    void openFixture() {
        fixture = createFixture(settings());
        assertThat(fixture).as("what createFixture returned").isNotNull();
    }

    @AfterEach
    void closeFixture() {
        if (fixture != null) {
            fixture.close();
        }
    }

    final ScaleOutFixture fixture() {
        if (fixture == null) {
            throw new IllegalStateException("The fixture is there during a test only");
        }
        return fixture;
    }

    final void patience(Duration time) {
        patience = time;
    }

    /** How long to wait for what has to happen soon, before calling it a failure. */
    final Duration patience() {
        return patience;
    }

    final Callers calling(int threads, IntFunction<Outcome<ScaleOutReceipt>> call) {
        return Callers.start(threads, patience, call);
    }

    final InstanceId payPerUse() {
        return fixture().givenInstance(BillingMode.PAY_PER_USE, NODES).id();
    }

    final InstanceId yearlyMonthly() {
        return fixture().givenInstance(BillingMode.YEARLY_MONTHLY, NODES).id();
    }

    final ScaleOutRequest.Builder wish(int nodesToAdd) {
        return ScaleOutRequest.builder(fixture().flavor().value(), nodesToAdd);
    }

    final Outcome<ScaleOutReceipt> call(InstanceId instance, ScaleOutRequest request) {
        return Outcome.of(() -> fixture().port().scaleOut(instance, request));
    }

    final Outcome<ScaleOutReceipt> call(InstanceId instance) {
        return call(instance, wish(ADDED).build());
    }

    /** The call that trouble comes upon, which the far side may never see. */
    final Outcome<ScaleOutReceipt> callIn(Trouble trouble) {
        InstanceId instance = payPerUse();
        fixture().givenTrouble(trouble, 1);
        return call(instance);
    }

    final List<AppliedOrder> appliedTo(InstanceId instance) {
        return fixture().applied().stream()
                .filter(order -> order.instanceId().equals(instance))
                .toList();
    }

    /** The job of the latest order, as the far side knows it. */
    final JobId jobOf(InstanceId instance) {
        List<AppliedOrder> orders = appliedTo(instance);
        assertThat(orders).as("orders the far side has applied to %s", instance).isNotEmpty();
        return orders.get(orders.size() - 1).jobId().orElseThrow();
    }

    final int nodesInTheEnd(InstanceId instance) {
        fixture().finishJobs();
        return fixture().stateOf(instance).nodeCount();
    }

    final void assertRequests(int expected) {
        assertThat(fixture().requestsSeen())
                .as("requests that reached the far side")
                .isEqualTo(expected);
    }

    final void assertApplied(InstanceId instance, int orders) {
        assertThat(appliedTo(instance))
                .as("orders the far side has applied to %s", instance)
                .hasSize(orders);
    }

    /** Waits until so many requests have reached the far side. */
    final void awaitRequests(int count) {
        long end = System.nanoTime() + patience.toNanos();
        while (fixture().requestsSeen() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertRequests(count);
    }
}
