/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.run.Step.Waiting;
import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Lets one submission or reconciliation of an instance through at a time, in the order of arrival. Thread-safe. */
public final class InstanceTurns {

    private final Events events;
    private final Map<InstanceId, Queue<Place>> waiting = new HashMap<>();

    public InstanceTurns(Events events) {
        this.events = events;
    }

    /**
     * Takes a turn at an instance.
     *
     * @param whenBusy whether to wait for it
     * @param until how long to wait, by {@code Timekeeper.elapsed()}
     * @return what ends the turn; fails with {@link ScaleOutRejectedException} if another one is at it, and this one may
     *     not wait or has waited long enough
     */
    public Step<Runnable> take(InstanceId instanceId, WhenBusy whenBusy, Duration until) {
        Optional<Place> place = queue(instanceId);
        if (place.isEmpty()) {
            return Step.done(() -> end(instanceId));
        }
        if (whenBusy == WhenBusy.REFUSE) {
            leave(instanceId, place.get());
            return Step.failed(busy(instanceId));
        }
        events.tell(new FlowEvent.TurnAwaited(instanceId));
        return new Waiting<>(place.get().turn, until, stopped -> {
            if (stopped.isEmpty() && isPassed(instanceId, place.get())) {
                return Step.done(() -> end(instanceId));
            }
            leave(instanceId, place.get());
            return Step.failed(stopped.orElseGet(() -> busy(instanceId)));
        });
    }

    /** Returns a place in the queue, or empty if the turn is there at once. */
    private synchronized Optional<Place> queue(InstanceId instanceId) {
        Queue<Place> queue = waiting.get(instanceId);
        if (queue == null) {
            waiting.put(instanceId, new ArrayDeque<>(1));
            return Optional.empty();
        }
        Place place = new Place();
        queue.add(place);
        return Optional.of(place);
    }

    private synchronized boolean isPassed(InstanceId instanceId, Place place) {
        return !requireNonNull(waiting.get(instanceId), "queue of a turn").contains(place);
    }

    /** Leaves the queue, and passes the turn on if it has come already. */
    private void leave(InstanceId instanceId, Place place) {
        boolean left;
        synchronized (this) {
            left = requireNonNull(waiting.get(instanceId), "queue of a turn").remove(place);
        }
        if (!left) {
            end(instanceId);
        }
    }

    private void end(InstanceId instanceId) {
        Place next;
        synchronized (this) {
            next = requireNonNull(waiting.get(instanceId), "queue of a turn").poll();
            if (next == null) {
                waiting.remove(instanceId);
                return;
            }
        }
        next.turn.complete(null);
    }

    private static ScaleOutRejectedException busy(InstanceId instanceId) {
        return new ScaleOutRejectedException(
                RejectionReason.INSTANCE_BUSY,
                "Not sent: another scale-out of instance " + instanceId + " is being submitted",
                ProviderError.NONE);
    }

    /** A waiting work; two of them are never equal. */
    private static final class Place {
        final CompletableFuture<Void> turn = new CompletableFuture<>();
    }
}
