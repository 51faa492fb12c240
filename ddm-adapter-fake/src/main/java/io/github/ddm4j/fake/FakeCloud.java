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
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.CredentialStore.AccessKey;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.Inputs;
import io.github.ddm4j.fake.internal.cloud.InstanceState;
import io.github.ddm4j.fake.internal.cloud.ProjectState;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.cloud.RequestLog;
import io.github.ddm4j.fake.internal.cloud.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The provider: projects, instances, jobs, orders and callers, all in memory.
 *
 * <p>Time is that of a clock you may give; jobs go on and tokens end by it. Time never runs backwards here: if the
 * clock shows an earlier moment than the latest one seen, the latest one counts. Nothing is random, and the same calls
 * give the same identifiers.
 *
 * <p>Requests come through {@link InMemoryScaleOutAdapter} or {@link FakeDdmServer}. The methods here serve the test:
 * they fill the cloud, let others act, break things, and show the state. They are no requests, need no token, and no
 * fault strikes them. Unknown projects, instances and orders are {@link IllegalArgumentException}s. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FakeCloud {

    private final CloudCore core;

    private FakeCloud(Builder builder) {
        List<Consumer<FakeCloud>> content = List.copyOf(builder.content);
        this.core = new CloudCore(new CloudCore.Start(
                builder.clock,
                builder.seed,
                builder.jobDuration,
                builder.strict,
                () -> content.forEach(part -> part.accept(this))));
    }

    FakeCloud(CloudCore core) {
        this.core = core;
    }

    /** Starts an empty cloud. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a cloud by the system's clock that holds the {@link Examples}. */
    public static FakeCloud withExamples() {
        return builder().withExamples().build();
    }

    /**
     * Begins anew: everything that was added, broken or counted is gone, and the content that the cloud was built with
     * is there again. Only time goes on.
     */
    public void reset() {
        core.reset();
    }

    // ---- what there is

    /** Adds a project, unless it is there; {@code name} is that of its region. */
    public void addProject(ProjectId projectId, String name) {
        requireNonNull(name, "name");
        core.change(now -> core.world().addProject(projectId.value(), name));
    }

    /** Adds an instance, and its project and flavor where they are new. */
    public void addInstance(FakeInstance instance) {
        core.change(now -> core.world().addInstance(instance.seed(), now));
    }

    /** Removes an instance with all that belongs to it. Its jobs and orders stay. */
    public void removeInstance(InstanceId instanceId) {
        core.change(now -> core.world().removeInstance(instanceId.value()));
    }

    /** Adds a node group with its nodes to an instance. */
    public void addGroup(InstanceId instanceId, NodeGroup group) {
        core.change(now -> core.world().addGroup(instanceId.value(), group, now));
    }

    /** Adds a schema to an instance, or replaces the one with its name. */
    public void addSchema(InstanceId instanceId, Schema schema) {
        requireNonNull(schema, "schema");
        changeInstance(instanceId, (instance, now) -> instance.withSchema(schema, now));
    }

    /** Adds a class of nodes as {@link FakeFlavor#of} makes it, unless it is there. */
    public void addFlavor(FlavorId flavorId) {
        core.change(now -> core.world().region().addFlavor(flavorId.value()));
    }

    /** Adds a class of nodes, or replaces the one with its id. */
    public void addFlavor(FakeFlavor flavor) {
        core.change(now -> core.world().region().setFlavor(flavor.state()));
    }

    /**
     * Adds a token for a project, good for 24 hours from now. It belongs to the first user that was added.
     *
     * @throws IllegalArgumentException if the token could not stand in a header: visible ASCII characters, no blanks
     */
    public void addToken(String token, ProjectId projectId) {
        core.change(now -> core.credentials().addToken(token, projectId.value(), now));
    }

    /** Issues a new token for a project, good for 24 hours from now. */
    public String issueToken(ProjectId projectId) {
        return core.issueToken(projectId.value()).value();
    }

    /** Ends all tokens there are. */
    public void revokeTokens() {
        core.change(now -> core.credentials().revokeTokens());
    }

    /**
     * Adds an IAM user, who may get a token for any project.
     *
     * @throws IllegalArgumentException if one of the three is blank
     */
    public void addUser(String domain, String name, String password) {
        core.change(now -> core.credentials().addUser(domain, name, password));
    }

    /**
     * Adds a permanent access key, with which requests about the project can be signed.
     *
     * @throws IllegalArgumentException if one of the keys is not of visible ASCII characters, without blanks
     */
    public void addAccessKey(String accessKey, String secretKey, ProjectId projectId) {
        core.change(
                now -> core.credentials().addAccessKey(AccessKey.permanent(accessKey, secretKey, projectId.value())));
    }

    /**
     * Adds a temporary access key: its requests carry its security token, and it ends after a time.
     *
     * @throws IllegalArgumentException if a text is not of visible ASCII characters, without blanks, or the time is not
     *     positive
     */
    public void addTemporaryAccessKey(
            String accessKey, String secretKey, String securityToken, Duration validity, ProjectId projectId) {
        Inputs.requirePositive("validity", validity);
        core.change(now -> core.credentials()
                .addAccessKey(new AccessKey(
                        accessKey,
                        secretKey,
                        projectId.value(),
                        requireNonNull(securityToken, "securityToken"),
                        now.plus(validity))));
    }

    // ---- what others do

    /**
     * Lets the cloud's time run ahead of its clock, by so much more than before: jobs go on and tokens end.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        core.advance(duration);
    }

    /** Sets the duration of the jobs that start from now on; zero is allowed. Default: three seconds. */
    public void setJobDuration(Duration duration) {
        core.change(now -> core.world().setJobDuration(duration));
    }

    /**
     * Lets the next job to start fail at its end with this reason, and its nodes with it. Several calls let several
     * jobs fail.
     */
    public void failNextJob(String reason) {
        core.change(now -> core.world().failNextJob(reason));
    }

    /** Pays an order, so that its job starts: at once, or when a running job of the instance has ended. */
    public JobId payOrder(OrderId orderId) {
        return core.changing(
                now -> new JobId(core.world().pay(orderId.value(), now).id()));
    }

    /**
     * Somebody else adds nodes to a pay-per-use instance, by the same rules, unseen by the counters of requests.
     *
     * @throws IllegalStateException if the provider refuses
     */
    public JobId scaleOutByOthers(InstanceId instanceId, GroupId groupId, int nodes) {
        try {
            return core.changing(
                    now -> new JobId(core.world().enlargeByOthers(instanceId.value(), groupId.value(), nodes, now)));
        } catch (Refusal refusal) {
            throw new IllegalStateException(refusal.getMessage(), refusal);
        }
    }

    /** Somebody else takes nodes away, the newest first, at once. */
    public void scaleInByOthers(InstanceId instanceId, int nodes) {
        core.change(now -> core.world().removeNodes(instanceId.value(), nodes, now));
    }

    /** Gives an instance a status, such as RESTARTING; RUNNING gives it back the one that follows from its jobs. */
    public void setStatus(InstanceId instanceId, InstanceStatus status) {
        requireNonNull(status, "status");
        changeInstance(instanceId, (instance, now) -> instance.withStatus(status, now));
    }

    /**
     * Makes all RDS instances linked to an instance usable and idle, or none of them.
     *
     * @throws IllegalArgumentException if the instance has no linked RDS instance
     */
    public void setRdsReady(InstanceId instanceId, boolean ready) {
        RdsStatus status = ready ? RdsStatus.NORMAL : new RdsStatus("Abnormal");
        changeInstance(instanceId, (instance, now) -> instance.withAllRds(status, now));
    }

    /**
     * Gives an RDS instance linked to an instance a status, such as {@code Backing up}. Unless it is usable and idle, an
     * order is refused.
     *
     * @throws IllegalArgumentException if the instance has no such linked RDS instance
     */
    public void setRdsStatus(InstanceId instanceId, String rdsId, RdsStatus status) {
        requireNonNull(status, "status");
        changeInstance(instanceId, (instance, now) -> instance.withRds(rdsId, status, null, now));
    }

    /**
     * Sets the most nodes a project may have. Default: no limit.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void setQuota(ProjectId projectId, int nodes) {
        changeProject(projectId, project -> project.withQuota(nodes));
    }

    /** Freezes the account of a project, or thaws it. Default: not frozen. */
    public void setAccountFrozen(ProjectId projectId, boolean frozen) {
        changeProject(projectId, project -> project.withFrozen(frozen));
    }

    /** Takes the money for immediate payments from the account, or gives it back. Default: there is enough. */
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
        Throttle throttle = new Throttle(requests, period, tellRetryAfter);
        core.change(now -> core.traffic().limit(throttle));
    }

    // ---- what goes wrong

    /** Lets the fault strike the next request of its kind that no earlier fault strikes. */
    public void failNext(Fault fault) {
        failNext(1, fault);
    }

    /**
     * Lets the fault strike so many requests of its kind.
     *
     * @throws IllegalArgumentException if it is not at least 1
     */
    public void failNext(int times, Fault fault) {
        requireNonNull(fault, "fault");
        core.change(now -> core.traffic().faults().add(times, fault.plan()));
    }

    /** Forgets the faults that have not struck yet. */
    public void clearFaults() {
        core.change(now -> core.traffic().faults().clear());
    }

    /** Takes the provider down, so that servers in front of it close their port, or up again. Default: up. */
    public void setReachable(boolean reachable) {
        core.setReachable(reachable);
    }

    /** Returns the audit log, in which every order leaves a trace, and what can be done to it. */
    public FakeAuditLog auditLog() {
        return new FakeAuditLog(core);
    }

    // ---- what a test looks at

    /** Returns an instance as it is now. */
    public InstanceSnapshot instance(InstanceId instanceId) {
        return core.at(now -> core.world().instance(instanceId.value()).snapshot(now));
    }

    /** Returns all instances as they are now. */
    public List<InstanceSnapshot> instances() {
        return core.at(now -> core.world().instances().stream()
                .map(instance -> instance.snapshot(now))
                .toList());
    }

    /** Counts the nodes of an instance, those being added and those whose adding failed included. */
    public int nodeCount(InstanceId instanceId) {
        return core.at(now -> core.world().instance(instanceId.value()).nodes().size());
    }

    /** Counts the nodes of a group. */
    public int nodeCount(InstanceId instanceId, GroupId groupId) {
        return core.at(now -> core.world()
                .instance(instanceId.value())
                .nodesOf(groupId.value())
                .size());
    }

    /** Returns all jobs of a project, newest first. */
    public List<Job> jobs(ProjectId projectId) {
        return core.at(now ->
                core
                        .world()
                        .jobs(projectId.value())
                        .page(Instant.MIN, Instant.MAX, 0, Integer.MAX_VALUE)
                        .rows()
                        .stream()
                        .map(job -> job.toJob(now, true, FaultPlan.NONE))
                        .toList());
    }

    /** Returns all orders ever placed, oldest first. */
    public List<OrderId> ordersPlaced() {
        return core.at(now -> core.world().orders().stream()
                .map(order -> new OrderId(order.id()))
                .toList());
    }

    /** Returns the orders that wait to be paid, oldest first. */
    public List<OrderId> ordersToPay() {
        return core.at(now -> core.world().orders().stream()
                .filter(order -> !order.paid())
                .map(order -> new OrderId(order.id()))
                .toList());
    }

    /** Counts the enlarge requests that arrived, refused ones included. */
    public int requestsSeen() {
        return core.at(now -> core.traffic().seen(FaultPlan.Target.ORDER));
    }

    /** Counts the requests that read. */
    public int readsSeen() {
        return core.at(now -> core.traffic().seen(FaultPlan.Target.READ));
    }

    /** Counts the requests to IAM. */
    public int iamRequestsSeen() {
        return core.at(now -> core.traffic().seen(FaultPlan.Target.IAM));
    }

    /** Counts the times that nodes were added or ordered, by whomever. */
    public int accepted() {
        return core.at(now -> core.world().applied().size());
    }

    /** Returns the enlarge requests that were applied, by whomever, oldest first, whether or not the answer arrived. */
    public List<Enlargement> enlargements() {
        return core.at(
                now -> core.world().applied().stream().map(Enlargement::of).toList());
    }

    /**
     * Returns the latest requests that came over HTTP, newest first; at most 10,000. One whose answer a fault keeps back is
     * among them from its arrival.
     */
    public List<SeenRequest> requests() {
        return core.at(now -> core.log().find(entry -> true, RequestLog.KEPT).stream()
                .map(SeenRequest::of)
                .toList());
    }

    /** Returns the faults that wait for their request, in words. */
    public List<String> faultsWaiting() {
        return core.at(now -> core.traffic().faults().waiting().stream()
                .map(waiting -> waiting.times() + " x " + waiting.fault())
                .toList());
    }

    CloudCore core() {
        return core;
    }

    private void changeInstance(InstanceId id, BiFunction<InstanceState, Instant, InstanceState> change) {
        core.change(now -> core.world().changeInstance(id.value(), now, change));
    }

    private void changeProject(ProjectId id, UnaryOperator<ProjectState> change) {
        core.change(now -> core.world().changeProject(id.value(), change));
    }

    /** Collects the settings of a cloud. Not thread-safe. */
    public static final class Builder {

        private Clock clock = Clock.systemUTC();
        private Duration jobDuration = Duration.ofSeconds(3);
        private long seed = 1;
        private boolean strict;
        private final List<Consumer<FakeCloud>> content = new ArrayList<>();

        private Builder() {}

        /** Sets the provider's clock. Default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** Sets the duration of a job; zero is allowed. Default: three seconds. */
        public Builder jobDuration(Duration jobDuration) {
            Inputs.requireNotNegative("jobDuration", jobDuration);
            this.jobDuration = jobDuration;
            return this;
        }

        /** Sets the seed of the identifiers. Default: 1. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Puts the {@link Examples} in. Default: empty. */
        public Builder withExamples() {
            return with(Examples::addTo);
        }

        /**
         * Refuses {@code "group_id": null} in an order. By default it is taken as absent, because Terraform's provider sends
         * it.
         */
        public Builder strict() {
            this.strict = true;
            return this;
        }

        /** Puts content of the test's own in, now and after each {@link FakeCloud#reset()}. */
        public Builder with(Consumer<FakeCloud> content) {
            this.content.add(requireNonNull(content, "content"));
            return this;
        }

        /** Builds the cloud. */
        public FakeCloud build() {
            FakeCloud cloud = new FakeCloud(this);
            cloud.core.reset();
            return cloud;
        }
    }
}
