/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.failing;
import static io.github.ddm4j.contract.Flaws.failingAt;
import static io.github.ddm4j.contract.Flaws.instead;
import static io.github.ddm4j.contract.Flaws.notApplied;
import static io.github.ddm4j.contract.Flaws.refusal;
import static io.github.ddm4j.contract.Flaws.repeating;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.ErrorCodes;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.validation.ScaleOutRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Adapters that do not tell the truth about a fault, or do not leave it at that. */
final class FaultMutants {

    /** Later than a test of one call takes, and soon enough for one that watches. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS);

    private FaultMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(repetitions());
        all.addAll(lies());
        all.addAll(credulities());
        all.addAll(breakdowns());
        return all;
    }

    private static List<Mutant> repetitions() {
        return List.of(
                Mutant.of(
                        "sends an order that got lost once its instance is read", "F18", FaultMutants::sendingOnceRead),
                Mutant.of("sends an order that got lost once it is closed", "F18", FaultMutants::sendingOnceClosed),
                repeatingLost("an order for a named group", request -> request.groupId()
                        .isPresent()),
                repeatingLost("an order with zones", request -> !request.availabilityZones()
                        .isEmpty()),
                repeatingLost("an order that is paid automatically", ScaleOutRequest::autoPay),
                repeatingLost("a large order", request -> request.nodesToAdd() > 8),
                repeating(
                        "repeats a call whose outcome is unknown",
                        "F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F15 D1 D2 B1 B3 B8 H1 C3 I2 X4 H3 R12 D3 T5 B11 D4",
                        (self, failure) -> failure instanceof OutcomeUnknownException),
                Mutant.of("sends by its next read what got lost", "D4 F18", SendingByRead::new),
                Mutant.of("sends in the background what it has told as unknown", "D4", settings -> {
                    AtomicBoolean closed = new AtomicBoolean();
                    return new MutantFixture(settings, (self, id, request) -> {
                        try {
                            return self.real(id, request);
                        } catch (OutcomeUnknownException failure) {
                            if (self.trouble() == Mishap.REQUEST_LOST) {
                                LATER.execute(() -> {
                                    if (!closed.get()) {
                                        self.real(id, request);
                                    }
                                });
                            }
                            throw failure;
                        }
                    }) {
                        @Override
                        public void close() {
                            closed.set(true);
                            super.close();
                        }
                    };
                }),
                repeating("repeats after a 503", "F9 B3", (self, failure) -> self.answered(503)),
                repeating("repeats after a 408", "F10 B3", (self, failure) -> self.answered(408)),
                repeating("repeats after a 429", "F12 F15 R12", (self, failure) -> self.answered(429)),
                repeating(
                        "tries once more after a 401 whatever its error code",
                        "F15",
                        (self, failure) -> self.answered(401) && failure instanceof OutcomeUnknownException),
                repeating(
                        "follows a redirect",
                        "F11 B3",
                        (self, failure) -> self.trouble() instanceof Answer answer && answer.status() / 100 == 3));
    }

    private static List<Mutant> lies() {
        return List.of(
                failing(
                        "calls a provider that takes no connection unknown",
                        "F1 B4",
                        (self, failure) -> self.down(),
                        failure -> unknown()),
                failing(
                        "calls a provider that takes no connection alive",
                        "F1",
                        (self, failure) -> self.down(),
                        failure -> notApplied()),
                failingAt(Mishap.REQUEST_LOST, "calls a lost request not applied", "F2", failure -> notApplied()),
                failingAt(Mishap.REPLY_LOST, "calls a lost reply not applied", "F3 C3", failure -> notApplied()),
                failingAt(Mishap.REPLY_LOST, "calls a lost reply a refusal", "F3 C3", failure -> refusal()),
                failingAt(Mishap.REPLY_CUT, "calls half a reply not applied", "F4", failure -> notApplied()),
                failingAt(Mishap.REPLY_WITHOUT_IDS, "calls a reply without ids a refusal", "F7", failure -> refusal()),
                failingAt(
                        Mishap.REPLY_WITH_BROKEN_IDS,
                        "calls a request invalid whose reply has a broken id",
                        "F7",
                        failure -> new InvalidScaleOutException(ScaleOutRules.checkId("job_id", "job 1").stream()
                                .toList())),
                answered(503, "F9"),
                answered(504, "F9"),
                answered(408, "F10"),
                answered(460, "F10"),
                answered(499, "F10"),
                failing(
                        "calls a fault inside the service a refusal where the status is one",
                        "F15",
                        (self, failure) -> inside(self) && failure instanceof OutcomeUnknownException,
                        failure -> refusal()),
                failing(
                        "takes a read's meaning of an error code for an order's",
                        "F15",
                        (self, failure) -> self.trouble() instanceof Answer answer
                                && answer.errorCode().equals(Optional.of("DBS.300400")),
                        failure -> refusal()),
                answered(307, "F11"),
                failingAt(Mishap.NEVER_ANSWERED, "calls a passed deadline not applied", "D1", failure -> notApplied()),
                failingAt(Mishap.REPLY_STALLED, "calls a stalled reply not applied", "D2", failure -> notApplied()));
    }

    private static boolean inside(MutantFixture self) {
        return self.trouble() instanceof Answer answer
                && answer.status() / 100 == 4
                && ErrorCodes.tellsOfFault(answer.errorCode().orElse(null));
    }

    private static Mutant answeredBy(int status, String rule, Flaws.Wrongly wrongly) {
        return failing("calls a " + status + " a refusal", rule, (self, failure) -> self.answered(status), wrongly);
    }

    private static Mutant answered(int status, String rule) {
        return failing(
                "calls a " + status + " not applied",
                rule,
                (self, failure) -> self.answered(status),
                f -> notApplied());
    }

    private static List<Mutant> credulities() {
        return List.of(
                answeredBy(501, "F9", failure -> refusal()),
                answeredBy(505, "F9", failure -> refusal()),
                answeredBy(511, "F9", failure -> refusal()),
                Mutant.of(
                        "takes a packed answer for a refusal",
                        "F16",
                        settings -> new MutantFixture(settings, (self, id, request) -> {
                            ScaleOutReceipt receipt = self.real(id, request);
                            if (self.trouble() == Mishap.REPLY_GZIPPED) {
                                throw refusal();
                            }
                            return receipt;
                        })),
                Mutant.of("takes what is left on a connection for its answer", "F17", FaultMutants::reading),
                instead(
                        "takes a 302 for a success",
                        "F11",
                        (self, failure) -> self.answered(302),
                        (self, id, request, failure) -> receipt(id)),
                instead(
                        "takes an empty 202 for a success",
                        "F5",
                        (self, failure) -> self.answered(202),
                        (self, id, request, failure) -> receipt(id)),
                accepting(Mishap.REPLY_CUT, "is content with half a reply", "F4"),
                accepting(Mishap.REPLY_TOO_LARGE, "reads a reply of any size", "F6"),
                accepting(Mishap.REPLY_WITHOUT_IDS, "is content with a reply without ids", "F7"),
                accepting(Mishap.REPLY_NAMES_ANOTHER_INSTANCE, "does not look whom the reply is about", "F8"),
                Mutant.flaw("does not look whom a reply with an order alone is about", "F8", (self, id, request) -> {
                    try {
                        return self.real(id, request);
                    } catch (OutcomeUnknownException anothers) {
                        if (self.trouble() == Mishap.REPLY_NAMES_ANOTHER_INSTANCE
                                && self.stateOf(id).billingMode() == BillingMode.YEARLY_MONTHLY) {
                            return receipt(id);
                        }
                        throw anothers;
                    }
                }));
    }

    private static Mutant accepting(Mishap fault, String name, String rule) {
        return instead(
                name,
                rule,
                (self, failure) -> fault == self.trouble() && failure instanceof OutcomeUnknownException,
                (self, id, request, failure) -> receipt(id));
    }

    /** After an unasked refusal the next order is refused, though it was applied. */
    private static ScaleOutFixture reading(AdapterSettings settings) {
        AtomicBoolean left = new AtomicBoolean();
        return new MutantFixture(settings, (self, id, request) -> {
            boolean stale = left.getAndSet(self.trouble() == Mishap.UNASKED_REFUSAL);
            ScaleOutReceipt receipt = self.real(id, request);
            if (stale) {
                throw refusal();
            }
            return receipt;
        });
    }

    private static ScaleOutReceipt receipt(InstanceId id) {
        return new JobStarted(id, Optional.empty(), new JobId("made-up"), Optional.empty());
    }

    private static List<Mutant> breakdowns() {
        return List.of(
                failingAt(
                        Mishap.REPLY_GARBAGE,
                        "lets its parser's exception through",
                        "F5",
                        failure -> new IllegalStateException("unexpected end of input")),
                failingAt(Mishap.ERROR_INSIDE, "lets an Error through", "F13", failure -> {
                    throw new AssertionError("an Error");
                }),
                failingAt(
                        Mishap.BUG_INSIDE,
                        "lets its own bugs through",
                        "F13",
                        failure -> new IllegalStateException("a bug")),
                Mutant.of("is broken after an unreadable reply", "F5 F14 B3", FaultMutants::brokenAfterGarbage),
                waiting(Mishap.NEVER_ANSWERED, "waits for an answer for ever", "D1"),
                waiting(Mishap.REPLY_STALLED, "waits for the end of a body for ever", "D2"),
                waiting(Mishap.REPLY_TRICKLES, "has a deadline for each byte", "D3"));
    }

    private static ScaleOutFixture brokenAfterGarbage(AdapterSettings settings) {
        AtomicBoolean broken = new AtomicBoolean();
        return new MutantFixture(settings, (self, id, request) -> {
            if (broken.get()) {
                throw notApplied();
            }
            try {
                return self.real(id, request);
            } catch (OutcomeUnknownException unreadable) {
                broken.set(self.trouble() == Mishap.REPLY_GARBAGE);
                throw unreadable;
            }
        });
    }

    private static Mutant waiting(Mishap fault, String name, String rules) {
        return Mutant.of(name, rules, settings -> {
                    CountDownLatch over = new CountDownLatch(1);
                    return new MutantFixture(settings, (self, id, request) -> {
                        try {
                            return self.real(id, request);
                        } catch (OutcomeUnknownException late) {
                            if (self.trouble() == fault) {
                                Waits.uninterruptibly(over);
                            }
                            throw late;
                        }
                    }) {
                        @Override
                        public void close() {
                            over.countDown();
                            super.close();
                        }
                    };
                })
                .thatIsStuck();
    }

    /** Of some orders, those whose request got lost. */
    private static Mutant repeatingLost(String what, Predicate<ScaleOutRequest> which) {
        return Mutant.flaw("repeats " + what + " whose request got lost", "F2", (self, id, request) -> {
            try {
                return self.real(id, request);
            } catch (OutcomeUnknownException failure) {
                if (self.trouble() == Mishap.REQUEST_LOST && which.test(request)) {
                    return self.real(id, request);
                }
                throw failure;
            }
        });
    }

    /** When the instance of the order is read, and none else. */
    private static ScaleOutFixture sendingOnceRead(AdapterSettings settings) {
        Map<InstanceId, Runnable> lost = new ConcurrentHashMap<>();
        return new MutantFixture(settings, (self, id, request) -> {
            try {
                return self.real(id, request);
            } catch (OutcomeUnknownException failure) {
                lost.put(id, () -> self.real(id, request));
                throw failure;
            }
        }) {
            @Override
            public InstancePort instances() {
                InstancePort real = super.instances();
                return Reads.of(real, id -> {
                    Optional.ofNullable(lost.remove(id)).ifPresent(Runnable::run);
                    return real.instance(id);
                });
            }
        };
    }

    private static ScaleOutFixture sendingOnceClosed(AdapterSettings settings) {
        Queue<Runnable> lost = new ConcurrentLinkedQueue<>();
        return new MutantFixture(settings, keepingIn(lost)) {
            @Override
            public void closeAdapter() {
                sendAll(lost);
                super.closeAdapter();
            }
        };
    }

    /** Keeps orders whose request got lost, to send them later. */
    private static MutantFixture.Flaw keepingIn(Queue<Runnable> lost) {
        return (self, id, request) -> {
            try {
                return self.real(id, request);
            } catch (OutcomeUnknownException failure) {
                if (self.trouble() == Mishap.REQUEST_LOST) {
                    lost.add(() -> self.real(id, request));
                }
                throw failure;
            }
        };
    }

    private static void sendAll(Queue<Runnable> orders) {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
    }

    private static final class SendingByRead extends MutantFixture {

        private final Queue<Runnable> lost;

        SendingByRead(AdapterSettings settings) {
            this(settings, new ConcurrentLinkedQueue<>());
        }

        private SendingByRead(AdapterSettings settings, Queue<Runnable> lost) {
            super(settings, keepingIn(lost));
            this.lost = lost;
        }

        @Override
        public InstancePort instances() {
            InstancePort real = super.instances();
            return Reads.of(real, id -> {
                sendAll(lost);
                return real.instance(id);
            });
        }
    }
}
