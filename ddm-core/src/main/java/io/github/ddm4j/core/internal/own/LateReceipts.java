/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.own;

import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.InstanceId;
import java.util.List;

/** What was given of late for scale-outs of an instance that this flow has not submitted itself: what a journal knows. */
@FunctionalInterface
public interface LateReceipts {

    /** Nobody else keeps receipts. */
    LateReceipts NONE = instanceId -> List.of();

    /** Those given within the last day, in any order; they may be known already. */
    List<Submission.Applied> of(InstanceId instanceId);
}
