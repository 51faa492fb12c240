/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.outcome.CallFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to the cloud and back without a network: tokens, delays and faults. Thread-safe. */
final class Wire {

    private final CloudCore cloud;
    private final ProjectId projectId;
    private final @Nullable String fixedToken;
    private final Duration deadline;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String token;

    Wire(CloudCore cloud, ProjectId projectId, @Nullable String fixedToken, Duration deadline) {
        this.cloud = cloud;
        this.projectId = projectId;
        this.fixedToken = fixedToken;
        this.deadline = deadline;
    }

    void close() {
        closed.countDown();
    }

    /** Before anything is sent: an adapter that is closed, or a thread that is to stop, sends nothing. */
    void requireUsable() {
        if (closed.getCount() == 0) {
            throw ProviderUnavailableException.notAttempted("Nothing was sent: the adapter is closed", null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw ProviderUnavailableException.notAttempted("Nothing was sent: the thread is interrupted", null);
        }
    }

    EnlargeResult enlarge(EnlargeCommand command) {
        return authenticated(used -> {
            Fault fault = arrive(Fault.Target.ENLARGE);
            if (fault.applies() && isOver(fault.delayBefore())) {
                cloud.enlargeLater(used, command, fault.delayBefore());
            }
            EnlargeResult result = answer(fault, used, () -> cloud.enlarge(command));
            return fault.distort(result);
        });
    }

    <T> T read(Supplier<T> query) {
        return authenticated(used -> answer(arrive(Fault.Target.READ), used, query));
    }

    private interface Exchange<T> {
        T with(String token);
    }

    /** With a new token after a 401, once; the gateway refused the first request before the service saw it. */
    private <T> T authenticated(Exchange<T> exchange) {
        String used = token();
        try {
            return quietly(exchange, used);
        } catch (Refusal refusal) {
            if (refusal.status() != 401 || fixedToken != null) {
                throw refusal;
            }
            token = null;
            return quietly(exchange, token());
        }
    }

    /** Whatever is said of the token, the token itself is not passed on. */
    private static <T> T quietly(Exchange<T> exchange, String used) {
        try {
            return exchange.with(used);
        } catch (Refusal refusal) {
            throw refusal.hiding(used);
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

    private Fault arrive(Fault.Target target) {
        if (!cloud.reachable()) {
            throw ProviderUnavailableException.outage("The provider cannot be reached", ProviderError.NONE, null);
        }
        return cloud.receive(target);
    }

    private <T> T answer(Fault fault, String used, Supplier<T> work) {
        await(fault, fault.delayBefore());
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
        await(fault, fault.delayAfter());
        if (fault.ending() == Fault.Ending.ERROR) {
            throw fault.error();
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

    private void await(Fault fault, Duration delay) {
        if (!isOver(delay)) {
            return;
        }
        if (fault.blocks()) {
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
