/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final int MANY = 100_000;

    private final Ids ids = new Ids(1);

    @Test
    void identifiers_have_the_documented_shapes() {
        assertThat(ids.job(7)).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
        assertThat(ids.node(7)).matches("[0-9a-f]{32}no09");
        assertThat(ids.order(7, Instant.parse("2018-10-25T17:38:00Z"))).isEqualTo("CS181025173800007");
    }

    @Test
    void no_two_are_equal() {
        Set<String> jobs = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        Set<String> orders = new HashSet<>();
        for (int serial = 0; serial < MANY; serial++) {
            jobs.add(ids.job(serial));
            nodes.add(ids.node(serial));
            orders.add(ids.order(serial, Instant.EPOCH));
        }
        assertThat(jobs).hasSize(MANY);
        assertThat(nodes).hasSize(MANY);
        assertThat(orders).hasSize(MANY);
    }
}
