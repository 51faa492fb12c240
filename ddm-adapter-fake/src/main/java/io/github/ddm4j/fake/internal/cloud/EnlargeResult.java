/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import org.jspecify.annotations.Nullable;

/** The answer to an accepted enlarge request: pay-per-use names a job, yearly/monthly an order. */
public record EnlargeResult(
        String instanceId,
        @Nullable String instanceName,
        @Nullable String jobId,
        @Nullable String orderId) {

    public EnlargeResult withoutIds() {
        return new EnlargeResult(instanceId, instanceName, null, null);
    }

    /** Returns the result with a blank in each id, which no id has. */
    public EnlargeResult withBrokenIds() {
        return new EnlargeResult(
                instanceId,
                instanceName,
                jobId == null ? null : "job " + jobId,
                orderId == null ? null : "order " + orderId);
    }

    /** Returns the result with an order beside its job, if it has a job. */
    public EnlargeResult beside(String order) {
        return jobId == null ? this : new EnlargeResult(instanceId, instanceName, jobId, order);
    }

    public EnlargeResult naming(String otherInstanceId) {
        return new EnlargeResult(otherInstanceId, instanceName, jobId, orderId);
    }
}
