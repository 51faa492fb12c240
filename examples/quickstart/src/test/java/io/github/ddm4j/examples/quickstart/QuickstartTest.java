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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final FakeCloud cloud = FakeCloud.builder()
            .withExamples()
            .jobDuration(Duration.ofMillis(200))
            .build();
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
    void the_whole_job_is_done_with_one_post() {
        assertThat(run(env)).isEqualTo(0);

        assertThat(output()).containsSubsequence("before    2 nodes, 3 when done", "ACCEPTED", "after     3 nodes");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void without_the_flow_one_post_is_all_that_is_sent() {
        env.put("DDM_FLOW", "off");

        assertThat(run(env)).isEqualTo(0);

        assertThat(output()).contains("ACCEPTED", "ddm-fb88-test").doesNotContain("before");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(cloud.readsSeen()).isZero();
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void an_order_is_named_with_what_to_do_and_not_waited_for() {
        env.put("DDM_INSTANCE_ID", Examples.YEARLY_MONTHLY_INSTANCE.value());

        assertThat(run(env)).isEqualTo(0);

        assertThat(output())
                .contains("to be paid by hand", "once it is paid")
                .contains(cloud.ordersToPay().get(0).value());
    }

    @Test
    void a_lost_answer_is_found_out_about_without_a_second_post() {
        cloud.failNext(Fault.hangUp().afterApplying());

        assertThat(run(env)).isEqualTo(0);

        assertThat(output()).containsSubsequence("LOST", "FOUND", "after     3 nodes");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void nodes_that_do_not_come_exit_with_6_and_the_advice_not_to_order_again() {
        cloud.failNextJob("no machines left");

        assertThat(run(env)).isEqualTo(6);

        assertThat(output()).contains("INCOMPLETE", "do not order again");
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
    void a_lost_answer_without_the_flow_exits_with_5_after_one_post() {
        env.put("DDM_FLOW", "off");
        cloud.failNext(Fault.hangUp().afterApplying());

        assertThat(run(env)).isEqualTo(5);

        assertThat(output()).contains("UNKNOWN", "Look at the instance");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void settings_that_do_not_suffice_are_named_and_so_are_those_that_kept_it_from_the_fake() {
        assertThat(run(Map.of("DDM_SECRET_KEY", "canary-key"))).isEqualTo(2);

        assertThat(output())
                .contains("A real instance is meant, for these are set: DDM_SECRET_KEY", "DDM_ENDPOINT")
                .doesNotContain("canary-key");
    }

    @Test
    void the_token_is_never_printed() {
        env.put("DDM_AUTH_TOKEN", "canary-token");

        assertThat(run(env)).isEqualTo(3);

        assertThat(output()).doesNotContain("canary-token");
    }

    private int run(Map<String, String> variables) {
        return Quickstart.run(
                variables, new PrintStream(printed, true, StandardCharsets.UTF_8), flow -> flow.pollInterval(
                                Duration.ofMillis(20))
                        .quietTime(Duration.ofMillis(600))
                        .callBudget(10_000, Duration.ofMinutes(1)));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
