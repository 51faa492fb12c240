/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.control;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.Inputs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the provider down and up again, from a thread of its own where the caller's connection goes down with it. */
final class Outage {

    /** Time for the answer to get out before its connection is closed. */
    private static final long MILLIS_FOR_THE_ANSWER = 100;

    private final CloudCore cloud;
    private final CountDownLatch closed;
    private final boolean ownPort;

    /**
     * @param closed ends an outage early
     * @param ownPort whether the remote control has a port that stays open
     */
    Outage(CloudCore cloud, CountDownLatch closed, boolean ownPort) {
        this.cloud = cloud;
        this.closed = closed;
        this.ownPort = ownPort;
    }

    /** @throws IllegalArgumentException if nobody could bring the provider back */
    void check(boolean reachable, @Nullable Duration back) {
        Inputs.require(
                reachable || ownPort || back != null,
                "forSeconds is missing: the remote control is on the port that will be closed");
    }

    /** @param back how long the outage lasts, or null until somebody ends it */
    void begin(boolean reachable, @Nullable Duration back) {
        if (reachable || ownPort && back == null) {
            cloud.setReachable(reachable);
            return;
        }
        Thread thread = new Thread(() -> play(back == null ? Duration.ZERO : back), "ddm4j-fake-outage");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends with the provider up again, also when the server is closed meanwhile. */
    private void play(Duration lasting) {
        try {
            if (!closed.await(MILLIS_FOR_THE_ANSWER, TimeUnit.MILLISECONDS)) {
                cloud.setReachable(false);
                closed.await(lasting.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cloud.setReachable(true);
        }
    }
}
