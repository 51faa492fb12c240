/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.WhenBusy;
import io.github.ddm4j.core.internal.run.Backoff;
import io.github.ddm4j.core.internal.run.Context;
import java.time.Duration;
import java.util.Optional;

/** The rule by which a call that surely was not applied is made again, each time from a new baseline. */
final class Retry {

    private final Context context;

    Retry(Context context) {
        this.context = context;
    }

    /**
     * Returns the time of the next attempt, by {@code Timekeeper.elapsed()}; empty if there is none. Tells the listener
     * that it is postponed.
     */
    Optional<Duration> after(Order order, int number, Throwable failure) {
        if (!(failure instanceof ProviderUnavailableException unavailable)) {
            return Optional.empty();
        }
        Duration pause = Backoff.beforeAttempt(number + 1, unavailable);
        Duration again = context.time().elapsed().plus(pause);
        if (again.compareTo(order.end()) >= 0 || number >= context.settings().maxAttempts()) {
            return Optional.empty();
        }
        context.events().tell(new FlowEvent.Postponed(order.correlation(unavailable), pause, unavailable));
        return Optional.of(again);
    }

    /**
     * Returns the time to read a busy instance again; empty if nobody waits for it. A flow that counts nodes may wait
     * until nothing changes them.
     */
    Optional<Duration> whenBusy(Order order) {
        return order.wish() instanceof Wish.Target ? whileOthersSubmit(order) : Optional.empty();
    }

    /** Returns the time to ask again for an instance that another process submits for; empty if nobody waits for it. */
    Optional<Duration> whileOthersSubmit(Order order) {
        Duration again = context.time().elapsed().plus(context.settings().pollInterval());
        boolean waits = context.settings().whenBusy() == WhenBusy.WAIT;
        return waits && again.compareTo(order.end()) < 0 ? Optional.of(again) : Optional.empty();
    }
}
