/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.wait;

import java.time.Duration;
import java.time.Instant;

/** One reading of the list of jobs, page by page. Guarded by the lock of its {@link WaitBoard}. */
final class JobListing {

    final Duration began;
    final Instant since;

    /** The offset of the next page. */
    int offset;

    /** The requests made for it so far. */
    int requests;

    JobListing(Duration began, Instant since) {
        this.began = began;
        this.since = since;
    }
}
