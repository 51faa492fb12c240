/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The provider: projects, instances, jobs, orders and who may call, all in memory.
 *
 * <p>Time is that of a clock you may give; jobs go on and tokens end as it does. Time never runs backwards here: what the
 * clock shows before the latest moment seen counts as that moment. Nothing is random, and the same calls give the same
 * identifiers.
 *
 * <p>Requests come through {@link InMemoryScaleOutAdapter} or {@link FakeDdmServer}. The methods here are for the test:
 * seed what there is, let others act, break things, look what is there. They are not requests, need no token and are
 * hit by no fault. Unknown projects, instances and orders are {@link IllegalArgumentException}s. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FakeCloud {

    private final World world;
    private final Credentials credentials = new Credentials();
    private final Traffic traffic = new Traffic();
    private final CloudCore core;

    private FakeCloud(Builder builder) {
        this.world = new World(builder.seed, builder.jobDuration);
        this.core = new CloudCore(builder.clock, world, credentials, traffic);
    }

    /** Starts an empty cloud. */
    public static Builder builder() {
        return new Builder();
    }

    /** A cloud by the system's clock that holds the {@link Examples}. */
    public static FakeCloud withExamples() {
        return builder().withExamples().build();
    }

    // ---- what there is

    /** Adds a project, unless it is there; {@code name} is that of its region. */
    public void addProject(ProjectId projectId, String name) {
        core.change(now -> world.addProject(projectId.value(), requireNonNull(name, "name")));
    }

    /** Adds an instance, and its project and flavor where they are new. */
    public void addInstance(FakeInstance instance) {
        core.change(now -> world.addInstance(instance, now));
    }

    /** Adds a class of nodes. */
    public void addFlavor(FlavorId flavorId) {
        core.change(now -> world.addFlavor(flavorId.value()));
    }

    /**
     * Adds a token for a project, good for 24 hours from now.
     *
     * @throws IllegalArgumentException if the token could not stand in a header: visible ASCII characters, no blanks
     */
    public void addToken(String token, ProjectId projectId) {
        Inputs.requireVisible("token", token);
        core.change(now -> credentials.addToken(token, projectId.value(), now));
    }

    /** A new token for a project, good for 24 hours from now. */
    public String issueToken(ProjectId projectId) {
        return core.issueToken(projectId.value()).value();
    }

    /** Ends all tokens there are. */
    public void revokeTokens() {
        core.change(now -> credentials.revokeTokens());
    }

    /**
     * Adds an IAM user, who may get a token for any project.
     *
     * @throws IllegalArgumentException if one of the three is blank
     */
    public void addUser(String domain, String name, String password) {
        Inputs.requireText("domain", domain);
        Inputs.requireText("name", name);
        Inputs.requireText("password", password);
        core.change(now -> credentials.addUser(domain, name, password));
    }

    /**
     * Adds an access key, with which requests about the project can be signed.
     *
     * @throws IllegalArgumentException if one of the keys is not of visible ASCII characters, without blanks
     */
    public void addAccessKey(String accessKey, String secretKey, ProjectId projectId) {
        Inputs.requireVisible("accessKey", accessKey);
        Inputs.requireVisible("secretKey", secretKey);
        core.change(
                now -> credentials.addAccessKey(new Credentials.AccessKey(accessKey, secretKey, projectId.value())));
    }

    // ---- what others do

    /** How long the jobs take that start from now on; zero is allowed. Default: three seconds. */
    public void setJobDuration(Duration duration) {
        Inputs.requireNotNegative("jobDuration", duration);
        core.change(now -> world.setJobDuration(duration));
    }

    /** The next job to start fails at its end, for this reason, and so do its nodes. Can be said several times. */
    public void failNextJob(String reason) {
        core.change(now -> world.failNextJob(requireNonNull(reason, "reason")));
    }

    /** Pays an order, so that its job starts: at once, or when a running job of the instance has ended. */
    public JobId payOrder(OrderId orderId) {
        return core.at(now -> new JobId(world.pay(orderId.value(), now).id()));
    }

    /**
     * Somebody else adds nodes to a pay-per-use instance, by the same rules, unseen by the counters of requests.
     *
     * @throws IllegalStateException if the provider refuses
     */
    public JobId scaleOutByOthers(InstanceId instanceId, GroupId groupId, int nodes) {
        return core.at(now -> {
            FakeInstance seed = world.instance(instanceId.value()).seed();
            EnlargeCommand command = new EnlargeCommand(
                    seed.projectId().value(),
                    instanceId.value(),
                    seed.flavorId().value(),
                    nodes,
                    groupId.value(),
                    false,
                    List.of());
            try {
                return new JobId(requireNonNull(world.enlarge(command, now).jobId(), "job of a pay-per-use instance"));
            } catch (Refusal refusal) {
                throw new IllegalStateException(refusal.getMessage(), refusal);
            }
        });
    }

    /** Somebody else takes nodes away, the newest first, at once. */
    public void scaleInByOthers(InstanceId instanceId, int nodes) {
        core.change(now -> world.removeNodes(instanceId.value(), nodes));
    }

    /** Gives an instance a status, such as RESTARTING; RUNNING gives it back the one that follows from its jobs. */
    public void setStatus(InstanceId instanceId, InstanceStatus status) {
        requireNonNull(status, "status");
        changeInstance(instanceId, instance -> instance.withStatus(status));
    }

    /** Whether the RDS instances linked to an instance are usable and idle. Default: true. */
    public void setRdsReady(InstanceId instanceId, boolean ready) {
        changeInstance(instanceId, instance -> instance.withRdsReady(ready));
    }

    /**
     * The most nodes a project may have. Default: no limit.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void setQuota(ProjectId projectId, int nodes) {
        Inputs.requireAtLeast("nodes", nodes, 0);
        changeProject(projectId, project -> project.withQuota(nodes));
    }

    /** Whether the account of a project is frozen. Default: false. */
    public void setAccountFrozen(ProjectId projectId, boolean frozen) {
        changeProject(projectId, project -> project.withFrozen(frozen));
    }

    /** Whether the account lacks the money for what is to be paid at once. Default: false. */
    public void setBalanceTooLow(ProjectId projectId, boolean tooLow) {
        changeProject(projectId, project -> project.withBalanceTooLow(tooLow));
    }

    /**
     * Lets only so many requests of any kind through in each period; others get 429. Default: no limit.
     *
     * @param requests how many, 0 or more
     * @param period how long, more than zero
     * @param tellRetryAfter whether the answer says when the period ends
     * @throws IllegalArgumentException if a number is out of its range
     */
    public void throttle(int requests, Duration period, boolean tellRetryAfter) {
        Inputs.requireAtLeast("requests", requests, 0);
        Inputs.requirePositive("period", period);
        core.change(now -> traffic.limit(new Throttle(requests, period, tellRetryAfter)));
    }

    // ---- what goes wrong

    /** The fault strikes the next request of its kind that no earlier fault strikes. */
    public void failNext(Fault fault) {
        failNext(1, fault);
    }

    /**
     * The fault strikes so many requests of its kind.
     *
     * @throws IllegalArgumentException if it is not at least 1
     */
    public void failNext(int times, Fault fault) {
        requireNonNull(fault, "fault");
        core.change(now -> traffic.faults().add(times, fault));
    }

    /** Forgets the faults that have not struck yet. */
    public void clearFaults() {
        core.change(now -> traffic.faults().clear());
    }

    /** Whether the provider can be reached at all; if not, servers in front of it close their port. Default: true. */
    public void setReachable(boolean reachable) {
        core.setReachable(reachable);
    }

    // ---- what a test looks at

    /** An instance as it is now. */
    public InstanceSnapshot instance(InstanceId instanceId) {
        return core.at(now -> world.instance(instanceId.value()).snapshot(now));
    }

    /** How many nodes an instance has, those being added and those whose adding failed included. */
    public int nodeCount(InstanceId instanceId) {
        return core.at(now -> world.instance(instanceId.value()).nodes().size());
    }

    /** How many nodes a group of an instance has. */
    public int nodeCount(InstanceId instanceId, GroupId groupId) {
        return core.at(now ->
                world.instance(instanceId.value()).nodesOf(groupId.value()).size());
    }

    /** All jobs of a project, newest first. */
    public List<Job> jobs(ProjectId projectId) {
        return core.at(now ->
                world.jobs(projectId.value()).page(Instant.MIN, Instant.MAX, 0, Integer.MAX_VALUE).rows().stream()
                        .map(job -> job.toJob(now, true))
                        .toList());
    }

    /** All orders ever placed, oldest first. */
    public List<OrderId> ordersPlaced() {
        return core.at(now ->
                world.orders().stream().map(order -> new OrderId(order.id())).toList());
    }

    /** The orders that wait to be paid, oldest first. */
    public List<OrderId> ordersToPay() {
        return core.at(now -> world.orders().stream()
                .filter(order -> !order.paid())
                .map(order -> new OrderId(order.id()))
                .toList());
    }

    /** How many enlarge requests arrived, refused ones included. */
    public int requestsSeen() {
        return core.at(now -> traffic.seen(Fault.Target.ENLARGE));
    }

    /** How many requests arrived that read. */
    public int readsSeen() {
        return core.at(now -> traffic.seen(Fault.Target.READ));
    }

    /** How many requests to IAM arrived. */
    public int iamRequestsSeen() {
        return core.at(now -> traffic.seen(Fault.Target.IAM));
    }

    /** How many times nodes were added or ordered, by whomever. */
    public int accepted() {
        return core.at(now -> world.accepted());
    }

    /** The enlarge requests that were applied, by whomever, oldest first, whether or not the answer arrived. */
    public List<Enlargement> enlargements() {
        return core.at(now -> world.enlargements());
    }

    CloudCore core() {
        return core;
    }

    private void changeInstance(InstanceId id, UnaryOperator<InstanceState> change) {
        core.change(now -> world.changeInstance(id.value(), change));
    }

    private void changeProject(ProjectId id, UnaryOperator<ProjectState> change) {
        core.change(now -> world.changeProject(id.value(), change));
    }

    /** Collects the settings of a cloud. Not thread-safe. */
    public static final class Builder {

        private Clock clock = Clock.systemUTC();
        private Duration jobDuration = Duration.ofSeconds(3);
        private long seed = 1;
        private boolean withExamples;

        private Builder() {}

        /** The provider's clock. Default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** How long a job takes; zero is allowed. Default: three seconds. */
        public Builder jobDuration(Duration jobDuration) {
            Inputs.requireNotNegative("jobDuration", jobDuration);
            this.jobDuration = jobDuration;
            return this;
        }

        /** Where the identifiers come from. Default: 1. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Puts the {@link Examples} in. Default: empty. */
        public Builder withExamples() {
            this.withExamples = true;
            return this;
        }

        /** Builds the cloud. */
        public FakeCloud build() {
            FakeCloud cloud = new FakeCloud(this);
            if (withExamples) {
                Examples.addTo(cloud);
            }
            return cloud;
        }
    }
}
