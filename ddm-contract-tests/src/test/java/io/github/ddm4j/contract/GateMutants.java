/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.notApplied;
import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.unknown;
import static java.util.Objects.requireNonNull;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Adapters that send what the gate has not let pass, or take it for something else. */
final class GateMutants {

    private GateMutants() {}

    /** What is wrong with a {@code scaleOut} that passes a gate. */
    private interface Passing {
        ScaleOutReceipt scaleOut(MutantFixture self, InstanceId id, ScaleOutRequest request, SendGate gate);
    }

    static List<Mutant> all() {
        return List.of(
                asking("asks no gate", "G1 G2 G4 G5 G6 G7 B11", gate -> SendGate.OPEN),
                passing("asks the gate when the order is out", "G1 G2 G4 G5 G6 G7 B11", (self, id, request, gate) -> {
                    ScaleOutReceipt receipt = self.real(id, request);
                    SendPermit.ask(gate, id, request).check();
                    return receipt;
                }),
                asking(
                        "asks the gate for one node less",
                        "G1",
                        gate -> (id, r) -> gate.ask(
                                id,
                                ScaleOutRequest.builder(r.flavorId().value(), Math.max(1, r.nodesToAdd() - 1))
                                        .build())),
                asking(
                        "shows the gate nothing but a flavor and a number of nodes",
                        "G1",
                        gate -> (id, r) -> gate.ask(
                                id,
                                ScaleOutRequest.builder(r.flavorId().value(), r.nodesToAdd())
                                        .build())),
                Mutant.of(
                        "takes no gate for an open one",
                        "S11",
                        settings -> new Gated(settings, (self, id, request, gate) -> self.real(id, request, gate)) {
                            @Override
                            public ScaleOutReceipt scaleOut(InstanceId id, ScaleOutRequest request, SendGate gate) {
                                return gate == null ? real(id, request) : super.scaleOut(id, request, gate);
                            }
                        }),
                passing("takes a gate that refuses for a success of the provider", "B11", (self, id, request, gate) -> {
                    try {
                        return self.real(id, request, gate);
                    } catch (ProviderUnavailableException refusal) {
                        self.good
                                .breakers()
                                .circuitBreaker(InMemoryScaleOutAdapter.SCALE_OUT_BREAKER)
                                .onSuccess(0, TimeUnit.NANOSECONDS);
                        throw refusal;
                    }
                }),
                asking("takes a gate that says nothing for an open one", "G5", gate -> (id, r) -> {
                    Permission said = gate.ask(id, r);
                    return said == null ? Permission.granted() : said;
                }),
                asking("asks the gate twice", "G2", gate -> gate.andThen(gate)),
                asking("takes the first answer of the gate for the second", "G2 G7", GateMutants::remembering),
                passing("asks the gate before it connects", "G3", (self, id, request, gate) -> {
                    SendGate early = remembering(gate);
                    SendPermit.ask(early, id, request).check();
                    AtomicBoolean first = new AtomicBoolean(true);
                    return self.real(id, request, (i, r) -> (first.getAndSet(false) ? early : gate).ask(i, r));
                }),
                meaning("takes a gate that refuses for an outage", "G4 G5 G6 G7 B11", refusal -> outage()),
                meaning("takes a gate that refuses for an unknown outcome", "B2 G4 G5 G6 G7 B11", refusal -> unknown()),
                meaning("forgets how long the gate wants it to wait", "G4", refusal -> notApplied()),
                asking("takes a gate that fails for an open one", "G5", gate -> (id, r) -> {
                    try {
                        return gate.ask(id, r);
                    } catch (RuntimeException | Error failed) {
                        return Permission.granted();
                    }
                }),
                asking("sends though the permission is over", "G6", gate -> (id, r) -> {
                    Permission permission = gate.ask(id, r);
                    return permission.holdsFor().isPresent() ? Permission.granted() : permission;
                }),
                asking("counts a permission from when it was given", "G6", gate -> (id, r) -> {
                    Permission permission = gate.ask(id, r);
                    boolean over =
                            permission.holdsFor().orElse(Duration.ofDays(1)).compareTo(Duration.ZERO) <= 0;
                    return permission.refusal().isPresent() || over ? permission : Permission.granted();
                }),
                asking("sends a second request whatever the gate says", "G7", gate -> {
                    AtomicBoolean first = new AtomicBoolean(true);
                    return (id, r) -> {
                        Permission permission = gate.ask(id, r);
                        return first.getAndSet(false) ? permission : Permission.granted();
                    };
                }),
                Mutant.of("is broken after a gate has refused", "G8", settings -> brokenAfter(1, settings)),
                Mutant.of(
                        "has no place left after a gate has refused ten times",
                        "G8",
                        settings -> brokenAfter(10, settings)),
                Mutant.of("asks the gate of the last order before it reads", "G9", ReadingThroughTheGate::new),
                passing("sends again what got lost behind a gate", "F2", (self, id, request, gate) -> {
                            try {
                                return self.real(id, request, gate);
                            } catch (OutcomeUnknownException lost) {
                                if (self.trouble() == Mishap.REQUEST_RESET) {
                                    return self.real(id, request);
                                }
                                throw lost;
                            }
                        })
                        .in(Situation.GATED),
                passing(
                                "tells what is refused behind a gate as not tried",
                                "R8 R9 R10 R11",
                                (self, id, request, gate) -> {
                                    try {
                                        return self.real(id, request, gate);
                                    } catch (ScaleOutRejectedException refusal) {
                                        throw self.answered(422) ? notApplied() : refusal;
                                    }
                                })
                        .in(Situation.GATED),
                passing("goes past its circuit breaker behind a gate", "B2 T4", (self, id, request, gate) -> self.good
                        .unguarded()
                        .scaleOut(id, request, gate)));
    }

    private static SendGate remembering(SendGate gate) {
        AtomicReference<@Nullable Permission> first = new AtomicReference<>();
        return (id, request) -> {
            Permission known = first.get();
            if (known == null) {
                known = gate.ask(id, request);
                first.set(known);
            }
            return known;
        };
    }

    /** One that asks another gate than it was given. */
    private static Mutant asking(String name, String rules, UnaryOperator<SendGate> other) {
        return passing(name, rules, (self, id, request, gate) -> self.real(id, request, other.apply(gate)));
    }

    /** One that fails in another way if the gate does not let the order pass. */
    private static Mutant meaning(String name, String rules, Flaws.Wrongly wrongly) {
        return passing(name, rules, (self, id, request, gate) -> {
            try {
                return self.real(id, request, gate);
            } catch (ProviderUnavailableException refusal) {
                throw refusal.signalsOutage() || refusal.throttled() ? refusal : wrongly.of(refusal);
            }
        });
    }

    private static Mutant passing(String name, String rules, Passing flaw) {
        return Mutant.of(name, rules, settings -> new Gated(settings, flaw));
    }

    private static ScaleOutFixture brokenAfter(int times, AdapterSettings settings) {
        AtomicInteger refusals = new AtomicInteger();
        return new Gated(settings, (self, id, request, gate) -> {
            try {
                return self.real(id, request, gate);
            } catch (ProviderUnavailableException refusal) {
                refusals.incrementAndGet();
                throw refusal;
            }
        }) {
            @Override
            public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
                if (refusals.get() >= times) {
                    throw notApplied();
                }
                return super.scaleOut(instanceId, request);
            }
        };
    }

    /** A good fixture whose port has a gate that it asks last. */
    private static class Gated extends MutantFixture {

        private final Passing passing;

        Gated(AdapterSettings settings, Passing passing) {
            super(settings, MutantFixture::real);
            this.passing = passing;
        }

        @Override
        public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
            return passing.scaleOut(this, instanceId, request, requireNonNull(gate, "gate"));
        }

        @Override
        public boolean asksGateLast() {
            return true;
        }
    }

    private static final class ReadingThroughTheGate extends Gated {

        private final AtomicReference<Runnable> last;

        ReadingThroughTheGate(AdapterSettings settings) {
            this(settings, new AtomicReference<>(() -> {}));
        }

        private ReadingThroughTheGate(AdapterSettings settings, AtomicReference<Runnable> last) {
            super(settings, (self, id, request, gate) -> {
                last.set(() -> gate.ask(id, request));
                return self.real(id, request, gate);
            });
            this.last = last;
        }

        @Override
        public InstancePort instances() {
            return Reads.of(super.instances(), id -> {
                last.get().run();
                return super.instances().instance(id);
            });
        }
    }
}
