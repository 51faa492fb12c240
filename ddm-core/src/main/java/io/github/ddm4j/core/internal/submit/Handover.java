/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

/**
 * The moment from which on an order may have left. Whoever cancels before it knows for sure that nothing is sent.
 * Thread-safe.
 */
public final class Handover {

    private enum State {
        BEFORE,
        PASSED,
        CANCELLED
    }

    private State state = State.BEFORE;

    /** Lets the order pass, unless it was cancelled before. */
    synchronized boolean pass() {
        if (state == State.BEFORE) {
            state = State.PASSED;
        }
        return state == State.PASSED;
    }

    /** The order that passed was surely not applied. */
    synchronized void undo() {
        if (state == State.PASSED) {
            state = State.BEFORE;
        }
    }

    /** Returns whether from now on nothing is sent, and nothing has been. */
    public synchronized boolean cancel() {
        if (state == State.BEFORE) {
            state = State.CANCELLED;
        }
        return state == State.CANCELLED;
    }
}
