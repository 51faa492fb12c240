/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.AppliedOrder;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings a {@link Situation} about, and makes the calls in it. */
final class Scene {

    /** The number of outages in a row that open the circuit breaker, where that matters. */
    static final int WINDOW = 4;

    /** The same, where it is only a way to a half-open one. */
    private static final int SMALL_WINDOW = 2;

    static final Answer OUTAGE = Answer.of(500, "DBS.200412");

    private static final int CALLERS = 2;

    /** The number for troubles that never end by themselves. */
    static final int EVERY = Integer.MAX_VALUE;

    /** The request that a call makes. */
    interface Wish {
        /** @param caller the number of the call, from 0 */
        ScaleOutRequest of(InstanceSnapshot instance, int caller);
    }

    /**
     * The situation of a rule did not come about, for a reason that another rule is about. The test fails, and says so; the
     * rule itself is not broken, as far as anybody knows.
     */
    static final class NotReached extends AssertionError {

        private static final long serialVersionUID = 1L;

        /** @param why how the call failed that brings the situation about, or that nothing should go wrong with in it */
        NotReached(Throwable why) {
            super(String.valueOf(why), why);
        }
    }

    private final ScaleOutFixture fixture;
    private final Situation situation;
    private final Duration patience;
    private @Nullable SendGate gate;
    private int requestsBefore;

    Scene(ScaleOutFixture fixture, Situation situation, Duration patience) {
        this.fixture = fixture;
        this.situation = situation;
        this.patience = patience;
    }

    static AdapterSettings settings(Situation situation, AdapterSettings wanted) {
        return situation == Situation.HALF_OPEN ? wanted.withBreakerWindow(SMALL_WINDOW) : wanted;
    }

    /** Lets the orders of this scene pass a gate, but not the calls that bring its situation about. */
    Scene through(SendGate asked) {
        gate = asked;
        return this;
    }

    /** Returns the number of calls that are made at once. */
    int callers() {
        return situation == Situation.AT_ONCE ? CALLERS : 1;
    }

    /** Returns the number of requests that a call makes if nothing refuses them. */
    int requestsEach() {
        return situation == Situation.RENEWED && renews() ? 2 : 1;
    }

    /** Orders, upon each of which the trouble comes, if there is any. */
    Calls order(@Nullable Trouble trouble, Supplier<InstanceSnapshot> instance, Wish wish) {
        return order(() -> trouble, callers(), instance, wish);
    }

    /** Orders, upon each of which a trouble comes that is known only once the situation has come about. */
    Calls orderIn(Supplier<Trouble> trouble, Supplier<InstanceSnapshot> instance, Wish wish) {
        return order(trouble, callers(), instance, wish);
    }

    /** Orders, upon all requests of which the trouble comes. */
    Calls orderInAll(Trouble trouble, Supplier<InstanceSnapshot> instance, Wish wish) {
        return order(() -> trouble, EVERY, instance, wish);
    }

    private Calls order(
            Supplier<? extends @Nullable Trouble> troubles, int times, Supplier<InstanceSnapshot> instance, Wish wish) {
        arrive();
        List<InstanceSnapshot> instances =
                Stream.generate(instance).limit(callers()).map(this::orderedFor).toList();
        if (situation == Situation.AFTER_OPTIONS && !askedForZones()) {
            reach(this::askForEverything);
        }
        List<ScaleOutRequest> wishes = IntStream.range(0, callers())
                .mapToObj(caller -> wish.of(instances.get(caller), caller))
                .toList();
        List<Integer> ordersBefore = ordersFor(instances);
        @Nullable Trouble trouble = troubles.get();
        requestsBefore = fixture.requestsSeen();
        refuseCredentials();
        if (trouble != null) {
            fixture.givenTrouble(trouble, times);
        }
        return made(instances, ordersBefore, wishes, requestsEach(), trouble);
    }

    /** Returns an instance that has been ordered for with every option, in that situation. */
    private InstanceSnapshot orderedFor(InstanceSnapshot instance) {
        if (situation != Situation.AFTER_OPTIONS || instance.groups().isEmpty()) {
            return instance;
        }
        ScaleOutRequest.Builder wish = wish(1, 1).autoPay(true);
        if (instance.groups().size() > 1) {
            wish.groupId(instance.groups().get(0).id().value());
        }
        if (instance.billingMode() == BillingMode.YEARLY_MONTHLY) {
            wish.availabilityZones(List.of(fixture.zones().get(1).value()));
        }
        reach(() -> order(instance.id(), wish).mustSucceed());
        fixture.finishJobs();
        return fixture.stateOf(instance.id());
    }

    /** The same calls once more, upon which nothing comes. */
    Calls again(Calls calls) {
        List<InstanceSnapshot> instances =
                calls.all().stream().map(Calls.Call::instance).toList();
        requestsBefore = fixture.requestsSeen();
        return made(
                instances,
                ordersFor(instances),
                calls.all().stream().map(Calls.Call::request).toList(),
                1,
                null);
    }

    private List<Integer> ordersFor(List<InstanceSnapshot> instances) {
        return instances.stream()
                .map(instance -> appliedTo(fixture, instance.id()).size())
                .toList();
    }

    private Calls made(
            List<InstanceSnapshot> instances,
            List<Integer> ordersBefore,
            List<ScaleOutRequest> wishes,
            int requestsEach,
            @Nullable Trouble trouble) {
        List<Outcome<ScaleOutReceipt>> outcomes =
                together(caller -> ordered(instances.get(caller).id(), wishes.get(caller)));
        fixture.givenNoTrouble();
        int requests = fixture.requestsSeen() - requestsBefore;
        List<Calls.Call> calls = IntStream.range(0, instances.size())
                .mapToObj(caller -> new Calls.Call(
                        fixture,
                        instances.get(caller),
                        wishes.get(caller),
                        outcomes.get(caller),
                        ordersBefore.get(caller)))
                .toList();
        return new Calls(calls, requests, requestsEach, trouble);
    }

    private ScaleOutReceipt ordered(InstanceId instance, ScaleOutRequest wish) {
        SendGate asked =
                gate == null && situation == Situation.GATED ? (id, request) -> SendGate.Permission.granted() : gate;
        return asked == null
                ? fixture.port().scaleOut(instance, wish)
                : fixture.port().scaleOut(instance, wish, asked);
    }

    /** Makes one order, by a thread of its own that the test may interrupt, and upon which the trouble comes. */
    Callers<ScaleOutReceipt> orderByOther(
            @Nullable Trouble trouble, InstanceId instance, Consumer<Thread> beforeTheCall) {
        arrive();
        requestsBefore = fixture.requestsSeen();
        refuseCredentials();
        if (trouble != null) {
            fixture.givenTrouble(trouble, 1);
        }
        ScaleOutRequest wish = wish(0, ContractSuite.ADDED).build();
        return Callers.start(1, patience, i -> {
            beforeTheCall.accept(Thread.currentThread());
            return Outcome.of(() -> ordered(instance, wish));
        });
    }

    /** Waits until the request of {@link #orderByOther} has reached the far side. */
    void awaitArrival() {
        awaitRequests(fixture, requestsBefore + requestsEach(), patience);
    }

    void assertArrivedOnce() {
        assertThat(fixture.requestsSeen() - requestsBefore)
                .as("requests of one call")
                .isEqualTo(requestsEach());
    }

    /** Makes a read that waits for its answer, by a thread of its own. */
    Callers<Object> heldRead(EveryRead read) {
        int before = fixture.readsSeen();
        fixture.givenReadTrouble(Mishap.HELD, EVERY);
        Callers<Object> caller = Callers.start(1, patience, i -> Outcome.of(() -> read.apply(i)));
        await(() -> fixture.readsSeen() > before, patience);
        return caller;
    }

    /** Reads, upon each of which the trouble comes, if there is any. */
    <T> List<Outcome<T>> read(@Nullable Trouble trouble, IntFunction<T> read) {
        return readIn(() -> trouble, read);
    }

    /** Reads, upon each of which a trouble comes that is known only once the situation has come about. */
    <T> List<Outcome<T>> readIn(Supplier<? extends @Nullable Trouble> troubles, IntFunction<T> read) {
        return readWhile(
                () -> {
                    @Nullable Trouble trouble = troubles.get();
                    if (trouble != null) {
                        fixture.givenReadTrouble(trouble, EVERY);
                    }
                },
                read);
    }

    /** Reads, once the situation has come about and then this. */
    <T> List<Outcome<T>> readWhile(Runnable given, IntFunction<T> read) {
        arriveAtReading();
        if (situation == Situation.WARM) {
            // That it can be read is what other rules are about.
            together(read);
        }
        if (situation == Situation.RENEWED && renews()) {
            fixture.givenReadTrouble(Mishap.CREDENTIALS_ENDED, 1);
        }
        given.run();
        List<Outcome<T>> outcomes = together(read);
        fixture.givenNoTrouble();
        return outcomes;
    }

    private <T> List<Outcome<T>> together(IntFunction<T> call) {
        IntFunction<Outcome<T>> caught = caller -> Outcome.of(() -> call.apply(caller));
        return callers() == 1
                ? List.of(caught.apply(0))
                : Callers.start(callers(), patience, caught).next(callers()).stream()
                        .map(Callers.Ended::outcome)
                        .toList();
    }

    private void arrive() {
        reach(this::bringAboutForOrders);
    }

    /** Does what a rule needs before it can be asked for; that it can be done is what other rules are about. */
    static void reach(Runnable situation) {
        reached(() -> {
            situation.run();
            return situation;
        });
    }

    /** Like {@link #reach}, for something to go on with. */
    static <T> T reached(Supplier<T> situation) {
        try {
            return situation.get();
        } catch (RuntimeException | AssertionError elsewhere) {
            throw new NotReached(elsewhere);
        }
    }

    private void bringAboutForOrders() {
        switch (situation) {
            // What comes before with every option needs to know the instance.
            case FIRST, AT_ONCE, AFTER_OPTIONS, GATED -> {}
            case WARM -> {
                plainCall().mustSucceed();
                if (fixture.readsSeen() == 0) {
                    // That it can be read is what other rules are about.
                    Outcome.of(() -> fixture.jobs().jobsSince(fixture.farSideTime()));
                }
            }
            case RENEWED -> {
                if (!renews()) {
                    strike(Mishap.CREDENTIALS_ENDED, 1).mustBeRejected(RejectionReason.ACCESS);
                }
            }
            case AFTER_LOSS -> {
                strike(Mishap.REPLY_LOST, 1);
                fixture.givenReadTrouble(Mishap.REPLY_CUT, EVERY);
                Outcome.of(() -> fixture.jobs().jobsSince(fixture.farSideTime()));
                fixture.givenNoTrouble();
            }
            case AFTER_INTERRUPT -> interruptOne();
            case HALF_OPEN -> letHalfOpen();
        }
    }

    private void arriveAtReading() {
        reach(this::bringAboutForReads);
    }

    private void bringAboutForReads() {
        InstanceId instance = given(BillingMode.PAY_PER_USE);
        switch (situation) {
            case WARM -> {
                if (fixture.readsSeen() == 0) {
                    read(instance).mustSucceed();
                }
            }
            case RENEWED -> {
                if (!renews()) {
                    fixture.givenReadTrouble(Mishap.CREDENTIALS_ENDED, 1);
                    read(instance).mustBeRejected(RejectionReason.ACCESS);
                    fixture.givenNoTrouble();
                }
            }
            case AFTER_LOSS -> {
                fixture.givenReadTrouble(Mishap.REPLY_CUT, EVERY);
                read(instance).mustBeUnavailable();
                fixture.givenNoTrouble();
            }
            default -> {}
        }
    }

    private Outcome<InstanceSnapshot> read(InstanceId instance) {
        return Outcome.of(() -> fixture.instances().instance(instance));
    }

    private boolean renews() {
        return fixture.capabilities().contains(Capability.RENEWS_CREDENTIALS);
    }

    private void refuseCredentials() {
        if (situation == Situation.RENEWED && renews()) {
            fixture.givenTrouble(Mishap.CREDENTIALS_ENDED, callers());
        }
    }

    /** Each call comes after one with options for its instance; those for others come before the first. */
    private boolean askedForZones() {
        return fixture.applied().stream()
                .anyMatch(order -> order.request().availabilityZones().size() > 1);
    }

    private void askForEverything() {
        List<String> zones =
                fixture.zones().stream().map(AvailabilityZone::value).toList();
        order(
                        given(BillingMode.YEARLY_MONTHLY),
                        wish(1, zones.size()).autoPay(true).availabilityZones(zones))
                .mustSucceed();
        InstanceSnapshot grouped = fixture.givenInstance(BillingMode.PAY_PER_USE, 1, 1);
        String group = grouped.groups().get(1).id().value();
        order(grouped.id(), wish(1, ContractSuite.ADDED + CALLERS).groupId(group))
                .mustSucceed();
    }

    private void interruptOne() {
        int before = fixture.requestsSeen();
        fixture.givenTrouble(Mishap.HELD, 1);
        Callers.start(1, patience, i -> plainCall()).interruptOnce(() -> fixture.requestsSeen() > before);
        awaitRequests(fixture, before + 1, Duration.ZERO);
    }

    /** Opens the circuit breaker, however it stands, lets its time pass, and sees that it lets a call through. */
    private void letHalfOpen() {
        openBreaker();
        fixture.letBreakerHalfOpen();
        plainCall().mustSucceed();
    }

    /** Opens the circuit breaker, where another rule is about that. */
    void reachOpenBreaker() {
        reach(this::openBreaker);
    }

    /** Makes outages until a call is not tried any more. */
    void openBreaker() {
        int before;
        int calls = 0;
        do {
            assertThat(calls++)
                    .as("outages in a row, and no open circuit breaker")
                    .isLessThanOrEqualTo(2 * WINDOW);
            before = fixture.requestsSeen();
            strike(OUTAGE, EVERY);
        } while (fixture.requestsSeen() > before);
    }

    /** Makes a call of its own that the trouble comes upon. */
    private Outcome<ScaleOutReceipt> strike(Trouble trouble, int times) {
        InstanceId instance = given(BillingMode.PAY_PER_USE);
        fixture.givenTrouble(trouble, times);
        Outcome<ScaleOutReceipt> outcome = order(instance, wish(0, ContractSuite.ADDED));
        fixture.givenNoTrouble();
        return outcome;
    }

    private Outcome<ScaleOutReceipt> plainCall() {
        return order(given(BillingMode.PAY_PER_USE), wish(0, ContractSuite.ADDED));
    }

    private Outcome<ScaleOutReceipt> order(InstanceId instance, ScaleOutRequest.Builder wish) {
        return Outcome.of(() -> fixture.port().scaleOut(instance, wish.build()));
    }

    private InstanceId given(BillingMode billing) {
        return fixture.givenInstance(billing, ContractSuite.NODES).id();
    }

    private ScaleOutRequest.Builder wish(int flavor, int nodes) {
        return ScaleOutRequest.builder(fixture.flavors().get(flavor).value(), nodes);
    }

    static List<AppliedOrder> appliedTo(ScaleOutFixture fixture, InstanceId instance) {
        return fixture.applied().stream()
                .filter(order -> order.instanceId().equals(instance))
                .toList();
    }

    /** Waits until so many requests have reached the far side. */
    static void awaitRequests(ScaleOutFixture fixture, int count, Duration patience) {
        await(() -> fixture.requestsSeen() >= count, patience);
        assertThat(fixture.requestsSeen())
                .as("requests that reached the far side")
                .isEqualTo(count);
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is waited for may need this core
    static void await(BooleanSupplier so, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean() && System.nanoTime() < end) {
            Thread.yield();
        }
    }
}
