/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.because;
import static io.github.ddm4j.contract.Flaws.notApplied;
import static io.github.ddm4j.contract.Flaws.said;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adapters that are right at first, and wrong in a situation. */
final class SituationMutants {

    private static final Set<Mishap> BROKEN_OFF =
            EnumSet.of(Mishap.REQUEST_LOST, Mishap.REQUEST_RESET, Mishap.REPLY_LOST, Mishap.REPLY_RESET);

    private SituationMutants() {}

    static List<Mutant> all() {
        return Stream.of(warm(), renewed(), afterALoss(), remembering(), atOnce(), together())
                .flatMap(List::stream)
                .toList();
    }

    static List<Mutant> warm() {
        return List.of(
                onceWarm(
                        "resends what a used connection broke off",
                        "F2 F3",
                        BROKEN_OFF,
                        (self, id, request, failure) -> self.real(id, request)),
                onceWarm(
                        "resends after a reset of a used connection",
                        "F2",
                        EnumSet.of(Mishap.REQUEST_RESET),
                        (self, id, request, failure) -> self.real(id, request)),
                onceWarm(
                        "calls what a used connection broke off not applied",
                        "F2 F3",
                        BROKEN_OFF,
                        (self, id, request, failure) -> {
                            throw notApplied();
                        }),
                onceWarm(
                        "takes half a reply on a used connection for all of it",
                        "F4",
                        EnumSet.of(Mishap.REPLY_CUT),
                        (self, id, request, failure) ->
                                new JobStarted(id, Optional.empty(), jobOf(self, id), Optional.empty())));
    }

    private static JobId jobOf(MutantFixture self, InstanceId id) {
        return Scene.appliedTo(self, id).get(0).jobId().orElseThrow();
    }

    /** Right until a call of the same thread has succeeded, as if each thread had a connection of its own. */
    private static Mutant onceWarm(String name, String rules, Set<Mishap> troubles, Flaws.Instead instead) {
        return Mutant.of(name, rules, settings -> {
            ThreadLocal<Boolean> warm = ThreadLocal.withInitial(() -> false);
            return new MutantFixture(settings, (self, id, request) -> {
                try {
                    ScaleOutReceipt receipt = self.real(id, request);
                    warm.set(true);
                    return receipt;
                } catch (OutcomeUnknownException failure) {
                    boolean used = warm.get();
                    warm.set(false);
                    if (used && troubles.contains(self.trouble())) {
                        return instead.of(self, id, request, failure);
                    }
                    throw failure;
                }
            });
        });
    }

    static List<Mutant> renewed() {
        return List.of(
                onSecondRequest(
                        "takes a lost reply to its second request for a refusal of its credentials",
                        "F2 F3",
                        BROKEN_OFF,
                        (self, id, request, failure) -> {
                            throw because(RejectionReason.ACCESS, said(failure));
                        }),
                onSecondRequest(
                        "calls half a reply to its second request not applied",
                        "F4",
                        EnumSet.of(Mishap.REPLY_CUT),
                        (self, id, request, failure) -> {
                            throw notApplied();
                        }),
                onSecondRequest(
                        "sends a third request when the second one breaks off",
                        "F2 F3",
                        BROKEN_OFF,
                        (self, id, request, failure) -> self.real(id, request)),
                onSecondRequest(
                        "shows the renewed token when its second request is lost",
                        "T2",
                        EnumSet.of(Mishap.REQUEST_LOST),
                        (self, id, request, failure) -> {
                            List<String> secrets = self.secrets();
                            throw new OutcomeUnknownException(
                                    "Lost with " + secrets.get(secrets.size() - 1), ProviderError.NONE, null);
                        }),
                Mutant.of("logs the renewed token", "T3 T4", LoggingTheRenewedOne::new),
                Mutant.of("goes back to the credentials from before a renewal", "F17 K6", settings -> {
                    AtomicBoolean renewed = new AtomicBoolean();
                    return new MutantFixture(settings, (self, id, request) -> {
                        boolean refused = self.trouble() == Mishap.CREDENTIALS_ENDED
                                || self.troubleBefore() == Mishap.CREDENTIALS_ENDED;
                        if (renewed.getAndSet(refused) && !refused) {
                            self.good.givenTrouble(Mishap.CREDENTIALS_ENDED, 1);
                        }
                        return self.real(id, request);
                    });
                }));
    }

    private static Mutant onSecondRequest(String name, String rules, Set<Mishap> troubles, Flaws.Instead instead) {
        return Flaws.instead(
                name,
                rules,
                (self, failure) -> self.troubleBefore() == Mishap.CREDENTIALS_ENDED
                        && failure instanceof OutcomeUnknownException
                        && troubles.contains(self.trouble()),
                instead);
    }

    private static final class LoggingTheRenewedOne extends MutantFixture {

        private boolean renewed;

        LoggingTheRenewedOne(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public void givenTrouble(Trouble next, int times) {
            renewed |= next == Mishap.CREDENTIALS_ENDED;
            super.givenTrouble(next, times);
        }

        @Override
        public String logged() {
            List<String> secrets = secrets();
            return renewed && secrets.size() > 1 ? "renewed: " + secrets.get(secrets.size() - 1) : "";
        }
    }

    /** Right until an answer was lost. */
    private static List<Mutant> afterALoss() {
        return List.of(Mutant.of(
                        "sends every order twice once an answer was lost",
                        "S3 S4 S1 S10 S12 S13 S14 S2 S5 S6 S7 S8 S9 B3 C3 F14 D4",
                        settings -> {
                            AtomicBoolean lost = new AtomicBoolean();
                            return new MutantFixture(settings, (self, id, request) -> {
                                if (lost.get()) {
                                    self.real(id, request);
                                }
                                lost.compareAndSet(false, self.trouble() == Mishap.REPLY_LOST);
                                return self.real(id, request);
                            });
                        })
                .in(Situation.AFTER_LOSS));
    }

    /** Options that hide each other. */
    private static List<Mutant> together() {
        return List.of(
                Mutant.flaw(
                        "forgets the node group where zones are named",
                        "S14 G1",
                        (self, id, r) -> self.real(
                                id,
                                with(
                                        r,
                                        r.availabilityZones().isEmpty() ? r.groupId() : Optional.empty(),
                                        r.autoPay(),
                                        r.availabilityZones()))),
                Mutant.flaw(
                        "does not pay for an order that names its node group",
                        "S14",
                        (self, id, r) -> self.real(
                                id, with(r, r.groupId(), r.groupId().isEmpty() && r.autoPay(), r.availabilityZones()))),
                ofTheSameInstance(
                        "pays for every order of an instance once it has paid for one",
                        "S6 S14",
                        (before, r) -> with(r, r.groupId(), before.autoPay() || r.autoPay(), r.availabilityZones())),
                ofTheSameInstance(
                        "orders the flavor for an instance that it ordered first",
                        "S8",
                        (before, r) -> new ScaleOutRequest(
                                before.flavorId(), r.nodesToAdd(), r.groupId(), r.autoPay(), r.availabilityZones())),
                Mutant.of("resends for an instance that was ordered for before", "F2 F3", settings -> {
                            Set<InstanceId> before = ConcurrentHashMap.newKeySet();
                            return new MutantFixture(settings, (self, id, request) -> {
                                boolean again = !before.add(id);
                                try {
                                    return self.real(id, request);
                                } catch (OutcomeUnknownException failure) {
                                    if (again && BROKEN_OFF.contains(self.trouble())) {
                                        return self.real(id, request);
                                    }
                                    throw failure;
                                }
                            });
                        })
                        .in(Situation.AFTER_OPTIONS));
    }

    /** What an earlier call for the same instance wished is kept for a later one. */
    private static Mutant ofTheSameInstance(String name, String rules, BinaryOperator<ScaleOutRequest> kept) {
        return Mutant.of(name, rules, settings -> {
                    Map<InstanceId, ScaleOutRequest> before = new ConcurrentHashMap<>();
                    return new MutantFixture(settings, (self, id, request) -> {
                        ScaleOutRequest first = before.putIfAbsent(id, request);
                        return self.real(id, first == null ? request : kept.apply(first, request));
                    });
                })
                .in(Situation.AFTER_OPTIONS);
    }

    static List<Mutant> remembering() {
        return List.of(
                keeping(
                        "pays for every order once it has paid for one",
                        "S6 S14",
                        (before, r) -> with(r, r.groupId(), before.autoPay() || r.autoPay(), r.availabilityZones())),
                keeping(
                        "keeps the node group of an earlier call where none is named",
                        "S1 S2 S3 S4 S6 S7 S8 S9 S10 S12 S13 S14",
                        (before, r) -> with(r, r.groupId().or(before::groupId), r.autoPay(), r.availabilityZones())),
                keeping(
                        "keeps the zones of an earlier call where none are named",
                        "S9 S14",
                        (before, r) -> with(
                                r,
                                r.groupId(),
                                r.autoPay(),
                                r.availabilityZones().isEmpty()
                                                && before.availabilityZones().size() == r.nodesToAdd()
                                        ? before.availabilityZones()
                                        : r.availabilityZones())),
                keeping(
                        "keeps the flavor of an earlier call",
                        "S8 S14",
                        (before, r) -> new ScaleOutRequest(
                                before.flavorId(), r.nodesToAdd(), r.groupId(), r.autoPay(), r.availabilityZones())));
    }

    private interface Keeping {
        ScaleOutRequest of(ScaleOutRequest before, ScaleOutRequest now);
    }

    /** Keeps it for each thread: which of those who call at once is an earlier call would be a matter of luck. */
    private static Mutant keeping(String name, String rules, Keeping keeping) {
        return Mutant.of(name, rules, settings -> {
            ThreadLocal<@Nullable ScaleOutRequest> before = new ThreadLocal<>();
            return new MutantFixture(settings, (self, id, request) -> {
                ScaleOutRequest last = before.get();
                ScaleOutRequest spoilt = last == null || request == null ? request : keeping.of(last, request);
                ScaleOutReceipt receipt = self.real(id, spoilt);
                before.set(spoilt);
                return receipt;
            });
        });
    }

    private static ScaleOutRequest with(
            ScaleOutRequest r, Optional<GroupId> group, boolean autoPay, List<AvailabilityZone> zones) {
        return new ScaleOutRequest(r.flavorId(), r.nodesToAdd(), group, autoPay, zones);
    }

    static List<Mutant> atOnce() {
        return List.of(
                Mutant.of("has one body for all threads", "S3 S4 S5 S7 S8 S9 S14", settings -> {
                    Meeting<ScaleOutRequest> body = new Meeting<>();
                    return new MutantFixture(settings, (self, id, request) -> {
                        ScaleOutRequest shared = body.latest(request);
                        return self.real(id, shared);
                    });
                }),
                Mutant.of("sends the payment that another thread asked for", "S7", settings -> {
                    Meeting<Boolean> pay = new Meeting<>();
                    return new MutantFixture(
                            settings,
                            (self, id, r) -> self.real(
                                    id, with(r, r.groupId(), pay.latest(r.autoPay()), r.availabilityZones())));
                }),
                Mutant.of("takes the failure of another thread for its own", "C3", settings -> {
                    CountDownLatch failed = new CountDownLatch(1);
                    return new MutantFixture(settings, (self, id, request) -> {
                        ScaleOutReceipt receipt;
                        try {
                            receipt = self.real(id, request);
                        } catch (OutcomeUnknownException failure) {
                            failed.countDown();
                            throw failure;
                        }
                        if (self.trouble() == Mishap.REPLY_LOST && Meeting.atOnce()) {
                            Waits.uninterruptibly(failed);
                            throw unknown();
                        }
                        return receipt;
                    });
                }));
    }
}
