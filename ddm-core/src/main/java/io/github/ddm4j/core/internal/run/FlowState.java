/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.internal.run.Step.Stopped;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The state of a flow, open or closed, and the threads that wait in it. Closing wakes them all. Thread-safe. */
public final class FlowState {

    private final Set<CompletableFuture<Void>> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    public synchronized boolean isClosed() {
        return closed;
    }

    public void require() {
        if (isClosed()) {
            throw new IllegalStateException("The flow is closed");
        }
    }

    /** @throws Stopped if the flow is closed, or the thread is interrupted */
    public void check() {
        if (isClosed()) {
            throw new Stopped(Stopped.By.CLOSING);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped(Stopped.By.INTERRUPT);
        }
    }

    /** Has a signal given when the flow is closed, at once if it is closed already, until somebody {@linkplain #leave leaves}. */
    public void enter(CompletableFuture<Void> signal) {
        synchronized (this) {
            if (!closed) {
                waiting.add(signal);
                return;
            }
        }
        signal.complete(null);
    }

    @SuppressWarnings("CollectionUndefinedEquality") // the set compares by identity
    public synchronized void leave(CompletableFuture<Void> signal) {
        waiting.remove(signal);
    }

    public void close() {
        List<CompletableFuture<Void>> signals;
        synchronized (this) {
            closed = true;
            signals = List.copyOf(waiting);
            waiting.clear();
        }
        // Foreign code may hang on a signal, so it is given without the lock.
        signals.forEach(signal -> signal.complete(null));
    }
}
