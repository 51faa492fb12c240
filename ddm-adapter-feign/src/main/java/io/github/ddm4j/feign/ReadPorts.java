/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reads of an adapter, behind their circuit breaker. Feign studies their interface only at the first of them,
 * because a new JVM gets to its first order sooner without.
 */
final class ReadPorts {

    private final Guard guard;
    private final ReadRetry retry;
    private final Supplier<ReadApi> opening;
    private final ProjectId project;
    private final Clock clock;
    private @Nullable Readers readers;

    /** @param opening makes the client, once at most */
    ReadPorts(Guard guard, ReadRetry retry, Supplier<ReadApi> opening, ProjectId project, Clock clock) {
        this.guard = guard;
        this.retry = retry;
        this.opening = opening;
        this.project = project;
        this.clock = clock;
    }

    InstanceSnapshot instance(InstanceId instance) {
        return guard.call(
                "instance", "instance=" + instance, () -> readers().instances().read(instance, retry.start()));
    }

    List<Node> nodes(InstanceId instance) {
        return guard.call(
                "nodes", "instance=" + instance, () -> readers().instances().readNodes(instance, retry.start()));
    }

    List<Schema> schemas(InstanceId instance) {
        return guard.call(
                "schemas", "instance=" + instance, () -> readers().linkedRds().read(instance, retry.start()));
    }

    Job job(JobId job) {
        return guard.call("job", "job=" + job, () -> readers().jobs().read(job, retry.start()));
    }

    List<Job> jobsSince(Instant since) {
        return guard.call("jobsSince", "", () -> readers().jobs().readSince(since, retry.start()));
    }

    JobPage jobPage(Instant since, int offset) {
        return guard.call("jobPage", "", () -> readers().jobs().readPage(since, offset, retry.start()));
    }

    private record Readers(InstanceReader instances, LinkedRdsReader linkedRds, JobReader jobs) {}

    private synchronized Readers readers() {
        Readers opened = readers;
        if (opened == null) {
            ReadApi api = opening.get();
            opened = new Readers(
                    new InstanceReader(api, project),
                    new LinkedRdsReader(api, project),
                    new JobReader(api, project, clock));
            readers = opened;
        }
        return opened;
    }
}
