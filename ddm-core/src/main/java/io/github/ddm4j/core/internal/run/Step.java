/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A piece of work, come to its end or to a point where it has to wait. The runner of the work waits in its place: a
 * caller's thread sleeps, a pool does something else. Between two waits, work runs in one go.
 */
public sealed interface Step<T> {

    /** The work has ended with a value. */
    record Done<T>(T value) implements Step<T> {}

    /** The work has ended with a failure. */
    record Failed<T>(Throwable failure) implements Step<T> {}

    /**
     * The work waits.
     *
     * @param signal ends the wait; given as well when the flow is closed
     * @param until when to go on without the signal, by {@code Timekeeper.elapsed()}
     * @param next goes on; given why, if the wait was broken off
     */
    record Waiting<T>(CompletableFuture<Void> signal, Duration until, Function<Optional<Throwable>, Step<T>> next)
            implements Step<T> {}

    /** The work is to be stopped: the failure of a wait that its runner has broken off. */
    final class Stopped extends RuntimeException {

        /** The party that stops the work. */
        public enum By {
            /** The thread was interrupted. */
            INTERRUPT("the thread was interrupted"),
            /** The flow was closed. */
            CLOSING("the flow was closed"),
            /** The future was cancelled, or completed by somebody else. */
            CANCELLING("it was cancelled"),
            /** The executor takes no more work. */
            EXECUTOR("the executor takes no more work");

            private final String text;

            By(String text) {
                this.text = text;
            }

            /** The reason as a part of a sentence. */
            public String text() {
                return text;
            }
        }

        private static final long serialVersionUID = 1L;

        private final By by;

        public Stopped(By by) {
            super(by.text(), null, false, false);
            this.by = by;
        }

        public By by() {
            return by;
        }
    }

    static <T> Step<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Step<T> failed(Throwable failure) {
        return new Failed<>(failure);
    }

    /** Waits for a while; nothing but a stop ends the wait sooner. */
    static Step<Duration> pause(Duration until) {
        return new Waiting<>(new CompletableFuture<>(), until, broken -> broken.<Step<Duration>>map(Step::failed)
                .orElseGet(() -> done(until)));
    }

    /** Begins work. Whatever it throws is its failure. */
    static <T> Step<T> begin(Supplier<Step<T>> work) {
        try {
            return work.get();
        } catch (Throwable thrown) {
            // An Error too: the knowledge of an order must not get lost with it.
            return failed(thrown);
        }
    }

    /** Does the same again and again, until it ends with a value that is there. */
    static <T> Step<T> repeat(Supplier<Step<Optional<T>>> work) {
        while (true) {
            Step<Optional<T>> step = begin(work);
            if (!(step instanceof Done<Optional<T>> done)) {
                return step.then(value -> value.map(Step::done).orElseGet(() -> repeat(work)));
            }
            if (done.value().isPresent()) {
                return done(done.value().get());
            }
        }
    }

    /** Goes on with what comes next, unless this fails. */
    default <U> Step<U> then(Function<? super T, Step<U>> next) {
        return either(next, Step::failed);
    }

    /** Goes on with a handler if this fails. */
    default Step<T> recover(Function<Throwable, Step<T>> handler) {
        return either(Step::done, handler);
    }

    /** Has something done at the end, however that comes about. */
    default Step<T> atEnd(Runnable last) {
        return either(
                value -> {
                    last.run();
                    return done(value);
                },
                failure -> {
                    last.run();
                    return failed(failure);
                });
    }

    /** Goes on, one way or the other. */
    default <U> Step<U> either(Function<? super T, Step<U>> next, Function<Throwable, Step<U>> handler) {
        if (this instanceof Waiting<T> waiting) {
            return new Waiting<>(waiting.signal(), waiting.until(), stopped -> begin(
                            () -> waiting.next().apply(stopped))
                    .either(next, handler));
        }
        return this instanceof Done<T> done
                ? begin(() -> next.apply(done.value()))
                : begin(() -> handler.apply(((Failed<T>) this).failure()));
    }
}
