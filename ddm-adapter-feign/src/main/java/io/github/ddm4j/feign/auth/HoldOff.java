/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import java.time.Duration;
import java.time.Instant;

/** A time in which something is left alone. A clock that is set back ends it, or it could last for hours. */
record HoldOff(Instant from, Instant until) {

    static final HoldOff NONE = new HoldOff(Instant.EPOCH, Instant.EPOCH);

    static HoldOff of(Instant from, Duration length) {
        return new HoldOff(from, from.plus(length));
    }

    boolean covers(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
