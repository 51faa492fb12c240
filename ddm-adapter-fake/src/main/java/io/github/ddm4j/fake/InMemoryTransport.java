/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.fake.internal.audit.TraceActor;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.User;
import io.github.ddm4j.fake.internal.cloud.EnlargeCommand;
import io.github.ddm4j.fake.internal.cloud.EnlargeResult;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to the cloud and back without a network: tokens, delays and faults. Thread-safe. */
final class InMemoryTransport {

    /** The number of bytes of an answer that comes one byte at a time, in place of its real length. */
    private static final int USUAL_BYTES = 150;

    private final CloudCore cloud;
    private final ProjectId projectId;
    private final @Nullable String fixedToken;
    private final String accessKey;
    private final Duration deadline;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String token;

    /** @param accessKey the one that the audit log has for orders of this adapter */
    InMemoryTransport(
            CloudCore cloud, ProjectId projectId, @Nullable String fixedToken, String accessKey, Duration deadline) {
        this.cloud = cloud;
        this.projectId = projectId;
        this.fixedToken = fixedToken;
        this.accessKey = accessKey;
        this.deadline = deadline;
    }

    void close() {
        closed.countDown();
    }

    /** Refuses before anything is sent if the adapter is closed or the thread is to stop. */
    void requireUsable() {
        if (closed.getCount() == 0) {
            throw ProviderUnavailableException.notAttempted("Nothing was sent: the adapter is closed", null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw ProviderUnavailableException.notAttempted("Nothing was sent: the thread is interrupted", null);
        }
    }

    /** @param gate asked before each time that the order leaves, as the very last thing */
    EnlargeResult enlarge(EnlargeCommand command, Supplier<SendPermit> gate) {
        return authenticated(used -> {
            requireReachable();
            SendPermit permit = gate.get();
            requireUsable();
            permit.check();
            FaultPlan fault = cloud.receive(FaultPlan.Target.ORDER);
            Duration before = fault.delay().before();
            if (fault.applies() && isOver(before)) {
                cloud.enlargeLater(used, command, this::actor, before);
            }
            EnlargeResult result = answer(
                    fault,
                    used,
                    () -> cloud.enlarge(command, actor(cloud.token(used).user())));
            return fault.distort(result);
        });
    }

    /** The one who calls, as the audit log has it: with the adapter's own access key, though a token opens the door. */
    private TraceActor actor(User user) {
        return user.actor(accessKey, "127.0.0.1");
    }

    /** @param query reads; what it reads may be distorted by the fault */
    <T> T read(Function<FaultPlan, T> query) {
        return authenticated(used -> {
            requireReachable();
            FaultPlan fault = cloud.receive(FaultPlan.Target.READ);
            return answer(fault, used, () -> query.apply(fault));
        });
    }

    private interface Exchange<T> {
        T with(String token);
    }

    /**
     * Makes a request, once more with a new token after a 401: the gateway refused the first one before the service saw
     * it.
     */
    private <T> T authenticated(Exchange<T> exchange) {
        String used = token();
        try {
            return quietly(exchange, used);
        } catch (Refusal refusal) {
            if (Outcomes.failure(refusal).kind() != FailureKind.UNAUTHORIZED || fixedToken != null) {
                throw refusal;
            }
            token = null;
            return quietly(exchange, token());
        }
    }

    /**
     * Makes a request, and takes every token out of a refusal, this one or one before, because a message may repeat it.
     */
    private <T> T quietly(Exchange<T> exchange, String used) {
        held.add(used);
        try {
            return exchange.with(used);
        } catch (Refusal refusal) {
            Refusal quiet = refusal;
            for (String secret : held) {
                quiet = quiet.hiding(secret);
            }
            throw quiet;
        }
    }

    private String token() {
        if (fixedToken != null) {
            return fixedToken;
        }
        String current = token;
        if (current == null) {
            current = cloud.issueToken(projectId.value()).value();
            token = current;
        }
        return current;
    }

    private void requireReachable() {
        if (!cloud.reachable()) {
            throw ProviderUnavailableException.outage("The provider cannot be reached", ProviderError.NONE, null);
        }
    }

    private <T> T answer(FaultPlan fault, String used, Supplier<T> work) {
        await(fault, fault.delay().before());
        @Nullable T result = null;
        @Nullable Refusal refusal = null;
        if (fault.applies()) {
            try {
                cloud.authorize(used, projectId.value());
                result = work.get();
            } catch (Refusal answer) {
                refusal = answer;
            }
        }
        await(fault, fault.delay().after());
        await(fault, fault.transfer().perByte().multipliedBy(USUAL_BYTES));
        if (fault.ending() == FaultPlan.Ending.ERROR && !(result != null && fault.accepts())) {
            throw fault.requiredError();
        }
        if (fault.spoilsAnswer()) {
            throw new NoUsableAnswer(CallFailure.noAnswer("none that is usable, by " + fault, null));
        }
        if (refusal != null) {
            throw refusal;
        }
        return requireNonNull(result, "result");
    }

    private boolean isOver(Duration delay) {
        return delay.compareTo(deadline) > 0;
    }

    private void await(FaultPlan fault, Duration delay) {
        if (!isOver(delay)) {
            return;
        }
        if (fault.delay().blocks()) {
            awaitInterruptOrClose();
        }
        throw new NoUsableAnswer(CallFailure.noAnswer("none within " + deadline, null));
    }

    private void awaitInterruptOrClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoUsableAnswer(CallFailure.givenUp("the calling thread was interrupted"));
        }
        throw new NoUsableAnswer(CallFailure.givenUp("the adapter was closed"));
    }
}
