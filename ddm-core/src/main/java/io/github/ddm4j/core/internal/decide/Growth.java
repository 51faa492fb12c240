/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.Observation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The difference between the numbers of nodes and the baseline.
 *
 * @param ours by how many nodes the group has grown that was asked to
 * @param grownGroups the number of groups that have grown, ours included
 * @param shrunk whether any group has shrunk
 * @param consistent whether the groups add up to the instance; they may not while the provider is catching up
 */
public record Growth(int ours, int grownGroups, boolean shrunk, boolean consistent) {

    /** @param others what has come for others, and is left out */
    public static Growth between(Baseline baseline, Observation seen, Collection<Claim> others) {
        int total = seen.nodeCount()
                - baseline.instance().nodeCount()
                - others.stream().mapToInt(Claim::nodes).sum();
        Optional<GroupId> target = baseline.targetGroup().map(NodeGroup::id);
        if (target.isEmpty()) {
            return new Growth(total, total > 0 ? 1 : 0, total < 0, true);
        }
        Map<GroupId, Integer> changes = changes(baseline.instance().groups(), seen.groups());
        others.forEach(claim -> changes.merge(claim.groupId().orElse(target.get()), -claim.nodes(), Integer::sum));
        return new Growth(
                changes.getOrDefault(target.get(), 0),
                (int) changes.values().stream().filter(change -> change > 0).count(),
                changes.values().stream().anyMatch(change -> change < 0),
                changes.values().stream().mapToInt(change -> change).sum() == total);
    }

    private static Map<GroupId, Integer> changes(List<NodeGroup> before, List<NodeGroup> after) {
        Map<GroupId, Integer> changes = new HashMap<>();
        after.forEach(group -> changes.merge(group.id(), group.nodeCount(), Integer::sum));
        before.forEach(group -> changes.merge(group.id(), -group.nodeCount(), Integer::sum));
        return changes;
    }

    /** Returns true if nothing has changed. */
    public boolean none() {
        return consistent && grownGroups == 0 && !shrunk;
    }

    /** Returns true if our group has grown by so many nodes, and nothing else has changed. */
    public boolean isOnlyOurs(int nodes) {
        return consistent && ours == nodes && grownGroups == 1 && !shrunk;
    }
}
