/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static java.util.Collections.min;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
        return !now.isBefore(expiresAt.minus(min(List.of(share, LONGEST_MARGIN))));
    }
}
