/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import io.github.ddm4j.core.flow.CallerContext;
import io.github.ddm4j.core.flow.CallerContext.Captured;
import io.github.ddm4j.core.flow.CallerContext.Scope;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The user's {@link CallerContext}, which cannot harm the work that it is taken along to. Thread-safe. */
public final class SafeCallerContext {

    private final CallerContext context;
    private final Events events;

    public SafeCallerContext(CallerContext context, Events events) {
        this.context = context;
        this.events = events;
    }

    /** Captures the context of the calling thread. */
    public Captured capture() {
        return quietly(context::capture, Captured.NOTHING);
    }

    /** Returns the id of the calling thread's trace. */
    public Optional<String> traceId() {
        return traceId(capture());
    }

    /** Returns the id of a captured trace. */
    public Optional<String> traceId(Captured captured) {
        return quietly(captured::traceId, Optional.empty());
    }

    /** Returns an executor whose work runs with a captured context. */
    public Executor with(Captured captured, Executor executor) {
        return work -> executor.execute(() -> {
            Scope scope = quietly(captured::open, () -> {});
            try {
                work.run();
            } finally {
                quietly(
                        () -> {
                            scope.close();
                            return scope;
                        },
                        scope);
            }
        });
    }

    private <T> T quietly(Supplier<T> step, T otherwise) {
        try {
            T result = step.get();
            return result == null ? otherwise : result;
        } catch (Throwable thrown) {
            events.warn("The context of a caller failed", thrown);
            return otherwise;
        }
    }
}
