/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.port.SendPermit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way. This is the one place that decides whether the request may leave. It remembers the one fact
 * that decides what a failure means: whether the request may have left.
 */
final class HttpExchange {

    /** The reason that a request was cut off by us. */
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

    private static final int LONGEST_CHAIN = 20;

    private final Thread caller = Thread.currentThread();
    private final long deadline;
    private final @Nullable Supplier<SendPermit> gate;
    private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
    private volatile @Nullable HttpConnection connection;
    private volatile boolean handedOver;
    private boolean begun;
    private boolean asked;

    /**
     * @param deadline by {@link System#nanoTime()}
     * @param gate asked when the connection stands; null for none
     */
    HttpExchange(long deadline, @Nullable Supplier<SendPermit> gate) {
        this.deadline = deadline;
        this.gate = gate;
    }

    /** Tells which connection to end if the request is cut off. */
    void uses(HttpConnection used) {
        connection = used;
        if (cut() != null) {
            used.abort();
        }
    }

    /**
     * Lets the connection take the head of the request, once.
     *
     * @throws ProtocolException the second time, whoever asks for it: a request leaves once
     */
    void begin() throws ProtocolException {
        if (begun) {
            throw new ProtocolException("A request is sent once");
        }
        begun = true;
    }

    /**
     * Asks for leave right before the first byte. A request that fails up to here is unsent, and stays so. A client
     * that closes a connection writes the rest of its buffer, and must not get leave by asking again.
     *
     * @throws ProviderUnavailableException if the gate refuses, or its permission is over
     * @throws IOException if nobody waits any more, or the server speaks before it was asked
     */
    void handOver(HttpConnection to) throws IOException {
        if (asked) {
            throw new IOException("What was stopped before its first byte stays unsent");
        }
        asked = true;
        refuseIfOver();
        SendPermit permit = gate == null ? null : gate.get();
        to.refuseUnasked();
        refuseIfOver();
        if (permit != null) {
            permit.check();
        }
        handedOver = true;
    }

    void refuseIfOver() throws InterruptedIOException {
        cutIfOver(System.nanoTime());
        if (cut() != null) {
            throw new InterruptedIOException("Cut off before it was sent");
        }
    }

    /** Returns true if the request may have left; false proves that it has not. */
    boolean handedOver() {
        return handedOver;
    }

    /** Returns the nanoseconds until the deadline; negative after it. */
    long timeLeft() {
        return deadline - System.nanoTime();
    }

    /** Returns the reason that the request was cut off, or null if it was not. */
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

    /**
     * Asked by the caller's thread when the request has failed: the reason that it was cut off, or null if it was not. An
     * interrupt closes a channel by itself, before the watch has looked. Newer JVMs do so a moment after they have set the
     * flag, and an earlier call of the thread may have been told of that one, and its caller have taken the flag down.
     */
    @Nullable
    Cut cutBy(Throwable failure) {
        Stream<Throwable> causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(LONGEST_CHAIN);
        if (causes.anyMatch(ClosedByInterruptException.class::isInstance)) {
            caller.interrupt();
        }
        cutIfOver(System.nanoTime());
        return cut();
    }

    /** Ends the request wherever it stands, from any thread. Never blocks. */
    void cut(Cut reason) {
        cut.compareAndSet(null, reason);
        HttpConnection used = connection;
        if (used != null) {
            used.abort();
        }
    }
}
