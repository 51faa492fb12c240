/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final FakeCloud cloud = FakeCloud.withExamples();
    private FakeDdmServer server;
    private Map<String, String> env;

    @BeforeEach
    void start() {
        server = FakeDdmServer.start(cloud);
        env = new HashMap<>(Map.of(
                "DDM_ENDPOINT", server.uri().toString(),
                "DDM_PROJECT_ID", Examples.PROJECT.value(),
                "DDM_INSTANCE_ID", Examples.INSTANCE.value(),
                "DDM_FLAVOR_ID", Examples.FLAVOR.value(),
                "DDM_NODES", "1",
                "DDM_AUTH_TOKEN", Examples.TOKEN));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void without_settings_it_scales_a_fake_out_and_shows_the_nodes_before_and_after() {
        assertThat(run(Map.of("PATH", "/usr/bin"))).isEqualTo(0);

        assertThat(output())
                .containsSubsequence("before    2 nodes", "ACCEPTED", "job", "100 % COMPLETED", "after     3 nodes");
    }

    @Test
    void an_accepted_call_exits_with_0_after_one_post() {
        assertThat(run(env)).isEqualTo(0);

        assertThat(output()).contains("ACCEPTED", "ddm-fb88-test");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void an_order_is_named_with_what_to_do() {
        env.put("DDM_INSTANCE_ID", Examples.YEARLY_MONTHLY_INSTANCE.value());

        assertThat(run(env)).isEqualTo(0);

        assertThat(output()).contains(cloud.ordersToPay().get(0).value()).contains("once it is paid");
    }

    @Test
    void settings_that_are_wrong_exit_with_2_and_nothing_is_sent() {
        env.put("DDM_NODES", "0");
        env.remove("DDM_FLAVOR_ID");

        assertThat(run(env)).isEqualTo(2);

        assertThat(output()).contains("DDM_FLAVOR_ID: is mandatory", "Nothing was sent");
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void plain_http_to_another_host_exits_with_2() {
        env.put("DDM_ENDPOINT", "http://ddm.example.com");

        assertThat(run(env)).isEqualTo(2);

        assertThat(output()).contains("http://ddm.example.com").contains("https");
    }

    @Test
    void a_refusal_exits_with_3() {
        env.put("DDM_INSTANCE_ID", "00000000000000000000000000000000in09");

        assertThat(run(env)).isEqualTo(3);

        assertThat(output()).contains("REJECTED", "NOT_FOUND", "Nothing was applied");
    }

    @Test
    void a_provider_that_is_not_there_exits_with_4() {
        server.close();

        assertThat(run(env)).isEqualTo(4);

        assertThat(output()).contains("UNAVAILABLE", "Nothing was applied");
    }

    @Test
    void a_lost_answer_exits_with_5_after_one_post() {
        cloud.failNext(Fault.hangUp().afterApplying());

        assertThat(run(env)).isEqualTo(5);

        assertThat(output()).contains("UNKNOWN", "Look at the instance");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void the_token_is_never_printed() {
        env.put("DDM_AUTH_TOKEN", "canary-token");

        assertThat(run(env)).isEqualTo(3);

        assertThat(output()).doesNotContain("canary-token");
    }

    private int run(Map<String, String> variables) {
        return Quickstart.run(variables, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
