/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.Optional;

/**
 * One scale-out that the far side has taken on, whether or not it could say so.
 *
 * @param instanceId the instance it is for
 * @param request the request, as the far side understood it
 * @param jobId the job it started, for a pay-per-use instance
 * @param orderId the order it placed, for a yearly/monthly instance
 * @since 0.1.0
 */
public record AppliedOrder(
        InstanceId instanceId, ScaleOutRequest request, Optional<JobId> jobId, Optional<OrderId> orderId) {}
