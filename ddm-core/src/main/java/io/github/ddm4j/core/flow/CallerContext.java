/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import java.util.Optional;

/**
 * Takes what belongs to the caller's thread, such as its trace, along to the threads that work for it in the background.
 * What it throws is logged and changes nothing. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallerContext {

    /** Captures what belongs to the calling thread. Called once for each submission and reconciliation, at its beginning. */
    Captured capture();

    /** The captured context of a caller. Thread-safe. */
    @FunctionalInterface
    interface Captured {

        /** Nothing. */
        Captured NOTHING = () -> () -> {};

        /** Puts it in force in the calling thread, before a piece of the work and until the scope is closed after it. */
        Scope open();

        /** The id of the caller's trace, for events, log lines and spans; empty by default. */
        default Optional<String> traceId() {
            return Optional.empty();
        }
    }

    /** The time in which it is in force in one thread. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Restores what was in force in this thread before. */
        @Override
        void close();
    }
}
