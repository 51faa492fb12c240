/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import java.time.Duration;
import java.time.Instant;

/** A time in which something is left alone. A clock that is set back ends it, or it could last for hours. */
record Pause(Instant from, Instant until) {

    static final Pause NONE = new Pause(Instant.EPOCH, Instant.EPOCH);

    static Pause of(Instant from, Duration length) {
        return new Pause(from, from.plus(length));
    }

    boolean covers(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
