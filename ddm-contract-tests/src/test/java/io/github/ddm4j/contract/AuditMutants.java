/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.refusal;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Result;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Adapters that read the audit log wrongly. */
final class AuditMutants {

    private AuditMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(contents());
        all.addAll(owners());
        all.addAll(missing());
        all.addAll(failures());
        all.addAll(besides());
        return all;
    }

    private static List<Mutant> contents() {
        return List.of(
                seeing("says nothing of what a trace asked for", "A1", t -> asked(t, Asked.NOTHING_TOLD)),
                seeing("forgets the flavor of a trace", "A1", t -> asked(t, withoutFlavor(t.asked()))),
                seeing(
                        "forgets the job of a trace",
                        "A1",
                        t -> result(t, result(t.result(), t.result().status(), true, false))),
                seeing(
                        "forgets the order of a trace",
                        "A1",
                        t -> result(t, result(t.result(), t.result().status(), false, true))),
                seeing("takes the moment of reading for that of the order", "A1 A2", t -> at(t, Instant.now())),
                seeing(
                        "rates an order that was accepted as failed",
                        "A1",
                        t -> t.result().status().isPresent() ? result(t, failed(t.result())) : t),
                reading(
                        "reads traces of any time",
                        "A2",
                        (real, id, since, marker, self) ->
                                real.orderTraces(id, since.minus(Duration.ofDays(1)), marker)),
                reading(
                        "takes the moment for one after the traces",
                        "A1 A2 A3 A4 A5 T6",
                        (real, id, since, marker, self) -> real.orderTraces(id, since.plusMillis(1), marker)),
                reading(
                        "reads the first page of traces only",
                        "A3",
                        (real, id, since, marker, self) -> new AuditPort.Page(
                                real.orderTraces(id, since, marker).traces(), Optional.empty())),
                reading("reads the first page of traces twice", "A3", AuditMutants::firstPageTwice),
                seeing(
                        "forgets the group of a trace",
                        "A1",
                        t -> asked(t, new Asked(t.asked().flavorId(), t.asked().nodes(), Optional.empty()))),
                Mutant.of("mixes up traces that are read at once", "A1 A3", MixingUp::new));
    }

    private static AuditPort.Page firstPageTwice(
            AuditPort real, InstanceId id, Instant since, Optional<String> marker, MutantFixture self) {
        if (marker.equals(Optional.of("again"))) {
            return real.orderTraces(id, since, Optional.empty());
        }
        AuditPort.Page page = real.orderTraces(id, since, marker);
        return marker.isEmpty() && page.next().isPresent()
                ? new AuditPort.Page(page.traces(), Optional.of("again"))
                : page;
    }

    private static List<Mutant> owners() {
        return List.of(
                seeing("takes every order for its own", "A4 A5", t -> by(t, By.OUR_KEY)),
                seeing("takes every order for one of others", "A4 A5", t -> by(t, By.OTHERS)),
                seeing(
                        "takes the console for its own",
                        "A4",
                        t -> t.actor().by() == By.OTHERS ? by(t, By.OUR_USER) : t));
    }

    private static List<Mutant> missing() {
        return List.of(
                seeing(
                        "makes up the number of nodes that a trace lacks",
                        "A5",
                        t -> t.asked().nodes().isPresent()
                                ? t
                                : asked(t, new Asked(Optional.empty(), OptionalInt.of(1), Optional.empty()))),
                seeing(
                        "makes up the status that a trace lacks",
                        "A5",
                        t -> t.result().status().isPresent()
                                ? t
                                : result(t, result(t.result(), OptionalInt.of(200), true, true))),
                seeing(
                        "takes an order by nobody that is named for one of others",
                        "A5",
                        t -> t.actor().user().isPresent() ? t : by(t, By.OTHERS)),
                reading("leaves out traces that lack something", "A5", (real, id, since, marker, self) -> {
                    AuditPort.Page page = real.orderTraces(id, since, marker);
                    return new AuditPort.Page(
                            page.traces().stream()
                                    .filter(trace -> trace.asked().nodes().isPresent())
                                    .toList(),
                            page.next());
                }));
    }

    private static List<Mutant> failures() {
        return List.of(
                reading("finds nothing where no answer came", "A6 A9 D6", (real, id, since, marker, self) -> {
                    try {
                        return real.orderTraces(id, since, marker);
                    } catch (ProviderUnavailableException unavailable) {
                        return nothing(unavailable.signalsOutage(), unavailable);
                    }
                }),
                reading(
                        "takes a later page of traces that cannot be read for the last one",
                        "A6",
                        (real, id, since, marker, self) -> {
                            try {
                                return real.orderTraces(id, since, marker);
                            } catch (ProviderUnavailableException unavailable) {
                                return nothing(marker.isPresent() && unavailable.signalsOutage(), unavailable);
                            }
                        }),
                reading("calls an outage of the audit log a refusal", "A6 A9 D6", (real, id, since, marker, self) -> {
                    try {
                        return real.orderTraces(id, since, marker);
                    } catch (ProviderUnavailableException unavailable) {
                        throw unavailable.signalsOutage() ? refusal() : unavailable;
                    }
                }),
                reading("finds nothing where the provider refuses", "A7 L2 L3", (real, id, since, marker, self) -> {
                    try {
                        return real.orderTraces(id, since, marker);
                    } catch (ScaleOutRejectedException refused) {
                        return nothing(true, refused);
                    }
                }),
                reading("calls a refusal of the audit log an outage", "A7 L2 L3", (real, id, since, marker, self) -> {
                    try {
                        return real.orderTraces(id, since, marker);
                    } catch (ScaleOutRejectedException refused) {
                        throw outage();
                    }
                }),
                reading("forgets why the audit log refused", "A7 L2 L3", (real, id, since, marker, self) -> {
                    try {
                        return real.orderTraces(id, since, marker);
                    } catch (ScaleOutRejectedException refused) {
                        throw refusal();
                    }
                }));
    }

    private static AuditPort.Page nothing(boolean so, RuntimeException otherwise) {
        if (so) {
            return new AuditPort.Page(List.of(), Optional.empty());
        }
        throw otherwise;
    }

    private static List<Mutant> besides() {
        return List.of(
                reading("orders elsewhere while it reads the audit log", "A8 F18", (real, id, since, marker, self) -> {
                    Outcome.of(() -> self.real(
                            new InstanceId("nobodys"),
                            ScaleOutRequest.builder("no-such-flavor", 1).build()));
                    return real.orderTraces(id, since, marker);
                }),
                reading("counts an outage of the audit log as one of orders", "A9", (real, id, since, marker, self) -> {
                    try {
                        return real.orderTraces(id, since, marker);
                    } catch (ProviderUnavailableException unavailable) {
                        if (unavailable.signalsOutage()) {
                            breakers(self).forEach(each -> each.onError(0, TimeUnit.NANOSECONDS, unavailable));
                        }
                        throw unavailable;
                    }
                }),
                reading("reads no audit log while orders fail", "A9", (real, id, since, marker, self) -> {
                    if (breakers(self).anyMatch(each -> each.getState() == CircuitBreaker.State.OPEN)) {
                        throw ProviderUnavailableException.notAttempted("not read: orders fail", null);
                    }
                    return real.orderTraces(id, since, marker);
                }),
                seeing("shows its access key as the user of a trace", "A5 T6", AuditMutants::withKey),
                Mutant.of("reads the audit log though it is closed", "X7 X2 X6 T7", ReadingOn::new)
                        .thatIsStuck());
    }

    /** All but that of the audit log. */
    private static Stream<CircuitBreaker> breakers(MutantFixture self) {
        return self.good.breakers().getAllCircuitBreakers().stream()
                .filter(each -> !each.getName().contains("audit"));
    }

    private static OrderTrace withKey(OrderTrace trace) {
        Actor actor = trace.actor();
        return actor(
                trace, new Actor(actor.by(), Optional.of(InMemoryFixture.ACCESS_KEY), actor.address(), actor.kind()));
    }

    static OrderTrace by(OrderTrace trace, By by) {
        Actor actor = trace.actor();
        return actor(trace, new Actor(by, actor.user(), actor.address(), actor.kind()));
    }

    private static Asked withoutFlavor(Asked asked) {
        return new Asked(Optional.<FlavorId>empty(), asked.nodes(), asked.groupId());
    }

    private static Result failed(Result result) {
        return new Result(
                Optional.of(OrderTrace.Rating.WARNING),
                OptionalInt.of(500),
                result.jobId(),
                result.orderId(),
                result.errorCode(),
                result.requestId());
    }

    private static Result result(Result result, OptionalInt status, boolean order, boolean job) {
        return new Result(
                result.rating(),
                status,
                job ? result.jobId() : Optional.empty(),
                order ? result.orderId() : Optional.empty(),
                result.errorCode(),
                result.requestId());
    }

    private static OrderTrace at(OrderTrace t, Instant time) {
        return new OrderTrace(t.id(), t.name(), time, t.recordedAt(), t.instanceId(), t.actor(), t.asked(), t.result());
    }

    private static OrderTrace actor(OrderTrace t, Actor actor) {
        return new OrderTrace(t.id(), t.name(), t.time(), t.recordedAt(), t.instanceId(), actor, t.asked(), t.result());
    }

    private static OrderTrace asked(OrderTrace t, Asked asked) {
        return new OrderTrace(t.id(), t.name(), t.time(), t.recordedAt(), t.instanceId(), t.actor(), asked, t.result());
    }

    private static OrderTrace result(OrderTrace t, Result result) {
        return new OrderTrace(t.id(), t.name(), t.time(), t.recordedAt(), t.instanceId(), t.actor(), t.asked(), result);
    }

    private interface AuditRead {
        AuditPort.Page read(AuditPort real, InstanceId id, Instant since, Optional<String> marker, MutantFixture self);
    }

    private static Mutant seeing(String name, String rules, UnaryOperator<OrderTrace> change) {
        return reading(name, rules, (real, id, since, marker, self) -> {
            AuditPort.Page page = real.orderTraces(id, since, marker);
            return new AuditPort.Page(page.traces().stream().map(change).toList(), page.next());
        });
    }

    private static Mutant reading(String name, String rules, AuditRead read) {
        return Mutant.of(name, rules, settings -> new MutantFixture(settings, MutantFixture::real) {
            @Override
            public AuditPort auditLog() {
                AuditPort real = super.auditLog();
                return (id, since, marker) -> read.read(real, id, since, marker, this);
            }
        });
    }

    private static final class MixingUp extends MutantFixture {

        private final Meeting<InstanceId> asked = new Meeting<>();

        MixingUp(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public AuditPort auditLog() {
            AuditPort real = super.auditLog();
            return (id, since, marker) -> real.orderTraces(asked.latest(id), since, marker);
        }
    }

    private static final class ReadingOn extends MutantFixture {

        private final InMemoryScaleOutAdapter open;

        ReadingOn(AdapterSettings settings) {
            super(settings, MutantFixture::real);
            open = good.adapter(settings, neverOpen());
        }

        @Override
        public AuditPort auditLog() {
            return open;
        }
    }
}
