/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import java.time.Duration;
import java.time.Instant;

/** A token with its life by this machine's clock. */
record IssuedToken(AuthToken token, Instant issuedAt, Instant expiresAt) {

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(30);
    private static final int SHARE_OF_LIFE = 10;

    boolean endedAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Returns true from half an hour before the end on, or from the last tenth of the life on if that is shorter. */
    boolean dueAt(Instant now) {
        Duration share = Duration.between(issuedAt, expiresAt).dividedBy(SHARE_OF_LIFE);
        Duration margin = share.compareTo(LONGEST_MARGIN) < 0 ? share : LONGEST_MARGIN;
        return !now.isBefore(expiresAt.minus(margin));
    }
}
