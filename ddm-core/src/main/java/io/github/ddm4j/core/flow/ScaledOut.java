/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import java.util.Optional;

/**
 * The good end of a wait: the nodes are there.
 *
 * @param goal the goal of the wait
 * @param job the job that has ended, if one was watched
 * @param instance the instance as it is now
 * @since 0.1.0
 */
public record ScaledOut(ScaleOutGoal goal, Optional<Job> job, InstanceSnapshot instance) {

    public ScaledOut {
        requireNonNull(goal, "goal");
        requireNonNull(job, "job");
        requireNonNull(instance, "instance");
    }
}
