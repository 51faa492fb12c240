/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static Evidence evidence(int asked, int before, List<Observation> seen) {
        return new Evidence(
                new Baseline(
                        request(asked), instance("RUNNING", before), VirtualTime.START, VirtualTime.START, Set.of()),
                Doubt.NOT_LOOKED,
                seen);
    }

    @Test
    void one_node_is_and_several_are() {
        assertThat(evidence(1, 1, List.of()).summary())
                .isEqualTo(
                        "It is unknown whether 1 node is added to instance i1: nobody has looked yet. Before: RUNNING,"
                                + " 1 node; never seen since");
        assertThat(evidence(2, 3, List.of()).summary())
                .isEqualTo("It is unknown whether 2 nodes are added to instance i1: nobody has looked yet. Before:"
                        + " RUNNING, 3 nodes; never seen since");
    }

    @Test
    void what_was_seen_last_ends_it() {
        Observation seen = new Observation(
                Duration.ZERO,
                Duration.ofSeconds(90),
                InstanceStatus.GROWING,
                1,
                List.of(),
                List.of(job("j7", "Running")));

        assertThat(evidence(1, 1, List.of(seen)).summary())
                .endsWith("; 90 s later: GROWING, 1 node, new jobs: [EnlargeNode j7 RUNNING]");
    }
}
