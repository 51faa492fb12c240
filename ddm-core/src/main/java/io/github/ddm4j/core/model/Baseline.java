/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state of an instance and its jobs right before a scale-out was sent. Later observations are compared with it.
 *
 * @param request the request that was about to be sent
 * @param instance the instance as it was
 * @param takenAt the moment of the reading, by our clock
 * @param jobsSince from when on jobs were read; early enough to hold every later job though the clocks differ
 * @param knownJobs the jobs that were there already and may concern the instance
 * @param openReceipts receipts for other scale-outs of the instance whose nodes were still to come
 * @param settled whether no job of others had changed the nodes of late; else some of its nodes may not have been counted
 *     yet
 * @since 0.1.0
 */
public record Baseline(
        ScaleOutRequest request,
        InstanceSnapshot instance,
        Instant takenAt,
        Instant jobsSince,
        Set<JobId> knownJobs,
        List<OpenReceipt> openReceipts,
        boolean settled) {

    public Baseline {
        requireNonNull(request, "request");
        requireNonNull(instance, "instance");
        requireNonNull(takenAt, "takenAt");
        requireNonNull(jobsSince, "jobsSince");
        knownJobs = Set.copyOf(knownJobs);
        openReceipts = List.copyOf(openReceipts);
    }

    /** Makes a settled baseline without open receipts. */
    public Baseline(
            ScaleOutRequest request,
            InstanceSnapshot instance,
            Instant takenAt,
            Instant jobsSince,
            Set<JobId> knownJobs) {
        this(request, instance, takenAt, jobsSince, knownJobs, List.of(), true);
    }

    /** Returns the instance that the scale-out is for. */
    public InstanceId instanceId() {
        return instance.id();
    }

    /** Returns the group that was going to grow, unless the provider told of no group at all. */
    public Optional<NodeGroup> targetGroup() {
        return instance.groupFor(request);
    }
}
