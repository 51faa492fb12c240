/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.Node;
import java.util.List;
import java.util.Optional;

/**
 * The good end of a wait: the nodes are there.
 *
 * @param goal the goal of the wait
 * @param job the job that has ended, if one was watched
 * @param nodeCount the number of nodes counted for the goal, at least as many as it wanted: those of the group, or of the
 *     instance if the goal names no group; where the list of nodes alone was read, those of them that are normal
 * @param nodes these nodes, as the provider lists them; with those, if any, that had failed to join before
 * @since 0.1.0
 */
public record ScaledOut(ScaleOutGoal goal, Optional<Job> job, int nodeCount, List<Node> nodes) {

    public ScaledOut {
        requireNonNull(goal, "goal");
        requireNonNull(job, "job");
        nodes = List.copyOf(nodes);
    }
}
