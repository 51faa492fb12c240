/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OpenReceipt;
import java.util.Optional;

/**
 * What a receipt for another scale-out says of the nodes: a job that is claimed proves nothing for anybody else.
 *
 * @param groupId the group that it adds to; empty for the whole instance
 * @param nodes how many nodes it adds
 * @param jobId its job, if that is known
 * @param came whether its nodes are known to have come since the baseline; else the job tells, or they may have come or not
 */
public record Claim(Optional<GroupId> groupId, int nodes, Optional<JobId> jobId, boolean came) {

    public static Claim of(OpenReceipt open) {
        return new Claim(open.groupId(), open.nodes(), open.jobId(), false);
    }
}
