/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.submit;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.ScaleOutReceipt;

/** What came of a request that left. */
public sealed interface AttemptResult {

    /** The provider accepted it. */
    record Answered(Baseline baseline, ScaleOutReceipt receipt) implements AttemptResult {}

    /** The answer was lost. */
    record Lost(Baseline baseline, OutcomeUnknownException how) implements AttemptResult {}
}
