/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.outcome.FailureKind;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.Dated;
import io.github.ddm4j.fake.internal.cloud.EnlargeCommand;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.Inputs;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.JobState;
import io.github.ddm4j.fake.internal.cloud.SchemaState;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ports in front of a {@link FakeCloud}, in this process. A service's tests use it in place of an adapter that
 * sends: it keeps the same outcome table and the same circuit breaking, and asks a gate last.
 *
 * <p>Nothing sleeps. A fault that delays the answer beyond the deadline ends in the same outcome at once. Reading is not
 * repeated. Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryScaleOutAdapter implements ScaleOutPort, InstancePort, JobPort, AuditPort, AutoCloseable {

    /** The name of the circuit breaker of orders. */
    public static final String SCALE_OUT_BREAKER = "ddm-scale-out";

    /** The name of the circuit breaker of everything that reads, but the audit log. */
    public static final String READ_BREAKER = "ddm-read";

    /** The name of the circuit breaker of reads of the audit log. */
    public static final String AUDIT_BREAKER = "ddm-audit";

    private final CloudCore cloud;
    private final String projectId;
    private final InMemoryTransport transport;
    private final CallGuard commands;
    private final CallGuard reads;
    private final CallGuard auditReads;
    private final InMemoryTraces traces;

    private InMemoryScaleOutAdapter(Builder builder) {
        this.cloud = builder.cloud.core();
        this.projectId = builder.projectId.value();
        this.transport =
                new InMemoryTransport(cloud, builder.projectId, builder.token, builder.accessKey, builder.deadline);
        this.commands = CallGuard.of(SCALE_OUT_BREAKER, builder.registry, FailureKind::order);
        this.reads = CallGuard.of(READ_BREAKER, builder.registry, FailureKind::read);
        this.auditReads = CallGuard.of(AUDIT_BREAKER, builder.registry, FailureKind::read);
        this.traces = new InMemoryTraces(builder.accessKey);
    }

    /** Starts an adapter for one project of a cloud. */
    public static Builder builder(FakeCloud cloud, ProjectId projectId) {
        return new Builder(cloud, projectId);
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        return scaleOut(instanceId, request, SendGate.OPEN);
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(gate, "gate");
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
        transport.requireUsable();
        return commands.call(() -> Outcomes.receipt(
                instanceId, transport.enlarge(command, () -> SendPermit.ask(gate, instanceId, request))));
    }

    @Override
    public boolean asksGateLast() {
        return true;
    }

    @Override
    public InstanceSnapshot instance(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return read(fault -> {
            Dated<InstanceState> seen = cloud.instance(projectId, instanceId.value());
            return seen.value().snapshot(seen.at());
        });
    }

    @Override
    public Optional<List<Node>> nodes(InstanceId instanceId) {
        return Optional.of(instance(instanceId).nodes());
    }

    @Override
    public Optional<List<Schema>> schemas(InstanceId instanceId) {
        requireNonNull(instanceId, "instanceId");
        return read(fault -> Optional.of(cloud.instance(projectId, instanceId.value()).value().schemas().stream()
                .map(SchemaState::schema)
                .toList()));
    }

    @Override
    public Job job(JobId jobId) {
        requireNonNull(jobId, "jobId");
        return read(fault -> {
            Dated<JobState> seen = cloud.job(projectId, jobId.value());
            return seen.value().toJob(seen.at(), false, fault);
        });
    }

    @Override
    public List<Job> jobsSince(Instant since) {
        requireNonNull(since, "since");
        return read(fault -> {
            Dated<io.github.ddm4j.fake.internal.cloud.Page<JobState>> seen =
                    cloud.jobs(projectId, since, Instant.MAX, 0, Integer.MAX_VALUE);
            return seen.value().rows().stream()
                    .map(job -> job.toJob(seen.at(), true, fault))
                    .toList();
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>A page holds up to 100 traces. Ours are those of the {@linkplain Builder#accessKey access key} of this adapter;
     * those of another key, and what was done on the console, are of others.
     */
    @Override
    public Page orderTraces(InstanceId instanceId, Instant since, Optional<String> marker) {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(since, "since");
        requireNonNull(marker, "marker");
        return read(
                auditReads,
                fault -> traces.page(
                        cloud.traces(InMemoryTraces.query(projectId, instanceId, since, marker, cloud.now()))
                                .value()));
    }

    private <T> T read(Function<FaultPlan, T> query) {
        return read(reads, query);
    }

    private <T> T read(CallGuard guard, Function<FaultPlan, T> query) {
        transport.requireUsable();
        return guard.call(() -> transport.read(query));
    }

    /** Ends the calls that still wait, and refuses new ones. */
    @Override
    public void close() {
        transport.close();
    }

    /** Names the project, but no secret. */
    @Override
    public String toString() {
        return "InMemoryScaleOutAdapter[project " + projectId + "]";
    }

    /** Collects the settings of an adapter. Not thread-safe. */
    public static final class Builder {

        private final FakeCloud cloud;
        private final ProjectId projectId;
        private @Nullable String token;
        private String accessKey = "KEY-OF-THE-IN-MEMORY-ADAPTER";
        private Duration deadline = Duration.ofSeconds(30);
        private @Nullable CircuitBreakerRegistry registry;

        private Builder(FakeCloud cloud, ProjectId projectId) {
            this.cloud = requireNonNull(cloud, "cloud");
            this.projectId = requireNonNull(projectId, "projectId");
        }

        /** Sets a token that every call sends. Default: tokens the cloud issues, renewed when one is refused. */
        public Builder token(String token) {
            this.token = requireNonNull(token, "token");
            return this;
        }

        /**
         * Sets the access key that the audit log has for this adapter's orders, by which it knows its own ones. Default:
         * one that all adapters in memory share, as replicas of a service do.
         *
         * @throws IllegalArgumentException if it is not of visible ASCII characters, without blanks
         */
        public Builder accessKey(String accessKey) {
            Inputs.requireVisible("accessKey", accessKey);
            this.accessKey = accessKey;
            return this;
        }

        /** Sets the time that a call waits for its answer. Default: 30 seconds. */
        public Builder deadline(Duration deadline) {
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException("deadline must be positive, but was " + deadline);
            }
            this.deadline = deadline;
            return this;
        }

        /**
         * Sets the registry of the circuit breakers, so that their settings and metrics are the caller's own; the
         * failures that count stay ours. Settings are found by the breaker's name, else the registry's default is
         * taken.
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
