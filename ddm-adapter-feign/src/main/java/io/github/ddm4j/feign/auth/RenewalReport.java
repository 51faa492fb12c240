/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.internal.CallLog;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener how one attempt to get a token went, and holds back whatever it throws. */
final class RenewalReport {

    private static final Logger LOG = LoggerFactory.getLogger(IamTokenProvider.class);

    private final @Nullable TokenListener listener;
    private final long start = System.nanoTime();

    RenewalReport(@Nullable TokenListener listener) {
        this.listener = listener;
    }

    void renewed() {
        tell(told -> told.renewed(took()));
    }

    void failed(ScaleOutException failure) {
        tell(told -> told.renewalFailed(took(), failure));
    }

    private void tell(Consumer<TokenListener> event) {
        if (listener == null) {
            return;
        }
        try {
            event.accept(listener);
        } catch (Throwable thrown) {
            CallLog.quietly(() -> LOG.warn("event=token_listener_failed", thrown));
        }
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
