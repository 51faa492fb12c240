/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.internal.run.Step.Done;
import io.github.ddm4j.core.internal.run.Step.Failed;
import io.github.ddm4j.core.internal.run.Step.Stopped;
import io.github.ddm4j.core.internal.run.Step.Waiting;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs work in the caller's thread, which sleeps where the work waits. Thread-safe. */
public final class Runner {

    private final Timekeeper time;
    private final FlowState state;

    public Runner(Timekeeper time, FlowState state) {
        this.time = time;
        this.state = state;
    }

    /** Returns what the work ends with, or throws its failure. An interrupt stops the work and leaves the flag set. */
    public <T> T run(Supplier<Step<T>> work) {
        Step<T> step = Step.begin(work);
        while (step instanceof Waiting<T> waiting) {
            Optional<Throwable> broken = await(waiting);
            step = Step.begin(() -> waiting.next().apply(broken));
        }
        if (step instanceof Done<T> done) {
            return done.value();
        }
        throw Runner.<RuntimeException>asItIs(((Failed<T>) step).failure());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a failure leaves as it is, checked or not
    private static <E extends Throwable> E asItIs(Throwable failure) throws E {
        throw (E) failure;
    }

    private Optional<Throwable> await(Waiting<?> waiting) {
        state.enter(waiting.signal());
        try {
            time.await(waiting.signal(), waiting.until().minus(time.elapsed()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Stopped(Stopped.By.INTERRUPT));
        } catch (RuntimeException | Error bug) {
            // A failure of the timekeeper's. The knowledge of the work must not get lost with it.
            return Optional.of(bug);
        } finally {
            state.leave(waiting.signal());
        }
        return state.isClosed() ? Optional.of(new Stopped(Stopped.By.CLOSING)) : Optional.empty();
    }
}
