/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Job;
import java.util.Optional;

/** The conclusion from the observations about a scale-out whose answer was lost. */
public sealed interface Decision {

    /** The order was applied; by this job, if the observations tell which. */
    record Applied(Optional<Job> job) implements Decision {}

    /** The order was not applied. */
    record NotApplied() implements Decision {}

    /** Nothing can be said yet. */
    record KeepLooking() implements Decision {}

    /** Nothing can be said, and further looking will not help. */
    record Undecidable(Doubt doubt) implements Decision {}
}
