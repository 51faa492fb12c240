/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import io.github.ddm4j.contract.simulation.Scenario.Billing;
import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutIncompleteException;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Plays a scenario: one submission, what others do meanwhile, and the wait for the nodes. */
final class SimulatedRun {

    private static final ProjectId PROJECT = new ProjectId("project");
    private static final InstanceId INSTANCE = new InstanceId("instance");
    private static final GroupId OURS = new GroupId("group0");
    private static final GroupId OTHER = new GroupId("group1");
    private static final int NODES_BEFORE = 3;

    private final Scenario scenario;
    private final int nodes;
    private final Duration jobDuration;
    private final Duration othersDelay;
    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T12:00:00Z"));
    private final SimulatedTime time;
    private final FakeCloud cloud;
    private final CircuitBreaker breaker;
    private final InMemoryScaleOutAdapter adapter;
    private final ScaleOutFlow flow;
    private int othersAccepted;
    private int othersNodes;
    private boolean tooManyCalls;

    private SimulatedRun(Scenario scenario) {
        this.scenario = scenario;
        SplittableRandom random = new SplittableRandom(scenario.seed());
        this.nodes = 1 + random.nextInt(4);
        this.jobDuration = Duration.ofSeconds(20 + random.nextInt(600));
        this.othersDelay = Duration.ofSeconds(1 + random.nextInt(100));
        this.time = new SimulatedTime(clock, scenario.skew());
        this.cloud = FakeCloud.builder()
                .clock(clock)
                .jobDuration(jobDuration)
                .seed(scenario.seed())
                .build();
        cloud.addInstance(instance());
        cloud.throttle(60, Duration.ofMinutes(1), false);
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        this.adapter = InMemoryScaleOutAdapter.builder(cloud, PROJECT)
                .circuitBreakerRegistry(registry)
                .build();
        this.breaker = registry.circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER);
        this.flow = ScaleOutFlow.builder(adapter).time(time).listener(this::on).build();
    }

    /** Plays it to its end, long after which the cloud is looked at. */
    static SimulatedOutcome play(Scenario scenario) {
        SimulatedRun run = new SimulatedRun(scenario);
        try {
            run.cause(scenario.trouble());
            return run.submit();
        } finally {
            run.flow.close();
            run.adapter.close();
        }
    }

    private FakeInstance instance() {
        FakeInstance.Builder instance = FakeInstance.builder(PROJECT, INSTANCE).group(OURS, NODES_BEFORE);
        if (scenario.groups() > 1) {
            instance.readOnlyGroup(OTHER, NODES_BEFORE);
        }
        return scenario.billing() == Billing.BY_USE
                ? instance.build()
                : instance.yearlyMonthly().build();
    }

    private void cause(Trouble trouble) {
        trouble.faults.forEach(cloud::failNext);
        if (trouble == Trouble.BREAKER_OPEN || trouble == Trouble.BREAKER_OPEN_AT_FIRST) {
            breaker.transitionToForcedOpenState();
        }
        if (trouble.jobFails()) {
            cloud.failNextJob("no address left in the subnet");
        }
    }

    private SimulatedOutcome submit() {
        ScaleOutRequest request = ScaleOutRequest.builder("8f2e696c-a9c1-30bd-af90-25522bc67606", nodes)
                .groupId(OURS.value())
                .autoPay(scenario.billing() == Billing.PREPAID_PAID_AT_ONCE)
                .build();
        SimulatedOutcome.Answer answer;
        Optional<Doubt> doubt = Optional.empty();
        Optional<ScaleOutIncompleteException.Reason> waitFailed = Optional.empty();
        try {
            Submission submission = flow.submit(INSTANCE, request);
            answer = SimulatedOutcome.Answer.of(submission);
            if (submission instanceof Submission.Applied applied) {
                waitFailed = waitFor(flow.await(applied));
            }
        } catch (UnresolvedSubmissionException unknown) {
            answer = SimulatedOutcome.Answer.UNKNOWN;
            doubt = Optional.of(unknown.evidence().doubt());
        } catch (ScaleOutException refused) {
            answer = SimulatedOutcome.Answer.REFUSED;
        }
        time.run(Duration.ofHours(3), () -> false);
        return new SimulatedOutcome(
                scenario,
                nodes,
                answer,
                doubt,
                waitFailed,
                cloud.accepted() - othersAccepted,
                cloud.nodeCount(INSTANCE) - scenario.groups() * NODES_BEFORE - othersNodes,
                cloud.nodeCount(INSTANCE, OURS) - NODES_BEFORE,
                othersAccepted > 0 || othersNodes != 0,
                tooManyCalls);
    }

    /** Pays what is to be paid, and returns how the wait failed, if it did. */
    private Optional<ScaleOutIncompleteException.Reason> waitFor(CompletableFuture<ScaledOut> wait) {
        time.schedule(Duration.ofMinutes(10), () -> cloud.ordersToPay().forEach(cloud::payOrder));
        time.run(Duration.ofHours(2), wait::isDone);
        try {
            wait.join();
            return Optional.empty();
        } catch (CompletionException failed) {
            return Optional.of(((ScaleOutIncompleteException) failed.getCause()).reason());
        }
    }

    private void on(FlowEvent event) {
        if (event instanceof FlowEvent.Sending sending && sending.attempt() == 1) {
            othersAct();
        }
        if (event instanceof FlowEvent.AnswerLost && scenario.trouble().readsFailLater()) {
            Trouble.READ_FAULTS.forEach(cloud::failNext);
        }
        if (event instanceof FlowEvent.ReadFailed failed
                && failed.cause() instanceof ScaleOutException cause
                && cause.errorCode().equals(Optional.of("APIGW.0308"))) {
            tooManyCalls = true;
        }
        if (event instanceof FlowEvent.Postponed && scenario.trouble() == Trouble.BREAKER_OPEN_AT_FIRST) {
            breaker.transitionToClosedState();
        }
    }

    private void othersAct() {
        switch (scenario.others()) {
            case NOBODY -> {}
            case OTHER_NUMBER_JUST_BEFORE -> othersAdd(OURS, nodes + 1);
            case SAME_NUMBER_JUST_BEFORE -> othersAdd(OURS, nodes);
            case OTHER_GROUP_JUST_BEFORE -> othersAdd(OTHER, nodes);
            case OTHER_NUMBER_LATER -> time.schedule(othersDelay, () -> othersAdd(OURS, nodes + 1));
            case TAKES_ONE_AWAY_LATER -> time.schedule(othersDelay, this::othersTakeOneAway);
        }
    }

    private void othersAdd(GroupId group, int more) {
        try {
            cloud.scaleOutByOthers(INSTANCE, group, more);
            othersAccepted++;
            othersNodes += more;
        } catch (IllegalStateException busy) {
            // They come while our nodes are being added, and go away again.
        }
    }

    private void othersTakeOneAway() {
        cloud.scaleInByOthers(INSTANCE, 1);
        othersNodes--;
    }
}
