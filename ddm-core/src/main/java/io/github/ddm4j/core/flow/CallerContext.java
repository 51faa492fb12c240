/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import java.util.Optional;

/**
 * Takes the context of the caller's thread, such as its trace, along to the threads that work for it in the background.
 * An exception that it throws is logged and changes nothing. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallerContext {

    /**
     * Captures the context of the calling thread. Every submission and reconciliation calls it once, at its beginning.
     */
    Captured capture();

    /** The captured context of a caller. Thread-safe. */
    @FunctionalInterface
    interface Captured {

        /** The context that holds nothing. */
        Captured NOTHING = () -> () -> {};

        /**
         * Puts the context in force in the calling thread, before a piece of the work and until the scope is closed
         * after it.
         */
        Scope open();

        /** Returns the id of the caller's trace, which goes to events, log lines and spans; empty by default. */
        default Optional<String> traceId() {
            return Optional.empty();
        }
    }

    /** The time for which a context is in force in one thread. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Restores the context that was in force in this thread before. */
        @Override
        void close();
    }
}
