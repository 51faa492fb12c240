/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;

/** Threads of a server that end with its process. */
final class Daemon {

    /** What such a thread does. */
    interface Work {
        void run() throws IOException;
    }

    private Daemon() {}

    static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                // A client that has what it wants goes.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
