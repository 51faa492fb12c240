/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.fake;

import io.github.ddm4j.contract.fixture.AppliedOrder;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeAuditLog;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.FakeTrace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fixture whose far side is a {@link FakeCloud}. Time passes there only when the suite says so. Meant for an adapter
 * that reaches the fake in a way of its own; see {@link FakeServerFixture} for one that speaks HTTP.
 *
 * @since 0.1.0
 */
public abstract class FakeCloudFixture implements ScaleOutFixture {

    /** The project that all instances belong to. */
    protected static final ProjectId PROJECT = Examples.PROJECT;

    /** The IAM user that all tokens and access keys belong to, and nobody else. */
    protected static final String USER = "sole-user";

    /** The trouble that strikes what an adapter calls, by the capability of one that calls it. */
    static final Map<Mishap, Capability> OF_THE_ADAPTER = Map.of(
            Mishap.CREDENTIALS_REFUSED, Capability.ASKS_FOR_CREDENTIALS,
            Mishap.CREDENTIALS_UNREACHABLE, Capability.ASKS_FOR_CREDENTIALS,
            Mishap.BUG_INSIDE, Capability.CALLS_CODE_OF_YOURS,
            Mishap.ERROR_INSIDE, Capability.CALLS_CODE_OF_YOURS);

    private static final List<FlavorId> FLAVORS =
            List.of(Examples.FLAVOR, new FlavorId("0b0d7ed5-d2a5-31bd-b98b-0cb7e0d33c8e"));

    /** The shortest time that the provider tells, so that a job is the least time older than the next one. */
    private static final Duration JOB = Duration.ofSeconds(1);

    final FakeCloud cloud;

    private final FakeClock time;
    private int instances;
    private int schemas;

    /** Starts an empty cloud. */
    protected FakeCloudFixture() {
        this(FakeClock.at(Instant.parse("2026-11-22T12:34:56Z")));
    }

    private FakeCloudFixture(FakeClock time) {
        this(time, time);
    }

    /**
     * Starts an empty cloud with a clock of its own.
     *
     * @param time the clock that the suite moves
     * @param clock the same time as the cloud sees it
     */
    protected FakeCloudFixture(FakeClock time, Clock clock) {
        this.time = time;
        cloud = FakeCloud.builder().clock(clock).jobDuration(JOB).strict().build();
        cloud.addProject(PROJECT, Examples.REGION);
        cloud.addUser("domain-1", USER, "never asked for");
        FLAVORS.forEach(cloud::addFlavor);
    }

    /** Returns the cloud that is the far side. */
    protected final FakeCloud cloud() {
        return cloud;
    }

    /** Returns the far side's clock. */
    protected final FakeClock time() {
        return time;
    }

    /**
     * Plays trouble that does not come from the far side, upon the next calls: a source of credentials or code of yours
     * that fails. Not called for what the adapter, by its {@link #capabilities()}, does not call.
     *
     * @return true if it is trouble of this kind; by default none is
     */
    protected boolean strikesAdapter(Trouble trouble, int times) {
        return false;
    }

    @Override
    public final List<FlavorId> flavors() {
        return FLAVORS;
    }

    @Override
    public final InstanceSnapshot givenInstance(BillingMode billingMode, int... nodesPerGroup) {
        InstanceId id = new InstanceId(String.format("%032xin09", ++instances));
        FakeInstance.Builder instance = FakeInstance.builder(PROJECT, id).name("ddm-" + instances);
        for (int i = 0; i < nodesPerGroup.length; i++) {
            GroupId group = new GroupId(String.format("%030x%02xgr09", instances, i));
            if (i >= 2 && i == nodesPerGroup.length - 1) {
                instance.readOnlyGroup(group, nodesPerGroup[i]);
            } else {
                instance.group(group, nodesPerGroup[i]);
            }
        }
        cloud.addInstance((billingMode == BillingMode.YEARLY_MONTHLY ? instance.yearlyMonthly() : instance).build());
        return cloud.instance(id);
    }

    @Override
    public final void givenStatus(InstanceId instanceId, InstanceStatus status) {
        cloud.setStatus(instanceId, status);
    }

    @Override
    public final void givenGrowthByOthers(InstanceId instanceId, int nodes) {
        cloud.scaleOutByOthers(instanceId, stateOf(instanceId).groups().get(0).id(), nodes);
    }

    @Override
    public final void givenLinkedRds(InstanceId instanceId, boolean usable) {
        String name = "schema" + ++schemas;
        RdsStatus status = usable ? RdsStatus.NORMAL : new RdsStatus("Backing up");
        LinkedRds rds = new LinkedRds(String.format("%032xin03", schemas), "rds-" + schemas, status, Optional.empty());
        cloud.addSchema(instanceId, new Schema(name, "RUNNING", List.of(rds)));
    }

    @Override
    public final void givenTracesOfOthers(InstanceId instanceId, int traces) {
        FakeTrace trace = FakeTrace.builder(instanceId, time.instant())
                .onConsole("somebody-else")
                .request("{\"flavor_id\":\"" + FLAVORS.get(0) + "\",\"node_number\":1}")
                .code(200)
                .build();
        for (int i = 0; i < traces; i++) {
            cloud.auditLog().add(trace);
        }
    }

    @Override
    public final void givenBareTraces() {
        cloud.auditLog().setLeftOut(FakeAuditLog.Field.values());
    }

    @Override
    public void givenTrouble(Trouble trouble, int times) {
        if (trouble == Mishap.JOB_FAILS) {
            for (int i = 0; i < times; i++) {
                cloud.failNextJob("told to");
            }
        } else if (strikesWhatThereIs(trouble) && !strikesAdapter(trouble, times)) {
            endTokens(trouble);
            cloud.failNext(times, Faults.of(trouble));
        }
    }

    private boolean strikesWhatThereIs(Trouble trouble) {
        return !(trouble instanceof Mishap mishap)
                || !OF_THE_ADAPTER.containsKey(mishap)
                || capabilities().contains(OF_THE_ADAPTER.get(mishap));
    }

    @Override
    public void givenReadTrouble(Trouble trouble, int times) {
        endTokens(trouble);
        cloud.failNext(times, Faults.of(trouble).onReads());
    }

    /**
     * Ends the tokens. An adapter that comes back after the 401 needs a new one; an adapter that cannot goes on with
     * the one there is.
     */
    private void endTokens(Trouble trouble) {
        if (trouble == Mishap.CREDENTIALS_ENDED && capabilities().contains(Capability.RENEWS_CREDENTIALS)) {
            cloud.revokeTokens();
        }
    }

    @Override
    public void givenNoTrouble() {
        cloud.clearFaults();
    }

    @Override
    public final void givenProviderDown() {
        cloud.setReachable(false);
    }

    @Override
    public final InstanceSnapshot stateOf(InstanceId instanceId) {
        return cloud.instance(instanceId);
    }

    @Override
    public final List<AppliedOrder> applied() {
        return cloud.enlargements().stream()
                .map(one -> new AppliedOrder(one.instanceId(), one.request(), one.jobId(), one.orderId()))
                .toList();
    }

    @Override
    public final int requestsSeen() {
        return cloud.requestsSeen();
    }

    @Override
    public final int readsSeen() {
        return cloud.readsSeen();
    }

    @Override
    public final List<Job> jobsAtFarSide() {
        return cloud.jobs(PROJECT);
    }

    @Override
    public final void finishJobs() {
        time.advance(JOB);
    }

    @Override
    public final Instant farSideTime() {
        return time.instant();
    }
}
