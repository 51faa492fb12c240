/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One of the reads that an adapter has: what holds for one of them holds for all.
 *
 * @param optional whether an adapter may leave it out, which this one does not
 */
record EveryRead(String name, boolean optional, IntFunction<Object> read) implements IntFunction<Object> {

    /** A job that does not exist. */
    static final JobId NOBODYS = new JobId("00000000-0000-0000-0000-000000000000");

    private static final int TRIES = 5;

    /** Returns the reads that the adapter tells something by: of an instance, and of a job that is started for it. */
    static List<EveryRead> of(ScaleOutFixture fixture, InstanceId instance) {
        Instant since = fixture.farSideTime();
        return of(fixture, instance, start(fixture, instance), since);
    }

    /** Returns the same reads: of an instance, of a job, and of the jobs and traces since a moment. */
    static List<EveryRead> of(ScaleOutFixture fixture, InstanceId instance, JobId job, Instant since) {
        List<EveryRead> reads = new ArrayList<>(List.of(
                new EveryRead(
                        "an instance", false, caller -> fixture.instances().instance(instance)),
                new EveryRead("a job", false, caller -> fixture.jobs().job(job)),
                new EveryRead("the jobs", false, caller -> fixture.jobs().jobsSince(since)),
                new EveryRead("a page of jobs", false, caller -> fixture.jobs().jobPage(since, 0))));
        if (tellsNodes(fixture, instance)) {
            reads.add(new EveryRead(
                    "the nodes", true, caller -> fixture.instances().nodes(instance)));
        }
        if (fixture.capabilities().contains(Capability.TELLS_LINKED_RDS)) {
            reads.add(new EveryRead(
                    "the schemas", true, caller -> fixture.instances().schemas(instance)));
        }
        if (fixture.capabilities().contains(Capability.READS_AUDIT_LOG)) {
            reads.add(new EveryRead("the audit log", false, caller -> fixture.auditLog()
                    .orderTraces(instance, since, Optional.empty())));
        }
        return reads;
    }

    /** Returns all for the first call of an adapter, elsewhere one of them, the next one in another turn. */
    static <T> List<T> inTurn(Situation situation, int turn, List<T> reads) {
        return situation == Situation.FIRST || reads.isEmpty() ? reads : List.of(reads.get(turn % reads.size()));
    }

    /**
     * Returns the job of an order; nobody's, where none comes about, which is what rules S are about. A deadline may be so
     * short that it takes some tries.
     */
    static JobId start(ScaleOutFixture fixture, InstanceId instance) {
        ScaleOutRequest wish = ScaleOutRequest.builder(fixture.flavors().get(0).value(), ContractSuite.ADDED)
                .build();
        for (int tries = 0; tries < TRIES && Scene.appliedTo(fixture, instance).isEmpty(); tries++) {
            Outcome.of(() -> fixture.port().scaleOut(instance, wish));
        }
        return Scene.appliedTo(fixture, instance).stream()
                .flatMap(order -> order.jobId().stream())
                .findFirst()
                .orElse(NOBODYS);
    }

    /** Whatever is no answer counts as yes. */
    private static boolean tellsNodes(ScaleOutFixture fixture, InstanceId instance) {
        Outcome<Optional<List<Node>>> nodes =
                Outcome.of(() -> fixture.instances().nodes(instance));
        return !Optional.empty().equals(nodes.value());
    }

    @Override
    public Object apply(int caller) {
        return read.apply(caller);
    }

    @Override
    public String toString() {
        return name;
    }
}
