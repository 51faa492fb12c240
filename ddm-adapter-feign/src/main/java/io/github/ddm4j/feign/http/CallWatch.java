/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests that are past their deadline or whose caller was interrupted. One thread looks at all of them, because
 * blocking I/O can be ended only from outside, and no timeout of a socket bounds the whole of a call. The thread comes
 * with the first request, so that a transport that is never used leaves none.
 */
final class CallWatch implements AutoCloseable {

    private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();

    /** The ticks for which the thread goes on without a call, so that a steady stream of calls need not wake it. */
    private static final int LINGER_TICKS = 20;

    private final String name;
    private final Set<HttpExchange> inFlight;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean parked;
    private int quietTicks;

    CallWatch(String name) {
        this(name, ConcurrentHashMap.newKeySet());
    }

    /** @param inFlight a set for several threads */
    CallWatch(String name, Set<HttpExchange> inFlight) {
        this.name = name;
        this.inFlight = inFlight;
    }

    void add(HttpExchange exchange) {
        if (thread == null) {
            start();
        }
        inFlight.add(exchange);
        if (parked) {
            LockSupport.unpark(thread);
        }
        if (closed()) {
            exchange.cut(HttpExchange.Cut.CLOSE);
        }
    }

    private synchronized void start() {
        if (thread == null && !closed()) {
            Thread started = new Thread(this::run, name);
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    void remove(HttpExchange exchange) {
        inFlight.remove(exchange);
    }

    boolean closed() {
        return closing.getCount() == 0;
    }

    void awaitClose(Duration time) throws InterruptedException {
        closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Goes on whatever happens, because without this thread no call would ever end by itself: an Error ends one tick.
     */
    private void run() {
        while (!closed()) {
            try {
                tick();
            } catch (Throwable thrown) {
                // Whatever has not been ended is looked at again in the next tick.
            }
        }
    }

    private void tick() {
        // First, so that a tick which always fails does not spin.
        LockSupport.parkNanos(this, TICK_NANOS);
        if (!inFlight.isEmpty()) {
            quietTicks = 0;
            long now = System.nanoTime();
            forEach(exchange -> exchange.cutIfOver(now));
        } else if (++quietTicks > LINGER_TICKS) {
            quietTicks = 0;
            parkUntilNeeded();
        }
    }

    private void forEach(Consumer<HttpExchange> end) {
        for (HttpExchange exchange : inFlight) {
            try {
                end.accept(exchange);
            } catch (Throwable notEnded) {
                // The others must not wait for this one.
            }
        }
    }

    private void parkUntilNeeded() {
        parked = true;
        // Looked at again after the flag is up: a call that came in between has seen it, or is seen here.
        if (inFlight.isEmpty() && !closed()) {
            LockSupport.park(this);
        }
        parked = false;
    }

    /** Ends every request in flight, and the thread. */
    @Override
    public void close() {
        closing.countDown();
        Thread watching = lastStarted();
        forEach(exchange -> exchange.cut(HttpExchange.Cut.CLOSE));
        if (watching == null) {
            return;
        }
        LockSupport.unpark(watching);
        boolean interrupted = Thread.interrupted();
        try {
            watching.join(Duration.ofSeconds(1).toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread lastStarted() {
        return thread;
    }
}
