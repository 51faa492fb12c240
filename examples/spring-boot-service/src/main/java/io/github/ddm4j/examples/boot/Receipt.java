/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;

/**
 * The answer to an accepted POST.
 *
 * @param id names the scale-out in this service
 * @param job the provider's job that adds the nodes, or null
 * @param order the provider's order, which may wait to be paid, or null
 * @param answerLost whether the provider's answer was lost, and looking showed that it was accepted
 */
record Receipt(String id, String instance, String job, String order, boolean answerLost) {

    static Receipt of(ScaleOut scaleOut, Submission.Applied applied) {
        return new Receipt(
                scaleOut.id(),
                applied.instanceId().value(),
                applied.jobId().map(JobId::value).orElse(null),
                applied.orderId().map(OrderId::value).orElse(null),
                applied instanceof Submission.FoundApplied);
    }
}
