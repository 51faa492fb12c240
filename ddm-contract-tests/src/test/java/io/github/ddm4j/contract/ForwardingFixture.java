/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AppliedOrder;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A good fixture; the subclass spoils one thing. */
class ForwardingFixture implements ScaleOutFixture {

    final InMemoryFixture good;

    ForwardingFixture(InMemoryFixture good) {
        this.good = good;
    }

    @Override
    public ScaleOutPort port() {
        return good.port();
    }

    @Override
    public InstancePort instances() {
        return good.instances();
    }

    @Override
    public JobPort jobs() {
        return good.jobs();
    }

    @Override
    public AuditPort auditLog() {
        return good.auditLog();
    }

    @Override
    public void givenStatus(InstanceId instanceId, InstanceStatus status) {
        good.givenStatus(instanceId, status);
    }

    @Override
    public void givenGrowthByOthers(InstanceId instanceId, int nodes) {
        good.givenGrowthByOthers(instanceId, nodes);
    }

    @Override
    public void givenTracesOfOthers(InstanceId instanceId, int traces) {
        good.givenTracesOfOthers(instanceId, traces);
    }

    @Override
    public void givenBareTraces() {
        good.givenBareTraces();
    }

    @Override
    public void closeAdapter() {
        good.closeAdapter();
    }

    @Override
    public Set<Capability> capabilities() {
        return good.capabilities();
    }

    @Override
    public List<String> secrets() {
        return good.secrets();
    }

    @Override
    public String logged() {
        return good.logged();
    }

    @Override
    public void letBreakerHalfOpen() {
        good.letBreakerHalfOpen();
    }

    @Override
    public InstanceSnapshot givenInstance(BillingMode billingMode, int... nodesPerGroup) {
        return good.givenInstance(billingMode, nodesPerGroup);
    }

    @Override
    public void givenTrouble(Trouble trouble, int times) {
        good.givenTrouble(trouble, times);
    }

    @Override
    public void givenReadTrouble(Trouble trouble, int times) {
        good.givenReadTrouble(trouble, times);
    }

    @Override
    public void givenNoTrouble() {
        good.givenNoTrouble();
    }

    @Override
    public void givenProviderDown() {
        good.givenProviderDown();
    }

    @Override
    public InstanceSnapshot stateOf(InstanceId instanceId) {
        return good.stateOf(instanceId);
    }

    @Override
    public List<AppliedOrder> applied() {
        return good.applied();
    }

    @Override
    public int requestsSeen() {
        return good.requestsSeen();
    }

    @Override
    public int readsSeen() {
        return good.readsSeen();
    }

    @Override
    public List<Job> jobsAtFarSide() {
        return good.jobsAtFarSide();
    }

    @Override
    public void finishJobs() {
        good.finishJobs();
    }

    @Override
    public Instant farSideTime() {
        return good.farSideTime();
    }

    @Override
    public void close() {
        good.close();
    }

    @Override
    public void givenLinkedRds(InstanceId instanceId, boolean usable) {
        good.givenLinkedRds(instanceId, usable);
    }
}
