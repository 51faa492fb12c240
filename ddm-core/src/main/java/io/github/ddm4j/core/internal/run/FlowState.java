/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

/** Whether a flow is open. Thread-safe. */
public final class FlowState {

    private volatile boolean closed;

    public boolean isClosed() {
        return closed;
    }

    public void close() {
        closed = true;
    }

    public void require() {
        if (closed) {
            throw new IllegalStateException("The flow is closed");
        }
    }

    /** After an InterruptedException: sets the flag again and returns true, unless it was thrown because of closing. */
    public boolean keepFlag() {
        if (closed) {
            return false;
        }
        Thread.currentThread().interrupt();
        return true;
    }
}
