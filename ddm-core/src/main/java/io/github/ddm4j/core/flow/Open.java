/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

/** Whether a flow is open. Thread-safe. */
final class Open {

    private volatile boolean closed;

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    void require() {
        if (closed) {
            throw new IllegalStateException("The flow is closed");
        }
    }

    /** After an InterruptedException: sets the flag again and returns true, unless it was thrown because of closing. */
    boolean keepFlag() {
        if (closed) {
            return false;
        }
        Thread.currentThread().interrupt();
        return true;
    }
}
