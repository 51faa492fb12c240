/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Adapters that are right, each in a way that others are not. By the end of a sentence that begins with "an adapter that". */
final class UnusualAdapters {

    private UnusualAdapters() {}

    static Map<String, Function<AdapterSettings, ScaleOutFixture>> all() {
        Map<String, Function<AdapterSettings, ScaleOutFixture>> all = new LinkedHashMap<>();
        all.put("opens again at the first outage half-open", UnusualAdapters::openingAtTheFirstOutage);
        all.put("makes three calls at a time and tries no more", settings -> limited(settings, 3));
        all.put("makes sixteen calls at a time and tries no more", settings -> limited(settings, 16));
        all.put(
                "names the only node group by itself",
                settings -> new MutantFixture(settings, UnusualAdapters::naming));
        all.put(
                "reads the instance before it orders",
                settings -> new MutantFixture(settings, (self, id, request) -> {
                    Outcome.of(() -> self.instances().instance(id));
                    return self.real(id, request);
                }));
        all.put(
                "never tells the name of an instance",
                settings -> new MutantFixture(settings, UnusualAdapters::nameless));
        all.put(
                "orders though its thread is interrupted",
                settings -> new MutantFixture(settings, UnusualAdapters::deafAtFirst));
        all.put("calls in a thread of its own", settings -> new MutantFixture(settings, UnusualAdapters::elsewhere));
        all.put(
                "says when an open circuit breaker may let a call through",
                settings -> new MutantFixture(settings, UnusualAdapters::saysWhen));
        all.put(
                "words its failures in a way of its own",
                settings -> new MutantFixture(settings, UnusualAdapters::wording));
        return all;
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
}
