/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Lets one submission of an instance through at a time, in the order of arrival. Thread-safe. */
public final class InstanceTurns {

    /** Ends a turn. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private final WhenBusy whenBusy;
    private final Timekeeper time;
    private final Events events;
    private final Map<InstanceId, Queue<CompletableFuture<Void>>> waiting = new HashMap<>();

    public InstanceTurns(WhenBusy whenBusy, Timekeeper time, Events events) {
        this.whenBusy = whenBusy;
        this.time = time;
        this.events = events;
    }

    /**
     * Takes a turn.
     *
     * @throws ScaleOutRejectedException if another one is at it, and this one may not wait or has waited long enough
     */
    public Turn take(InstanceId instanceId, Duration atMost) throws InterruptedException {
        Optional<CompletableFuture<Void>> place = queue(instanceId);
        if (place.isPresent()) {
            if (whenBusy == WhenBusy.REFUSE) {
                leave(instanceId, place.get());
                throw busy(instanceId);
            }
            events.tell(new FlowEvent.TurnAwaited(instanceId));
            await(instanceId, place.get(), atMost);
        }
        return () -> end(instanceId);
    }

    private void await(InstanceId instanceId, CompletableFuture<Void> place, Duration atMost)
            throws InterruptedException {
        time.schedule(atMost, () -> place.cancel(false));
        try {
            place.get();
        } catch (InterruptedException e) {
            leave(instanceId, place);
            throw e;
        } catch (CancellationException e) {
            throw busy(instanceId);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A place in the queue, or empty if it is one's turn at once. */
    private synchronized Optional<CompletableFuture<Void>> queue(InstanceId instanceId) {
        Queue<CompletableFuture<Void>> queue = waiting.get(instanceId);
        if (queue == null) {
            waiting.put(instanceId, new ArrayDeque<>(1));
            return Optional.empty();
        }
        CompletableFuture<Void> place = new CompletableFuture<>();
        queue.add(place);
        return Optional.of(place);
    }

    /** Whoever leaves though it is already their turn passes it on. */
    private void leave(InstanceId instanceId, CompletableFuture<Void> place) {
        if (!place.cancel(false)) {
            end(instanceId);
        }
    }

    private synchronized void end(InstanceId instanceId) {
        Queue<CompletableFuture<Void>> queue = requireNonNull(waiting.get(instanceId), "queue of a turn");
        while (!queue.isEmpty()) {
            if (queue.remove().complete(null)) {
                return;
            }
        }
        waiting.remove(instanceId);
    }

    private static ScaleOutRejectedException busy(InstanceId instanceId) {
        return new ScaleOutRejectedException(
                RejectionReason.INSTANCE_BUSY,
                "Not sent: another scale-out of instance " + instanceId + " is being submitted",
                ProviderError.NONE);
    }
}
