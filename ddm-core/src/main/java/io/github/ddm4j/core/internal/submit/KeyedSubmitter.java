/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.flow.Ensured;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.internal.journal.JournalAccess;
import io.github.ddm4j.core.internal.journal.KeyedWish;
import io.github.ddm4j.core.internal.journal.Result;
import io.github.ddm4j.core.internal.run.Context;
import io.github.ddm4j.core.internal.run.Step;
import io.github.ddm4j.core.model.IdempotencyKey;
import java.time.Duration;
import java.util.Optional;

/** Brings a wish under a key to an outcome: the journal's protocol says what is to be done, and an {@link OrderWork} does it. */
public final class KeyedSubmitter {

    private final Context context;
    private final Submitter submitter;
    private final Attempt attempt;
    private final Retry retry;
    private final Reconciler reconciler;
    private final JournalAccess access;

    public KeyedSubmitter(
            Context context, Watcher watcher, Submitter submitter, Reconciler reconciler, JournalAccess access) {
        this.context = context;
        this.submitter = submitter;
        this.attempt = new Attempt(context, watcher);
        this.retry = new Retry(context);
        this.reconciler = reconciler;
        this.access = access;
    }

    /** Submits a wish under a key; see {@link Submitter#submit}. */
    public Step<Ensured> submit(Wish wish, IdempotencyKey key, Handover handover, Optional<String> traceId) {
        Duration end = context.time().elapsed().plus(context.settings().sendWithin());
        Order order = new Order(wish, Optional.of(key), handover, end, traceId);
        boolean counts = access.settings().nodesPerDay().isPresent() || wish instanceof Wish.Target;
        KeyedWish keyed = new KeyedWish(key, wish.instanceId(), JournalTexts.terms(wish), counts);
        return submitter
                .inTurn(order, mine -> run(mine, keyed, traceId))
                .recover(failure -> submitter.failed(order, failure));
    }

    private Step<Ensured> run(Order order, KeyedWish keyed, Optional<String> traceId) {
        OrderWork work = new OrderWork(context, attempt, reconciler, order, traceId);
        KeyOutcome outcome = new KeyOutcome(context, submitter, order, work);
        return access.runner()
                .run(access.protocol().submit(keyed), work)
                .atEnd(work::close)
                .either(
                        result -> {
                            Optional<Duration> again =
                                    passesByItself(result) ? retry.whileOthersSubmit(order) : Optional.empty();
                            return again.isPresent()
                                    ? Step.pause(again.get()).then(over -> run(order, keyed, traceId))
                                    : outcome.of(result);
                        },
                        outcome::ofBug);
    }

    private static boolean passesByItself(Result result) {
        return result instanceof Result.Busy busy && busy.state() != KeyState.IN_DOUBT;
    }
}
