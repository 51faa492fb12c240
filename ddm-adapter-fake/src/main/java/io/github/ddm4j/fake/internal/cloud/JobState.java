/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A job that adds nodes. It never changes: what it looks like follows from the time.
 *
 * @param startsAt the moment at which the work begins; later than createdAt if another job of the instance is still
 *     running
 * @param failReason the reason that it will fail at its end, or null if it will end well
 */
public record JobState(
        String id,
        String instanceId,
        String instanceName,
        Instant createdAt,
        Instant startsAt,
        Duration duration,
        @Nullable String failReason) {

    public enum Phase {
        RUNNING("Running", "creating"),
        COMPLETED("Completed", "normal"),
        FAILED("Failed", "enlargefail");

        /** The job's status as the API writes it. */
        public final String jobStatus;

        /** The status of the nodes that the job adds, as the API writes it. */
        public final String nodeStatus;

        Phase(String jobStatus, String nodeStatus) {
            this.jobStatus = jobStatus;
            this.nodeStatus = nodeStatus;
        }
    }

    public Instant endsAt() {
        return startsAt.plus(duration);
    }

    public Phase phase(Instant now) {
        if (now.isBefore(endsAt())) {
            return Phase.RUNNING;
        }
        return failReason == null ? Phase.COMPLETED : Phase.FAILED;
    }

    /** Returns the progress in percent, from 0 to 99 while the job is running. */
    public int percent(Instant now) {
        long done = Math.max(0, Duration.between(startsAt, now).toNanos());
        return (int) Math.min(99, done * 100.0 / duration.toNanos());
    }

    /**
     * Returns the job as a port shows it. Like the API, only the list of jobs tells why one failed, and times are whole
     * seconds.
     *
     * @param fault what it does to the name and the status
     */
    public Job toJob(Instant now, boolean inList, FaultPlan fault) {
        Phase phase = phase(now);
        boolean running = phase == Phase.RUNNING;
        return new Job(
                new JobId(id),
                fault.jobName(Job.ENLARGE_NODE),
                new JobStatus(fault.jobStatus(phase.jobStatus)),
                running ? OptionalInt.of(percent(now)) : OptionalInt.empty(),
                Optional.of(createdAt.truncatedTo(ChronoUnit.SECONDS)),
                running ? Optional.empty() : Optional.of(endsAt().truncatedTo(ChronoUnit.SECONDS)),
                Optional.of(new InstanceId(instanceId)),
                inList && phase == Phase.FAILED ? Optional.ofNullable(failReason) : Optional.empty());
    }
}
