/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A job of the provider, as read at one moment.
 *
 * @param id the job
 * @param name the kind of work, such as {@value #ENLARGE_NODE}
 * @param status its status
 * @param progress its progress, in percent from 0 to 100, where the provider tells
 * @param createdAt the moment at which it was created, by the provider's clock
 * @param endedAt the moment at which it ended, by the provider's clock; the provider may tell one for a running job too
 * @param instanceId the instance it works on
 * @param failReason the reason that it failed; only the list of jobs tells it
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0107.html">Querying a job</a>
 * @since 0.1.0
 */
public record Job(
        JobId id,
        String name,
        JobStatus status,
        OptionalInt progress,
        Optional<Instant> createdAt,
        Optional<Instant> endedAt,
        Optional<InstanceId> instanceId,
        Optional<String> failReason) {

    /** The name of a job that adds nodes. */
    public static final String ENLARGE_NODE = "EnlargeNode";

    private static final String REDUCE_NODE = "ReduceNode";

    public Job {
        requireNonNull(id, "id");
        name = ProviderText.oneLine("name", name);
        requireNonNull(status, "status");
        requireNonNull(progress, "progress");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(endedAt, "endedAt");
        requireNonNull(instanceId, "instanceId");
        failReason = requireNonNull(failReason, "failReason").map(text -> ProviderText.oneLine("failReason", text));
    }

    /** Returns true if the job adds nodes. The provider gives the same name to jobs that change the node class. */
    public boolean addsNodes() {
        return name.equalsIgnoreCase(ENLARGE_NODE);
    }

    /** Returns true if the job changes the number of nodes, up or down. */
    public boolean changesNodes() {
        return addsNodes() || name.equalsIgnoreCase(REDUCE_NODE);
    }

    /** Returns true if the job may work on this instance: it names this instance or none. */
    public boolean mayConcern(InstanceId instance) {
        return instanceId.isEmpty() || instanceId.get().equals(instance);
    }

    /** Returns true if the job has ended, well or badly. A job of an unknown status counts as running. */
    public boolean ended() {
        return succeeded() || failed();
    }

    /** Returns true if the job has ended well. */
    public boolean succeeded() {
        return status.equals(JobStatus.COMPLETED);
    }

    /** Returns true if the job has ended badly. */
    public boolean failed() {
        return status.equals(JobStatus.FAILED);
    }
}
