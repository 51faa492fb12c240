/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The far side of our own fixtures: a {@link FakeCloud} whose time goes on only when told to. */
abstract class FakeCloudFixture implements ScaleOutFixture {

    static final ProjectId PROJECT = new ProjectId("619d3e78f61b4be68bc5aa0b59edcf7b");

    /** Known too, and not what anybody asks for. */
    static final FlavorId OTHER_FLAVOR = new FlavorId("0b0d7ed5-d2a5-31bd-b98b-0cb7e0d33c8e");

    private static final Duration JOB = Duration.ofMinutes(5);

    final FakeClock time = FakeClock.at(Instant.parse("2026-11-22T12:00:00Z"));
    final TrippingClock clock = new TrippingClock(time);
    final FakeCloud cloud = FakeCloud.builder().clock(clock).jobDuration(JOB).build();
    final CircuitBreakerRegistry breakers;
    private int instances;

    FakeCloudFixture(AdapterSettings settings) {
        breakers = registry(settings);
        cloud.addProject(PROJECT, "eu-west-101");
        cloud.addFlavor(OTHER_FLAVOR);
    }

    private static CircuitBreakerRegistry registry(AdapterSettings settings) {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(
                        settings.breakerWindow(),
                        settings.breakerWindow(),
                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                .waitDurationInOpenState(settings.breakerOpenFor())
                .build());
    }

    @Override
    public final void letBreakerHalfOpen() {
        breakers.getAllCircuitBreakers().stream()
                .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
                .forEach(CircuitBreaker::transitionToHalfOpenState);
    }

    @Override
    public final InstanceSnapshot givenInstance(BillingMode billingMode, int... nodesPerGroup) {
        InstanceId id = new InstanceId(String.format("%032xin09", ++instances));
        FakeInstance.Builder instance = FakeInstance.builder(PROJECT, id).name("ddm-" + instances);
        for (int i = 0; i < nodesPerGroup.length; i++) {
            instance.group(new GroupId(String.format("%030x%02xgr09", instances, i)), nodesPerGroup[i]);
        }
        cloud.addInstance((billingMode == BillingMode.YEARLY_MONTHLY ? instance.yearlyMonthly() : instance).build());
        return cloud.instance(id);
    }

    @Override
    public final void givenTrouble(Trouble trouble, int times) {
        if (trouble == Mishap.JOB_FAILS) {
            cloud.failNextJob("told to");
        } else if (!strikesHere(trouble, times)) {
            cloud.failNext(times, fault(trouble));
        }
    }

    @Override
    public final void givenReadTrouble(Trouble trouble) {
        cloud.clearFaults();
        cloud.failNext(Integer.MAX_VALUE, fault(trouble).onReads());
    }

    /** Trouble on the adapter's own side, if it is that. */
    abstract boolean strikesHere(Trouble trouble, int times);

    static Consumer<String> bug(Trouble trouble) {
        return where -> {
            if (trouble == Mishap.ERROR_INSIDE) {
                throw new AssertionError("an Error that nobody expects, " + where);
            }
            throw new IllegalStateException("an exception that nobody expects, " + where);
        };
    }

    private static Fault fault(Trouble trouble) {
        return trouble instanceof Answer answer ? fault(answer) : fault((Mishap) trouble);
    }

    private static Fault fault(Answer answer) {
        Fault fault = answer.errorCode()
                .map(code -> Fault.answer(answer.status(), code, answer.message()))
                .orElseGet(() -> Fault.answer(answer.status()));
        if (answer.retryAfter().isPresent()) {
            fault = fault.retryAfter(Duration.ofSeconds(answer.retryAfter().getAsInt()));
        }
        return answer.afterApplying() ? fault.afterApplying() : fault;
    }

    private static Fault fault(Mishap trouble) {
        return switch (trouble) {
            case REQUEST_LOST -> Fault.hangUp();
            case REPLY_LOST -> Fault.hangUp().afterApplying();
            case REPLY_CUT -> Fault.cutBody();
            case REPLY_GARBAGE -> Fault.garbage();
            case REPLY_TOO_LARGE -> Fault.tooLargeBody();
            case REPLY_WITHOUT_IDS -> Fault.withoutIds();
            case REPLY_NAMES_ANOTHER_INSTANCE -> Fault.namingInstance(new InstanceId("somebody-elses"));
            case NEVER_ANSWERED -> Fault.neverAnswer();
            case REPLY_STALLED -> Fault.stallBody();
            case HELD -> Fault.block();
            case CREDENTIALS_ENDED -> Fault.tokenRefused();
            default -> throw new IllegalArgumentException("not played by the far side: " + trouble);
        };
    }

    @Override
    public void givenProviderDown() {
        cloud.setReachable(false);
    }

    @Override
    public final InstanceSnapshot stateOf(InstanceId instanceId) {
        return cloud.instance(instanceId);
    }

    @Override
    public final List<AppliedOrder> applied() {
        return cloud.enlargements().stream()
                .map(one -> new AppliedOrder(one.instanceId(), one.request(), one.jobId(), one.orderId()))
                .toList();
    }

    @Override
    public final int requestsSeen() {
        return cloud.requestsSeen();
    }

    @Override
    public final void finishJobs() {
        time.advance(JOB);
    }

    @Override
    public final Instant farSideTime() {
        return time.instant();
    }
}
