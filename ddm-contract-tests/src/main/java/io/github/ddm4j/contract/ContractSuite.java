/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.AppliedOrder;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The common ground of all suites: a new fixture for every test, and short words for what they do with it.
 *
 * <p>A suite waits up to 10 seconds for what has to happen soon, such as the end of an interrupted call. The JUnit
 * configuration parameter {@code ddm4j.contract.patience-seconds} sets another number, for slow machines.
 *
 * @since 0.1.0
 */
@ExtendWith({RuleInFailures.class, Patience.class})
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ContractSuite {

    /** The number of nodes that an instance of the suites has at first. */
    static final int NODES = 2;

    /** The number of nodes that a call asks for, where it does not matter. */
    static final int ADDED = 2;

    /** An order that an answer names beside its job. */
    static final OrderId BESIDE = new OrderId("order-beside-the-job");

    private @Nullable ScaleOutFixture fixture;
    private Situation situation = Situation.FIRST;
    private Duration patience = Duration.ZERO;

    ContractSuite() {}

    /** Makes a new fixture, with an adapter that is built by these settings. The suite calls it before every test. */
    protected abstract ScaleOutFixture createFixture(AdapterSettings settings);

    AdapterSettings settings() {
        return AdapterSettings.CALM;
    }

    @BeforeEach
    void openFixture() {
        fixture = createFixture(Scene.settings(situation, settings()));
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

    final void situation(Situation now) {
        situation = now;
    }

    final Situation situation() {
        return situation;
    }

    final void patience(Duration time) {
        patience = time;
    }

    /** Returns the time to wait for what has to happen soon, before it counts as a failure. */
    final Duration patience() {
        return patience;
    }

    /**
     * Returns the reason that a rule which failed in its situation was not even asked for, if there is one. The reason
     * is that a call without trouble fails there too, or is not tried. Rules S and Q1 are about just that.
     */
    final Optional<Scene.NotReached> whyNotReached(ContractRule rule) {
        if (situation == Situation.FIRST || rule.name().startsWith("S") || rule == ContractRule.Q1) {
            return Optional.empty();
        }
        Optional<Callers.Ended<Boolean>> plain = Callers.start(
                        1, patience, i -> Outcome.of(() -> plainCallGoesWell(rule)))
                .any(patience);
        if (plain.isEmpty()) {
            return Optional.of(new Scene.NotReached(new AssertionError("a plain call in this situation does not end")));
        }
        @Nullable Throwable failure = plain.get().outcome().failure();
        return failure instanceof Scene.NotReached known
                ? Optional.of(known)
                : Optional.ofNullable(failure).map(Scene.NotReached::new);
    }

    private boolean plainCallGoesWell(ContractRule rule) {
        try (ScaleOutFixture own = createFixture(Scene.settings(situation, AdapterSettings.CALM))) {
            Scene scene = new Scene(own, situation, patience);
            if (rule.situations() == Situation.ANY_READ) {
                InstanceId instance =
                        own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
                scene.read(null, caller -> own.instances().instance(instance)).forEach(Outcome::mustSucceed);
                return true;
            }
            ScaleOutRequest wish =
                    ScaleOutRequest.builder(own.flavors().get(0).value(), ADDED).build();
            scene.order(null, () -> own.givenInstance(BillingMode.PAY_PER_USE, NODES), (instance, caller) -> wish)
                    .all()
                    .forEach(call -> call.outcome().mustSucceed());
            return true;
        }
    }

    /** Returns the situation that this test is run in. */
    final Scene scene() {
        return new Scene(fixture(), situation, patience);
    }

    final Callers<ScaleOutReceipt> calling(int threads, IntFunction<Outcome<ScaleOutReceipt>> call) {
        return Callers.start(threads, patience, call);
    }

    final InstanceId payPerUse() {
        return givenPayPerUse().id();
    }

    final InstanceSnapshot givenPayPerUse() {
        return fixture().givenInstance(BillingMode.PAY_PER_USE, NODES);
    }

    final InstanceId yearlyMonthly() {
        return givenYearlyMonthly().id();
    }

    final InstanceSnapshot givenYearlyMonthly() {
        return fixture().givenInstance(BillingMode.YEARLY_MONTHLY, NODES);
    }

    final ScaleOutRequest.Builder wish(int nodesToAdd) {
        return ScaleOutRequest.builder(fixture().flavors().get(0).value(), nodesToAdd);
    }

    /** Makes a call of its own, whatever the situation. */
    final Outcome<ScaleOutReceipt> call(InstanceId instance, ScaleOutRequest request) {
        return Outcome.of(() -> fixture().port().scaleOut(instance, request));
    }

    final Outcome<ScaleOutReceipt> call(InstanceId instance) {
        return call(instance, wish(ADDED).build());
    }

    /** Makes a call of its own that trouble comes upon, which the far side may never see. */
    final Outcome<ScaleOutReceipt> callIn(Trouble trouble) {
        InstanceId instance = payPerUse();
        fixture().givenTrouble(trouble, 1);
        return call(instance);
    }

    /** Calls in the situation of this test, upon each of which this trouble comes. */
    final Calls callsIn(Trouble trouble) {
        return scene().order(trouble, this::givenPayPerUse, this::anyWish);
    }

    /** Calls in the situation of this test. */
    final Calls calls() {
        return calls(this::givenPayPerUse, this::anyWish);
    }

    /** Calls in the situation of this test, each with an instance and a wish of its own. */
    final Calls calls(Supplier<InstanceSnapshot> instance, Scene.Wish wish) {
        return scene().order(null, instance, wish);
    }

    /** Returns another number of nodes for each of those who call at once. */
    final ScaleOutRequest anyWish(InstanceSnapshot instance, int caller) {
        return wish(ADDED + caller).build();
    }

    final List<AppliedOrder> appliedTo(InstanceId instance) {
        return Scene.appliedTo(fixture(), instance);
    }

    /** Returns the job of the latest order, as the far side knows it. */
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
        Scene.awaitRequests(fixture(), count, patience);
    }
}
