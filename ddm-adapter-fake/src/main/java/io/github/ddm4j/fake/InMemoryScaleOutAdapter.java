/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ports in front of a {@link FakeCloud}, in this process: what a service's tests use in place of an adapter that
 * sends. It keeps the same outcome table and the same circuit breaking.
 *
 * <p>Nothing sleeps. A fault that delays the answer beyond the deadline ends in the same outcome at once. Reading is not
 * repeated. Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryScaleOutAdapter implements ScaleOutPort, InstancePort, JobPort, AutoCloseable {

    /** The name of the circuit breaker of {@link #scaleOut}. */
    public static final String SCALE_OUT_BREAKER = "ddm-scale-out";

    /** The name of the circuit breaker of everything that reads. */
    public static final String READ_BREAKER = "ddm-read";

    private final CloudCore cloud;
    private final String projectId;
    private final Wire wire;
    private final CallGuard commands;
    private final CallGuard reads;

    private InMemoryScaleOutAdapter(Builder builder) {
        this.cloud = builder.cloud.core();
        this.projectId = builder.projectId.value();
        this.wire = new Wire(cloud, builder.projectId, builder.token, builder.deadline);
        this.commands = CallGuard.of(SCALE_OUT_BREAKER, builder.registry, FailureKind::order);
        this.reads = CallGuard.of(READ_BREAKER, builder.registry, FailureKind::read);
    }

    /** Starts an adapter for one project of a cloud. */
    public static Builder builder(FakeCloud cloud, ProjectId projectId) {
        return new Builder(cloud, projectId);
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        requireNonNull(instanceId, "instanceId");
        EnlargeCommand command = new EnlargeCommand(
                projectId,
                instanceId.value(),
                request.flavorId().value(),
                request.nodesToAdd(),
                request.groupId().map(GroupId::value).orElse(null),
                request.autoPay(),
                request.availabilityZones().stream()
                        .map(AvailabilityZone::value)
                        .toList());
        wire.requireUsable();
        return commands.call(() -> Outcomes.receipt(instanceId, wire.enlarge(command)));
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return read(() -> {
            Dated<InstanceState> seen = cloud.instance(projectId, instanceId.value());
            return seen.value().snapshot(seen.at());
        });
    }

    @Override
    public Job job(JobId jobId) {
        requireNonNull(jobId, "jobId");
        return read(() -> {
            Dated<JobState> seen = cloud.job(projectId, jobId.value());
            return seen.value().toJob(seen.at(), false);
        });
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        requireNonNull(since, "since");
        return read(() -> {
            Dated<Page<JobState>> seen = cloud.jobs(projectId, since, Instant.MAX, 0, Integer.MAX_VALUE);
            return seen.value().rows().stream()
                    .map(job -> job.toJob(seen.at(), true))
                    .toList();
        });
    }

    private <T> T read(Supplier<T> query) {
        wire.requireUsable();
        return reads.call(() -> wire.read(query));
    }

    /** Ends the calls that still wait, and refuses new ones. */
    @Override
    public void close() {
        wire.close();
    }

    /** Names the project and no secret. */
    @Override
    public String toString() {
        return "InMemoryScaleOutAdapter[project " + projectId + "]";
    }

    /** Collects the settings of an adapter. Not thread-safe. */
    public static final class Builder {

        private final FakeCloud cloud;
        private final ProjectId projectId;
        private @Nullable String token;
        private Duration deadline = Duration.ofSeconds(30);
        private @Nullable CircuitBreakerRegistry registry;

        private Builder(FakeCloud cloud, ProjectId projectId) {
            this.cloud = requireNonNull(cloud, "cloud");
            this.projectId = requireNonNull(projectId, "projectId");
        }

        /** Always this token. Default: tokens the cloud issues, renewed when one is refused. */
        public Builder token(String token) {
            this.token = requireNonNull(token, "token");
            return this;
        }

        /** How long a call waits for its answer. Default: 30 seconds. */
        public Builder deadline(Duration deadline) {
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException("deadline must be positive, but was " + deadline);
            }
            this.deadline = deadline;
            return this;
        }

        /**
         * Where the circuit breakers are kept, so that their settings and metrics are the caller's own; what counts as
         * a failure stays ours. Settings are found by the breaker's name, else the registry's default is taken.
         *
         * <p>Default: breakers of our own, which look at the last 20 calls, open at 50 % failures of at least 10, for 30
         * seconds, and then let 3 calls through.
         */
        public Builder circuitBreakerRegistry(CircuitBreakerRegistry registry) {
            this.registry = requireNonNull(registry, "registry");
            return this;
        }

        /** Builds the adapter. */
        public InMemoryScaleOutAdapter build() {
            return new InMemoryScaleOutAdapter(this);
        }
    }
}
