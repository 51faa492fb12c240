/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import feign.Request;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.feign.http.Transport.Attempt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one request of a call may take, on its way through Feign. Feign's own times are not looked at: the attempt has its
 * deadline.
 */
public final class CallOptions extends Request.Options {

    private final Attempt attempt;
    private final @Nullable Supplier<SendPermit> gate;

    /** Options of a request that asks nobody for leave. */
    public CallOptions(Attempt attempt) {
        this(attempt, null);
    }

    /** @param gate asked when the connection stands; null for none */
    public CallOptions(Attempt attempt, @Nullable Supplier<SendPermit> gate) {
        super(1, TimeUnit.HOURS, 1, TimeUnit.HOURS, false);
        this.attempt = attempt;
        this.gate = gate;
    }

    Attempt attempt() {
        return attempt;
    }

    @Nullable
    Supplier<SendPermit> gate() {
        return gate;
    }
}
