/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.custom;

import io.github.ddm4j.contract.AdapterSettings;
import io.github.ddm4j.contract.Answer;
import io.github.ddm4j.contract.AppliedOrder;
import io.github.ddm4j.contract.Capability;
import io.github.ddm4j.contract.Mishap;
import io.github.ddm4j.contract.ScaleOutFixture;
import io.github.ddm4j.contract.Trouble;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.feign.AuthToken;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The adapter, and as its far side the fake over HTTP. Copy it, and change what the first half is about. */
final class JdkFixture implements ScaleOutFixture {

    private static final Duration JOB = Duration.ofMinutes(5);

    private final FakeClock time = FakeClock.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final FakeCloud cloud =
            FakeCloud.builder().clock(time).jobDuration(JOB).withExamples().build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final Queue<Mishap> mishapsHere = new ConcurrentLinkedQueue<>();
    private final Set<String> tokens = new HashSet<>();
    private final CircuitBreaker breaker;
    private final JdkScaleOutAdapter adapter;
    private final FeignScaleOutAdapter reads;
    private String token = "";
    private int instances;

    JdkFixture(AdapterSettings settings) {
        breaker = CircuitBreaker.of(
                "ddm",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(settings.breakerWindow())
                        .minimumNumberOfCalls(settings.breakerWindow())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                        .waitDurationInOpenState(settings.breakerOpenFor())
                        .recordException(JdkScaleOutAdapter::signalsOutage)
                        .build());
        adapter = new JdkScaleOutAdapter(
                new OneRequest(server.uri().resolve("/v2/" + Examples.PROJECT + "/"), settings.deadline(), this::token),
                breaker);
        // Ports are separate: the command is yours, the reads may be those of another adapter.
        reads = FeignScaleOutAdapter.builder(
                        server.uri(), Examples.PROJECT, () -> AuthToken.of(cloud.issueToken(Examples.PROJECT)))
                .clock(time)
                .build();
    }

    /** The source of credentials, and its mishaps. */
    private synchronized String token(String refused) {
        Mishap mishap = mishapsHere.poll();
        if (mishap == Mishap.CREDENTIALS_REFUSED) {
            throw new ScaleOutRejectedException(RejectionReason.ACCESS, "wrong password", ProviderError.NONE);
        } else if (mishap == Mishap.CREDENTIALS_UNREACHABLE) {
            throw ProviderUnavailableException.outage("no connection to IAM", ProviderError.NONE, null);
        } else if (mishap == Mishap.BUG_INSIDE) {
            throw new IllegalStateException("a bug");
        } else if (mishap == Mishap.ERROR_INSIDE) {
            throw new AssertionError("an Error");
        }
        if (token.equals(refused)) {
            token = cloud.issueToken(Examples.PROJECT);
            tokens.add(token);
        }
        return token;
    }

    @Override
    public ScaleOutPort port() {
        return adapter;
    }

    @Override
    public InstancePort instances() {
        return reads;
    }

    @Override
    public JobPort jobs() {
        return reads;
    }

    @Override
    public void closeAdapter() {
        adapter.close();
        reads.close();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public synchronized Set<String> secrets() {
        return Set.copyOf(tokens);
    }

    /** It does not log. */
    @Override
    public String logged() {
        return "";
    }

    @Override
    public void letBreakerHalfOpen() {
        breaker.transitionToHalfOpenState();
    }

    // ---- From here on: the far side, the same for every adapter that is tested against the fake.

    @Override
    public InstanceSnapshot givenInstance(BillingMode billing, int... nodesPerGroup) {
        InstanceId id = new InstanceId(String.format("%032xin09", ++instances));
        FakeInstance.Builder instance = FakeInstance.builder(Examples.PROJECT, id);
        for (int i = 0; i < nodesPerGroup.length; i++) {
            instance.group(new GroupId(String.format("%030x%02xgr09", instances, i)), nodesPerGroup[i]);
        }
        cloud.addInstance((billing == BillingMode.YEARLY_MONTHLY ? instance.yearlyMonthly() : instance).build());
        return cloud.instance(id);
    }

    @Override
    public void givenTrouble(Trouble trouble, int times) {
        switch (trouble instanceof Mishap mishap ? mishap : Mishap.REQUEST_LOST) {
            case JOB_FAILS -> cloud.failNextJob("told to");
            case CREDENTIALS_REFUSED, CREDENTIALS_UNREACHABLE, BUG_INSIDE, ERROR_INSIDE -> {
                for (int i = 0; i < times; i++) {
                    mishapsHere.add((Mishap) trouble);
                }
            }
            default -> cloud.failNext(times, fault(trouble));
        }
    }

    @Override
    public void givenReadTrouble(Trouble trouble) {
        cloud.clearFaults();
        cloud.failNext(Integer.MAX_VALUE, fault(trouble).onReads());
    }

    private static Fault fault(Trouble trouble) {
        if (trouble instanceof Mishap mishap) {
            return fault(mishap);
        }
        Answer answer = (Answer) trouble;
        Fault fault = answer.errorCode()
                .map(code -> Fault.answer(answer.status(), code, answer.message()))
                .orElseGet(() -> Fault.answer(answer.status()));
        if (answer.retryAfter().isPresent()) {
            fault = fault.retryAfter(Duration.ofSeconds(answer.retryAfter().getAsInt()));
        }
        return answer.afterApplying() ? fault.afterApplying() : fault;
    }

    private static Fault fault(Mishap mishap) {
        return switch (mishap) {
            case REQUEST_LOST -> Fault.hangUp();
            case REPLY_LOST -> Fault.hangUp().afterApplying();
            case REPLY_CUT -> Fault.cutBody();
            case REPLY_GARBAGE -> Fault.garbage();
            case REPLY_TOO_LARGE -> Fault.tooLargeBody();
            case REPLY_WITHOUT_IDS -> Fault.withoutIds();
            case REPLY_NAMES_ANOTHER_INSTANCE -> Fault.namingInstance(new InstanceId("somebody-elses"));
            case NEVER_ANSWERED, HELD -> Fault.neverAnswer();
            case REPLY_STALLED -> Fault.stallBody();
            case CREDENTIALS_ENDED -> Fault.tokenRefused();
            default -> throw new IllegalArgumentException("not played by the far side: " + mishap);
        };
    }

    @Override
    public void givenProviderDown() {
        cloud.setReachable(false);
    }

    @Override
    public InstanceSnapshot stateOf(InstanceId instance) {
        return cloud.instance(instance);
    }

    @Override
    public List<AppliedOrder> applied() {
        return cloud.enlargements().stream()
                .map(one -> new AppliedOrder(one.instanceId(), one.request(), one.jobId(), one.orderId()))
                .toList();
    }

    @Override
    public int requestsSeen() {
        return cloud.requestsSeen();
    }

    @Override
    public void finishJobs() {
        time.advance(JOB);
    }

    @Override
    public Instant farSideTime() {
        return time.instant();
    }

    @Override
    public void close() {
        closeAdapter();
        server.close();
    }
}
