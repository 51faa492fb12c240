/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.ScaledOut;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.run.CallBudget;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Events;
import io.github.ddm4j.core.internal.run.FlowState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where waits are until they end. One task serves them all: it makes at most one call, books the next one, and hands
 * itself to the timekeeper again. The list of waits is the lock; nobody holds it during a call.
 */
public final class WaitRoom {

    private static final Logger LOG = System.getLogger(WaitRoom.class.getPackageName());

    private record Booking(WaitCall call, Duration at) {}

    private final Duration pollInterval;
    private final Timekeeper time;
    private final CallBudget budget;
    private final Events events;
    private final FlowState open;
    private final WaitEnds ends;
    private final WaitList waits = new WaitList();
    private final WaitCalls calls;
    private Optional<Booking> booked = Optional.empty();
    private Duration nextSweep = Duration.ZERO;
    private boolean awake;

    public WaitRoom(Context context) {
        this.pollInterval = context.settings().pollInterval();
        this.time = context.time();
        this.budget = context.budget();
        this.events = context.events();
        this.open = context.open();
        this.ends = new WaitEnds(events);
        this.calls = new WaitCalls(context, waits, ends);
    }

    public CompletableFuture<ScaledOut> await(ScaleOutGoal goal, Duration atMost) {
        Duration now = time.elapsed();
        Wait wait = new Wait(goal, now.plus(atMost));
        events.tell(new FlowEvent.WaitStarted(goal));
        synchronized (waits) {
            waits.add(wait, now.plus(pollInterval));
            if (!awake) {
                awake = true;
                time.schedule(Duration.ZERO, this::step);
            }
        }
        if (open.isClosed()) {
            close();
        }
        return wait.future;
    }

    /** Ends all waits. Call it after the flow has been marked closed. */
    public void close() {
        List<Wait> left;
        synchronized (waits) {
            left = waits.removeAll();
        }
        left.forEach(ends::closed);
    }

    private void step() {
        try {
            sweep();
            callThatIsDue().ifPresent(calls::make);
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "A step of waiting failed; waiting goes on", fault);
        }
        synchronized (waits) {
            awake = !waits.isEmpty() && !open.isClosed();
            if (awake) {
                time.schedule(pause(), this::step);
            } else {
                // Made after a sleep, a call would be booked for a moment long gone.
                booked = Optional.empty();
            }
        }
        if (open.isClosed()) {
            close();
        }
    }

    private void sweep() {
        Duration now = time.elapsed();
        if (now.compareTo(nextSweep) < 0) {
            return;
        }
        nextSweep = now.plus(pollInterval);
        List<Wait> over;
        synchronized (waits) {
            over = waits.removeOver(now);
        }
        over.forEach(ends::timeOver);
    }

    private Optional<WaitCall> callThatIsDue() {
        Duration now = time.elapsed();
        if (booked.isEmpty()) {
            Optional<WaitCall> due;
            synchronized (waits) {
                due = waits.due(now);
            }
            booked = due.map(call -> new Booking(call, now.plus(budget.reserve(call.cost))));
        }
        if (booked.isEmpty() || booked.get().at().compareTo(now) > 0) {
            return Optional.empty();
        }
        WaitCall call = booked.get().call();
        booked = Optional.empty();
        return Optional.of(call);
    }

    /** Until the next call, but not longer than until the next sweep. */
    private Duration pause() {
        Duration next = booked.map(Booking::at).orElseGet(waits::nextDue);
        Duration first = next.compareTo(nextSweep) < 0 ? next : nextSweep;
        return first.minus(time.elapsed());
    }
}
