/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import java.util.concurrent.CountDownLatch;

/** How a mutant waits. */
final class Waits {

    private Waits() {}

    /** Does not react to an interrupt, and remembers it. */
    static void uninterruptibly(CountDownLatch over) {
        boolean interrupted = false;
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
