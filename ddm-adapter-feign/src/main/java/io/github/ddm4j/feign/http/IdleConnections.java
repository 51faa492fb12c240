/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** Connections at rest between two reads. Nothing here waits for anybody. Thread-safe. */
final class IdleConnections implements AutoCloseable {

    private final Deque<HttpConnection> resting = new ArrayDeque<>();
    private final long idleNanos;
    private final long lifeNanos;
    private boolean closed;

    IdleConnections(HttpSettings settings) {
        idleNanos = settings.idleTime().toNanos();
        lifeNanos = settings.connectionLife().toNanos();
    }

    /** Returns a connection that may be used again, the last one used first; null if there is none. */
    @Nullable
    HttpConnection take() {
        for (HttpConnection found = poll(); found != null; found = poll()) {
            boolean good = false;
            try {
                good = !found.isOver(System.nanoTime(), idleNanos, lifeNanos) && found.isQuiet();
            } finally {
                // Whatever is thrown: the collector of garbage does not close a channel.
                if (!good) {
                    found.close(CloseMode.GRACEFUL);
                }
            }
            if (good) {
                return found;
            }
        }
        return null;
    }

    /** Takes a connection in that has served a read. */
    void put(HttpConnection connection) {
        connection.rest();
        boolean taken;
        synchronized (resting) {
            taken = !closed;
            if (taken) {
                resting.push(connection);
            }
        }
        if (!taken) {
            connection.close(CloseMode.GRACEFUL);
        }
    }

    /** Makes room: closes those that have rested longest until so many are left at most. */
    void trimTo(int most) {
        List<HttpConnection> tooMany = new ArrayList<>();
        synchronized (resting) {
            while (resting.size() > most) {
                tooMany.add(resting.removeLast());
            }
        }
        tooMany.forEach(connection -> connection.close(CloseMode.GRACEFUL));
    }

    private @Nullable HttpConnection poll() {
        synchronized (resting) {
            return resting.pollFirst();
        }
    }

    @Override
    public void close() {
        synchronized (resting) {
            closed = true;
        }
        trimTo(0);
    }
}
