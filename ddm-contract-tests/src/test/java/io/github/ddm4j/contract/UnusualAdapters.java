/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.ContractRule.A1;
import static io.github.ddm4j.contract.ContractRule.B1;
import static io.github.ddm4j.contract.ContractRule.C1;
import static io.github.ddm4j.contract.ContractRule.D1;
import static io.github.ddm4j.contract.ContractRule.F2;
import static io.github.ddm4j.contract.ContractRule.H1;
import static io.github.ddm4j.contract.ContractRule.I1;
import static io.github.ddm4j.contract.ContractRule.J1;
import static io.github.ddm4j.contract.ContractRule.L1;
import static io.github.ddm4j.contract.ContractRule.Q1;
import static io.github.ddm4j.contract.ContractRule.R1;
import static io.github.ddm4j.contract.ContractRule.S1;
import static io.github.ddm4j.contract.ContractRule.T1;
import static io.github.ddm4j.contract.ContractRule.V0;
import static io.github.ddm4j.contract.ContractRule.X1;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Adapters that are right, each in a way that others are not. By the end of a sentence that begins with "an adapter that". */
final class UnusualAdapters {

    private static final Duration LONGEST = Duration.ofHours(1);

    private UnusualAdapters() {}

    /**
     * One of them.
     *
     * @param about one rule at least of each suite that somebody might take it to break
     */
    record Unusual(String name, Set<ContractRule> about, Function<AdapterSettings, ScaleOutFixture> fixture) {}

    static List<Unusual> all() {
        return List.of(
                new Unusual(
                        "opens again at the first outage half-open",
                        EnumSet.of(B1, H1, F2),
                        UnusualAdapters::openingAtTheFirstOutage),
                new Unusual(
                        "makes three calls at a time and tries no more",
                        EnumSet.of(C1, H1, S1, F2, I1),
                        settings -> limited(settings, 3)),
                new Unusual(
                        "makes sixteen calls at a time and tries no more",
                        EnumSet.of(C1, H1),
                        settings -> limited(settings, 16)),
                new Unusual(
                        "is on a machine where half a second is not enough for a plain call",
                        EnumSet.of(B1, D1),
                        UnusualAdapters::slow),
                flaw("names the only node group by itself", EnumSet.of(S1, V0), UnusualAdapters::naming),
                flaw("reads the instance before it orders", EnumSet.of(S1, F2, Q1, J1, X1), (self, id, request) -> {
                    Outcome.of(() -> self.instances().instance(id));
                    return self.real(id, request);
                }),
                flaw("never tells the name of an instance", EnumSet.of(S1, T1), UnusualAdapters::nameless),
                flaw("orders though its thread is interrupted", EnumSet.of(I1, X1, B1), UnusualAdapters::deafAtFirst),
                flaw("calls in a thread of its own", EnumSet.of(I1, X1, C1, D1, F2), UnusualAdapters::elsewhere),
                flaw(
                        "says when an open circuit breaker may let a call through",
                        EnumSet.of(B1, H1),
                        UnusualAdapters::saysWhen),
                flaw("words its failures in a way of its own", EnumSet.of(F2, T1), UnusualAdapters::wording),
                new Unusual(
                        "waits by itself for as long as a 429 has told it to",
                        EnumSet.of(F2, B1, R1, T1),
                        UnusualAdapters::waiting),
                new Unusual(
                        "reads nothing for as long as a 429 has told it to",
                        EnumSet.of(Q1, J1, A1, L1, T1),
                        PausingReads::new),
                new Unusual(
                        "is before a provider whose clock goes on",
                        EnumSet.of(S1, Q1, J1, A1, L1),
                        InMemoryFixture::goingOn),
                new Unusual("reads no audit log", EnumSet.of(A1, T1, X1), WithoutAuditLog::new),
                new Unusual("never tells by whom an order was", EnumSet.of(A1), NamingNobody::new));
    }

    private static Unusual flaw(String name, Set<ContractRule> about, MutantFixture.Flaw unusual) {
        return new Unusual(name, about, settings -> new MutantFixture(settings, unusual));
    }

    private static ScaleOutFixture waiting(AdapterSettings settings) {
        Pause pause = new Pause();
        return new MutantFixture(settings, (self, id, request) -> pause.between(() -> self.real(id, request)));
    }

    /** The pause of an adapter that waits by itself. */
    private static final class Pause {

        private final AtomicLong until = new AtomicLong(System.nanoTime());

        <T> T between(Supplier<T> call) {
            Duration left = Duration.ofNanos(until.get() - System.nanoTime());
            if (!left.isNegative()) {
                throw ProviderUnavailableException.notAttempted("told to wait", left);
            }
            try {
                return call.get();
            } catch (ProviderUnavailableException throttled) {
                if (!throttled.signalsOutage()) {
                    // A date far ahead has more nanoseconds than fit.
                    throttled
                            .retryAfter()
                            .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST)
                            .ifPresent(wait -> until.set(System.nanoTime() + wait.toNanos()));
                }
                throw throttled;
            }
        }
    }

    private static final class PausingReads extends MutantFixture {

        private final Pause pause = new Pause();

        PausingReads(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public InstancePort instances() {
            InstancePort real = super.instances();
            return new InstancePort() {
                @Override
                public InstanceSnapshot instance(InstanceId instanceId) {
                    return pause.between(() -> real.instance(instanceId));
                }

                @Override
                public Optional<List<Node>> nodes(InstanceId instanceId) {
                    return pause.between(() -> real.nodes(instanceId));
                }

                @Override
                public Optional<List<Schema>> schemas(InstanceId instanceId) {
                    return pause.between(() -> real.schemas(instanceId));
                }
            };
        }

        @Override
        public JobPort jobs() {
            return new ForwardingJobs(super.jobs()) {
                @Override
                <T> T around(Supplier<T> read) {
                    return pause.between(read);
                }
            };
        }

        @Override
        public AuditPort auditLog() {
            AuditPort real = super.auditLog();
            return (id, since, marker) -> pause.between(() -> real.orderTraces(id, since, marker));
        }
    }

    private static ScaleOutFixture openingAtTheFirstOutage(AdapterSettings settings) {
        return new MutantFixture(settings, (self, id, request) -> {
            Optional<CircuitBreaker> halfOpen = self.good.breakers().getAllCircuitBreakers().stream()
                    .filter(breaker -> breaker.getState() == CircuitBreaker.State.HALF_OPEN)
                    .findFirst();
            try {
                return self.real(id, request);
            } catch (ScaleOutException failure) {
                halfOpen.filter(breaker ->
                                failure.signalsOutage() && breaker.getState() == CircuitBreaker.State.HALF_OPEN)
                        .ifPresent(CircuitBreaker::transitionToOpenState);
                throw failure;
            }
        });
    }

    private static ScaleOutFixture limited(AdapterSettings settings, int calls) {
        Semaphore places = new Semaphore(calls);
        return new MutantFixture(settings, (self, id, request) -> {
            if (!places.tryAcquire()) {
                throw ProviderUnavailableException.notAttempted("Nothing was sent: too many calls at once", null);
            }
            try {
                return self.real(id, request);
            } finally {
                places.release();
            }
        });
    }

    private static ScaleOutFixture slow(AdapterSettings settings) {
        boolean tooSlow = settings.deadline().compareTo(Duration.ofMillis(500)) < 0;
        return new MutantFixture(settings, (self, id, request) -> {
            if (tooSlow) {
                throw ProviderUnavailableException.notAttempted("Nothing was sent: the deadline passed", null);
            }
            return self.real(id, request);
        });
    }

    private static ScaleOutReceipt naming(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        if (request == null || request.groupId().isPresent()) {
            return self.real(id, request);
        }
        Outcome<InstanceSnapshot> read = Outcome.of(() -> self.stateOf(id));
        InstanceSnapshot instance = read.value();
        return self.real(
                id,
                instance == null || instance.groups().size() != 1
                        ? request
                        : new ScaleOutRequest(
                                request.flavorId(),
                                request.nodesToAdd(),
                                Optional.of(instance.groups().get(0).id()),
                                request.autoPay(),
                                request.availabilityZones()));
    }

    private static ScaleOutReceipt nameless(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        ScaleOutReceipt receipt = self.real(id, request);
        return receipt instanceof JobStarted job
                ? new JobStarted(id, Optional.empty(), job.jobId(), job.orderId())
                : new OrderPlaced(id, Optional.empty(), ((OrderPlaced) receipt).orderId());
    }

    private static ScaleOutReceipt deafAtFirst(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        boolean interrupted = Thread.interrupted();
        try {
            return self.real(id, request);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ScaleOutReceipt elsewhere(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        CompletableFuture<ScaleOutReceipt> receipt = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                receipt.complete(self.real(id, request));
            } catch (Throwable thrown) {
                receipt.completeExceptionally(thrown);
            }
        });
        worker.setDaemon(true);
        worker.start();
        try {
            return receipt.get();
        } catch (InterruptedException interrupted) {
            worker.interrupt();
            receipt.handle((accepted, failed) -> "by then the circuit breaker has its permit back")
                    .join();
            Thread.currentThread().interrupt();
            throw OutcomeUnknownException.notWaitedFor("the thread was interrupted");
        } catch (ExecutionException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }

    private static ScaleOutReceipt saysWhen(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (ProviderUnavailableException open) {
            throw Outcome.notAttempted(open)
                    ? ProviderUnavailableException.notAttempted("Nothing was sent", Duration.ofSeconds(30))
                    : open;
        }
    }

    private static ScaleOutReceipt wording(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            if (!failure.signalsOutage()) {
                throw failure;
            }
            throw new OutcomeUnknownException("Das wissen wir nicht", Flaws.said(failure), null);
        }
    }

    private static final class WithoutAuditLog extends MutantFixture {

        WithoutAuditLog(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public Set<Capability> capabilities() {
            Set<Capability> others = EnumSet.copyOf(super.capabilities());
            others.remove(Capability.READS_AUDIT_LOG);
            return others;
        }

        @Override
        public InstancePort instances() {
            return Reads.of(super.instances(), super.instances()::instance);
        }

        @Override
        public JobPort jobs() {
            return new ForwardingJobs(super.jobs());
        }

        @Override
        public AuditPort auditLog() {
            throw new UnsupportedOperationException("it reads none");
        }
    }

    private static final class NamingNobody extends MutantFixture {

        NamingNobody(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public AuditPort auditLog() {
            AuditPort real = super.auditLog();
            return (id, since, marker) -> {
                AuditPort.Page page = real.orderTraces(id, since, marker);
                return new AuditPort.Page(
                        page.traces().stream()
                                .map(trace -> AuditMutants.by(trace, OrderTrace.By.UNKNOWN))
                                .toList(),
                        page.next());
            };
        }
    }
}
