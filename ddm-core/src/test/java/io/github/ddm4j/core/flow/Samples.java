/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Values that tests of the flow start from. */
public final class Samples {

    public static final InstanceId INSTANCE = new InstanceId("i1");

    public static final GroupId GROUP = new GroupId("g0");

    private Samples() {}

    public static ScaleOutRequest request(int nodes) {
        return ScaleOutRequest.builder("flavor-1", nodes).groupId(GROUP.value()).build();
    }

    /** An instance with groups g0, g1 … of these sizes. */
    public static InstanceSnapshot instance(BillingMode billing, String status, int... groupSizes) {
        List<NodeGroup> groups = new ArrayList<>();
        for (int size : groupSizes) {
            groups.add(new NodeGroup(new GroupId("g" + groups.size()), "group", !groups.isEmpty(), size));
        }
        int total = Arrays.stream(groupSizes).sum();
        return new InstanceSnapshot(INSTANCE, "name", new InstanceStatus(status), billing, total, groups, List.of());
    }

    public static InstanceSnapshot instance(String status, int... groupSizes) {
        return instance(BillingMode.PAY_PER_USE, status, groupSizes);
    }

    public static Job job(String id, String status) {
        return job(id, Job.ENLARGE_NODE, status);
    }

    public static Job job(String id, String name, String status) {
        return new Job(
                new JobId(id),
                name,
                new JobStatus(status),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(INSTANCE),
                Optional.empty());
    }
}
