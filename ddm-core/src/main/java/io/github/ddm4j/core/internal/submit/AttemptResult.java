/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.Ensured.AlreadyThere;
import io.github.ddm4j.core.internal.run.CallBudget.Booking;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.ScaleOutReceipt;

/** The result of one attempt that did not end in an exception. */
sealed interface AttemptResult {

    /** All is ready for the order, and nothing was sent yet. */
    record Ready(Baseline baseline, Booking booking) implements AttemptResult {}

    /** The provider accepted the order. */
    record Accepted(Baseline baseline, ScaleOutReceipt receipt) implements AttemptResult {}

    /** The order may have left, and its answer was lost. */
    record Lost(Baseline baseline, OutcomeUnknownException how) implements AttemptResult {}

    /** Nothing was sent, because there is nothing to add. */
    record Enough(AlreadyThere there) implements AttemptResult {}

    /** Nothing was sent, because a gate refused for good. */
    record Refused(ProviderUnavailableException why) implements AttemptResult {}

    /** Nothing was sent, because something is under way that comes to rest by itself. */
    record Busy(ScaleOutRejectedException why) implements AttemptResult {}
}
