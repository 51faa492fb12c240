/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.internal.cloud.EnlargeCommand;
import io.github.ddm4j.fake.internal.cloud.World;
import java.util.Optional;

/**
 * One enlarge request that a {@link FakeCloud} has applied.
 *
 * @param instanceId the instance
 * @param request the request, as it arrived
 * @param jobId the job that it started, for a pay-per-use instance
 * @param orderId the order that it placed, for a yearly/monthly instance
 * @since 0.1.0
 */
public record Enlargement(
        InstanceId instanceId, ScaleOutRequest request, Optional<JobId> jobId, Optional<OrderId> orderId) {

    static Enlargement of(World.Applied applied) {
        EnlargeCommand command = applied.command();
        ScaleOutRequest request = new ScaleOutRequest(
                new FlavorId(command.flavorId()),
                command.nodesToAdd(),
                Optional.ofNullable(command.groupId()).map(GroupId::new),
                command.autoPay(),
                command.zones().stream().map(AvailabilityZone::new).toList());
        return new Enlargement(
                new InstanceId(command.instanceId()),
                request,
                Optional.ofNullable(applied.jobId()).map(JobId::new),
                Optional.ofNullable(applied.orderId()).map(OrderId::new));
    }
}
