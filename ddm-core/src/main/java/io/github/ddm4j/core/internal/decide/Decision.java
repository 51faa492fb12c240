/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.OrderTrace;
import java.util.Optional;

/** The conclusion from the observations about a scale-out whose answer was lost. */
public sealed interface Decision {

    /** The order was applied; by this job, if the observations tell which; shown by this trace, if one decides. */
    record Applied(Optional<Job> job, Optional<OrderTrace> trace) implements Decision {

        Applied(Optional<Job> job) {
            this(job, Optional.empty());
        }
    }

    /** The order was not applied. */
    record NotApplied() implements Decision {}

    /** Nothing can be said yet. */
    record KeepLooking() implements Decision {}

    /** Nothing can be said, and further looking will not help. */
    record Undecidable(Doubt doubt) implements Decision {}
}
