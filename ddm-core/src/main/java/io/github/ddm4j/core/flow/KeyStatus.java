/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.Stamp;
import java.time.Duration;
import java.util.Optional;

/**
 * The entry of one key in the journal, at one moment.
 *
 * @param key the key
 * @param instanceId the instance that its wish is about
 * @param state the state of the key
 * @param stamp the mark of this moment; a person who settles a doubt names the one that was seen
 * @param age the time since it was written, or since it came in doubt, by the store's clock
 * @param leaseLeft the time that its writer may still be at work, by the store's clock; zero or negative if nobody is
 * @param stopsInstance whether no other key of the instance may be submitted
 * @param nodes the number of nodes that its order adds; 0 as long as that is not known
 * @param jobId the job that adds them, if one is known
 * @param orderId the order, if one is known
 * @param why the reason that it was refused or is in doubt; empty otherwise
 * @param evidence the state from before its order and the observations since, as long as they are kept
 * @since 0.1.0
 */
public record KeyStatus(
        IdempotencyKey key,
        InstanceId instanceId,
        KeyState state,
        Stamp stamp,
        Duration age,
        Duration leaseLeft,
        boolean stopsInstance,
        int nodes,
        Optional<JobId> jobId,
        Optional<OrderId> orderId,
        String why,
        Optional<Evidence> evidence) {

    public KeyStatus {
        requireNonNull(key, "key");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(state, "state");
        requireNonNull(stamp, "stamp");
        requireNonNull(age, "age");
        requireNonNull(leaseLeft, "leaseLeft");
        requireNonNull(jobId, "jobId");
        requireNonNull(orderId, "orderId");
        requireNonNull(why, "why");
        requireNonNull(evidence, "evidence");
    }

    /** Returns all that matters in one line, fit for a log. */
    public String summary() {
        String by = jobId.map(id -> " by job " + id).orElse("")
                + orderId.map(id -> " by order " + id).orElse("");
        String because = why.isEmpty() ? "" : ": " + why;
        return "Key '" + key + "' of instance " + instanceId + " is " + state + by + " since " + age.toSeconds() + " s"
                + because + "; stamp " + stamp;
    }
}
