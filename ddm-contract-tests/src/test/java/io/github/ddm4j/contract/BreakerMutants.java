/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.failing;
import static io.github.ddm4j.contract.Flaws.notApplied;
import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.contract.MutantFixture.Flaw;
import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Adapters whose circuit breaker counts the wrong things, or opens and closes at the wrong time. */
final class BreakerMutants {

    private static final Set<Mishap> UNREADABLE =
            EnumSet.of(Mishap.REQUEST_LOST, Mishap.REPLY_LOST, Mishap.REPLY_CUT, Mishap.REPLY_GARBAGE);

    private BreakerMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                                "has no circuit breaker",
                                "B1 B2 B3 B4 B8 B10 H1 H2 H3 H4 H5 B11",
                                settings -> new ForwardingFixture(
                                        new InMemoryFixture(settings, new KitBreakers(MutantFixture.neverOpen()))))
                        .thatIsStuck(),
                opening(
                                "opens at the third outage of four",
                                "B1 B3 B8 H1 H2 H3 H4 B9 H5 B5 B6",
                                -1,
                                (self, failure) -> outageOf(self, failure))
                        .thatIsStuck(),
                failing(
                        "calls an open circuit breaker an outage",
                        "B1 B2 B4 B8 H3 B10 B11",
                        (self, f) -> notTried(f),
                        f -> outage()),
                failing(
                        "calls an open circuit breaker unknown",
                        "B1 B2 B4 B8 H1 H3 B10 B11",
                        (self, f) -> notTried(f),
                        f -> unknown()),
                blindTo(
                        "does not count answers that it could not read",
                        "B3",
                        self -> self.trouble() instanceof Mishap fault && UNREADABLE.contains(fault)),
                blindTo("does not count a redirect", "B3", self -> self.answered(307)),
                blindTo("does not count that it gets no connection", "B4", MutantFixture::down),
                opening("counts refusals", "B5", 0, (self, failure) -> failure instanceof ScaleOutRejectedException),
                opening("counts throttling", "B6", 0, (self, failure) -> self.answered(429)),
                opening("counts who gives up", "B8", 0, (self, failure) -> self.trouble() == Mishap.HELD),
                opening("counts null", "B7", 0, (self, failure) -> failure instanceof NullPointerException),
                atOpenTimesEnd(
                                "closes as soon as its open time has passed",
                                "B8 H1 H3 B11",
                                CircuitBreaker::transitionToClosedState)
                        .thatIsStuck(),
                atOpenTimesEnd("never closes again", "B3 B8 H1 H2 H3 H4 H5 L6", breaker -> {})
                        .thatIsStuck(),
                atOpenTimesEnd(
                                "opens no more once it has been half-open",
                                "B3 B8 H1 H3 H5 B11",
                                BreakerMutants::lenient)
                        .thatIsStuck(),
                Mutant.of("takes who gives up for a sign of life", "B8", BreakerMutants::closedByWhoGivesUp),
                Mutant.of("counts outages for ever, whatever lies between", "B9 B5 B6", CountingForEver::new),
                blindTo("does not count a passed deadline", "B10", self -> self.trouble() == Mishap.NEVER_ANSWERED),
                blindTo("does not count a 502 or a 504", "B3", self -> self.answered(502) || self.answered(504)),
                losingThePermit("loses its half-open permit by a refusal", "H5", self -> self.answered(400)),
                losingThePermit("loses its half-open permit by throttling", "H5", self -> self.answered(429)),
                losingThePermit(
                        "loses its half-open permit by an interrupt", "B8 H5", self -> self.trouble() == Mishap.HELD),
                Mutant.of("is wedged by an Error", "H4", BreakerMutants::wedgedByAnError));
    }

    private static boolean outageOf(MutantFixture self, RuntimeException failure) {
        return failure instanceof OutcomeUnknownException && self.trouble() instanceof Answer;
    }

    private static boolean notTried(ScaleOutException failure) {
        return failure instanceof ProviderUnavailableException
                && failure.getMessage().contains("circuit breaker");
    }

    /** Another circuit breaker in front, for good open after so many such failures in a row. */
    private static Mutant opening(
            String name, String rules, int more, BiPredicate<MutantFixture, RuntimeException> counts) {
        return Mutant.of(name, rules, settings -> {
            AtomicInteger inARow = new AtomicInteger();
            return new MutantFixture(settings, (self, id, request) -> {
                if (inARow.get() >= settings.breakerWindow() + more) {
                    throw notApplied();
                }
                try {
                    return self.real(id, request);
                } catch (RuntimeException failure) {
                    inARow.updateAndGet(count -> counts.test(self, failure) ? count + 1 : 0);
                    throw failure;
                }
            });
        });
    }

    private static final class CountingForEver extends MutantFixture {

        private final AtomicInteger outages = new AtomicInteger();

        CountingForEver(AdapterSettings settings) {
            super(settings, (self, id, request) -> {
                AtomicInteger outages = ((CountingForEver) self).outages;
                if (outages.get() >= settings.breakerWindow()) {
                    throw notApplied();
                }
                try {
                    return self.real(id, request);
                } catch (ScaleOutException failure) {
                    outages.addAndGet(failure.signalsOutage() ? 1 : 0);
                    throw failure;
                }
            });
        }

        @Override
        public void letBreakerHalfOpen() {
            outages.set(0);
            super.letBreakerHalfOpen();
        }
    }

    /** A half-open circuit breaker of ours does not lose permits: this one stands in front of it. */
    private static Mutant losingThePermit(String name, String rules, Predicate<MutantFixture> when) {
        return Mutant.of(name, rules, settings -> {
            AtomicInteger lost = new AtomicInteger();
            return new MutantFixture(settings, (self, id, request) -> {
                if (lost.get() >= settings.halfOpenCalls()) {
                    throw notApplied();
                }
                boolean halfOpen = self.good.breakers().getAllCircuitBreakers().stream()
                        .anyMatch(breaker -> breaker.getState() == CircuitBreaker.State.HALF_OPEN);
                try {
                    return self.real(id, request);
                } catch (ScaleOutException failure) {
                    lost.addAndGet(halfOpen && when.test(self) ? 1 : 0);
                    throw failure;
                }
            });
        });
    }

    private static Mutant blindTo(String name, String rules, Predicate<MutantFixture> when) {
        Flaw flaw = (self, id, request) -> when.test(self) ? self.unguarded(id, request) : self.real(id, request);
        return Mutant.flaw(name, rules, flaw);
    }

    private static Mutant atOpenTimesEnd(String name, String rules, Consumer<CircuitBreaker> change) {
        return Mutant.of(name, rules, settings -> new MutantFixture(settings, MutantFixture::real) {
            @Override
            public void letBreakerHalfOpen() {
                good.breakers().getAllCircuitBreakers().stream()
                        .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
                        .forEach(change);
            }
        });
    }

    private static void lenient(CircuitBreaker breaker) {
        breaker.transitionToDisabledState();
    }

    private static ScaleOutFixture closedByWhoGivesUp(AdapterSettings settings) {
        return new MutantFixture(settings, (self, id, request) -> {
            try {
                return self.real(id, request);
            } catch (OutcomeUnknownException failure) {
                if (self.trouble() == Mishap.HELD) {
                    self.good.breakers().getAllCircuitBreakers().stream()
                            .filter(breaker -> breaker.getState() == CircuitBreaker.State.HALF_OPEN)
                            .forEach(CircuitBreaker::transitionToClosedState);
                }
                throw failure;
            }
        });
    }

    private static ScaleOutFixture wedgedByAnError(AdapterSettings settings) {
        AtomicInteger errors = new AtomicInteger();
        return new MutantFixture(settings, (self, id, request) -> {
            if (errors.get() >= settings.halfOpenCalls()) {
                throw notApplied();
            }
            try {
                return self.real(id, request);
            } catch (OutcomeUnknownException failure) {
                errors.addAndGet(self.trouble() == Mishap.ERROR_INSIDE ? 1 : 0);
                throw failure;
            }
        });
    }
}
