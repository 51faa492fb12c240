/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way. Remembers the one fact that decides what a failure means: whether the request may have left.
 */
final class Exchange extends HttpUriRequestBase {

    private static final long serialVersionUID = 1L;

    /** Why a request was cut off by us. */
    enum Cut {
        DEADLINE("the deadline passed"),
        INTERRUPT("the calling thread was interrupted"),
        CLOSE("the adapter was closed");

        private final String text;

        Cut(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final transient Thread caller;
    private final long deadline;
    private final transient AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
    private volatile boolean handedOver;

    /** @param deadline by {@link System#nanoTime()} */
    Exchange(String method, URI uri, long deadline) {
        super(method, uri);
        this.caller = Thread.currentThread();
        this.deadline = deadline;
    }

    /** Called when there is a connection to the provider and the next thing to happen is the sending. */
    void handOver() {
        handedOver = true;
    }

    /** Whether the request may have left. False is a proof that it has not. */
    boolean handedOver() {
        return handedOver;
    }

    /** Why the request was cut off, or null if it was not. */
    @Nullable
    Cut cut() {
        return cut.get();
    }

    /** Ends the request, if it has no time left or nobody waits for it any more. */
    void cutIfOver(long now) {
        if (caller.isInterrupted()) {
            cut(Cut.INTERRUPT);
        } else if (deadline - now <= 0) {
            cut(Cut.DEADLINE);
        }
    }

    /** Ends the request wherever it stands, from any thread. */
    void cut(Cut reason) {
        cut.compareAndSet(null, reason);
        cancel();
    }
}
