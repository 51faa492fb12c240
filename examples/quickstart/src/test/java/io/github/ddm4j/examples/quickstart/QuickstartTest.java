/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.core.outcome.CallFailure;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeAuditLog;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void a_plain_call_says_that_it_has_no_evidence(@TempDir Path folder) {
        Path evidence = folder.resolve("evidence.txt");
        cloud.failNext(Fault.hangUp().afterApplying());

        assertThat(run(env, "--flow", "off", "--evidence", evidence.toString())).isEqualTo(5);

        assertThat(output()).contains("UNKNOWN", "no evidence");
        assertThat(evidence).doesNotExist();
    }

    @Test
    void a_report_has_one_last_word() {
        Report report = new Report(new PrintStream(printed, true, StandardCharsets.UTF_8), false);

        report.end(Outcome.done());
        report.end(Outcome.notApplied());

        assertThat(output()).contains("DONE").doesNotContain("NOT DONE");
    }

    @Test
    void settings_that_do_not_suffice_are_named_and_so_are_those_that_kept_it_from_the_fake() {
        assertThat(run(Map.of("DDM_SECRET_KEY", "canary-key"))).isEqualTo(2);

        assertThat(output())
                .contains("A real instance is meant, because these are set: DDM_SECRET_KEY", "DDM_ENDPOINT")
                .doesNotContain("canary-key");
    }

    @Test
    void the_token_is_never_printed() {
        env.put("DDM_AUTH_TOKEN", "canary-token");

        assertThat(run(env)).isEqualTo(3);

        assertThat(output()).doesNotContain("canary-token");
    }

    @Test
    void look_shows_the_instance_and_its_jobs_and_orders_nothing() {
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);

        assertThat(run(access(), "look", "--instance-id", Examples.INSTANCE.value()))
                .isEqualTo(0);

        assertThat(output()).containsSubsequence("ddm-fb88-test", Examples.GROUP.value(), "EnlargeNode", "LOOKED");
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void look_shows_the_rds_instances_linked_to_it() {
        cloud.setRdsStatus(Examples.INSTANCE, Examples.RDS, new RdsStatus("Backing up"));

        assertThat(run(access(), "look", "--instance-id", Examples.INSTANCE.value()))
                .isEqualTo(0);

        assertThat(output()).containsSubsequence("rds       " + Examples.RDS, "Backing up, schema orders");
    }

    @Test
    void audit_shows_who_ordered_and_which_fields_the_log_fills_and_orders_nothing() {
        cloud.auditLog().setLeftOut(FakeAuditLog.Field.RESPONSE);
        assertThat(run(env)).isEqualTo(0);
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);
        int before = cloud.requestsSeen();

        assertThat(run(audited(), "audit")).isEqualTo(0);

        assertThat(output())
                .containsSubsequence("trace     ", " by OTHERS", "trace     ", " by UNKNOWN", "for 1 nodes", "READ")
                .contains("by whom in 1 of 2", "request in 2 of 2", "job or order in 0 of 2");
        assertThat(cloud.requestsSeen()).isEqualTo(before);
    }

    @Test
    void audit_says_what_is_missing_or_refused() {
        assertThat(run(env, "audit")).isEqualTo(2);
        assertThat(output()).contains("--audit-endpoint or DDM_AUDIT_ENDPOINT: is mandatory");

        cloud.auditLog().setReadable(false);
        assertThat(run(audited(), "audit")).isEqualTo(3);
        assertThat(output()).contains("ACCESS");
    }

    @Test
    void an_order_that_waits_to_be_paid_and_whose_answer_was_lost_is_found_in_the_audit_log() {
        cloud.failNext(Fault.hangUp().afterApplying());
        env.put("DDM_INSTANCE_ID", Examples.YEARLY_MONTHLY_INSTANCE.value());
        env.remove("DDM_AUTH_TOKEN");
        env.put("DDM_ACCESS_KEY", Examples.ACCESS_KEY);
        env.put("DDM_SECRET_KEY", Examples.SECRET_KEY);

        assertThat(run(audited())).isEqualTo(0);

        assertThat(output())
                .containsSubsequence("LOST", "FOUND", cloud.ordersToPay().get(0).value());
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    private Map<String, String> audited() {
        env.put("DDM_AUDIT_ENDPOINT", server.uri().toString());
        return env;
    }

    @Test
    void look_goes_on_where_the_rds_instances_may_not_be_read() {
        record MayNotReadThem(InMemoryScaleOutAdapter ddm) implements InstancePort, JobPort {
            @Override
            public InstanceSnapshot instance(InstanceId id) {
                return ddm.instance(id);
            }

            @Override
            public Optional<List<Schema>> schemas(InstanceId id) {
                throw CallFailure.answered(403, ProviderError.NONE, null).ofRead();
            }

            @Override
            public Job job(JobId id) {
                return ddm.job(id);
            }

            @Override
            public List<Job> jobsSince(Instant since) {
                return ddm.jobsSince(since);
            }
        }
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var ddm = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();

        assertThat(new Look(new Report(out, false)).at(Examples.INSTANCE, new MayNotReadThem(ddm)))
                .isEqualTo(0);

        assertThat(output()).containsSubsequence("rds       not known, because: ", "LOOKED");
    }

    @Test
    void ensure_adds_what_is_missing_to_the_target_and_then_nothing() {
        assertThat(run(env, "ensure", "--target", "4")).isEqualTo(0);
        assertThat(run(env, "ensure", "--target", "4")).isEqualTo(0);

        assertThat(output())
                .containsSubsequence("target    4 nodes", "after     4 nodes", "ENOUGH", "Nothing was sent");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(4);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void what_stays_unknown_is_kept_in_a_file_and_found_out_later(@TempDir Path folder) throws IOException {
        Path evidence = folder.resolve("evidence.txt");
        cloud.failNext(Fault.hangUp().afterApplying());
        env.put("DDM_INSTANCE_ID", Examples.YEARLY_MONTHLY_INSTANCE.value());

        assertThat(run(env, "--evidence", evidence.toString())).isEqualTo(5);

        assertThat(output()).containsSubsequence("LOST", "EVIDENCE", evidence.toString(), "UNKNOWN");
        assertThat(Files.readString(evidence)).contains(Examples.YEARLY_MONTHLY_INSTANCE.value());
        cloud.payOrder(cloud.ordersToPay().get(0));
        assertThat(run(access(), "reconcile", evidence.toString())).isEqualTo(0);
        assertThat(output()).contains("FOUND");
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void evidence_that_cannot_be_read_exits_with_2(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.txt"), "what somebody wrote by hand");

        assertThat(run(access(), "reconcile", file.toString())).isEqualTo(2);
        assertThat(run(access(), "reconcile", folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void a_script_gets_one_json_object() throws IOException {
        assertThat(run(env, "--json")).isEqualTo(0);

        JsonNode json = new ObjectMapper().readTree(output());
        assertThat(json.path("outcome").asText()).isEqualTo("DONE");
        assertThat(json.path("exitCode").asInt(-1)).isEqualTo(0);
        assertThat(json.path("nodesBefore").asInt()).isEqualTo(2);
        assertThat(json.path("nodesAfter").asInt()).isEqualTo(3);
        assertThat(json.path("jobId").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"look", "ensure", "reconcile"})
    void a_command_says_in_json_too_what_is_wrong_with_its_settings(String command) throws IOException {
        String[] args = command.equals("reconcile")
                ? new String[] {command, "--json", "file"}
                : new String[] {command, "--json"};

        assertThat(run(Map.of(), args)).isEqualTo(2);

        JsonNode json = new ObjectMapper().readTree(output());
        assertThat(json.path("outcome").asText()).isEqualTo("INVALID");
        assertThat(json.path("message").asText()).contains("DDM_ENDPOINT", "DDM_PROJECT_ID", "DDM_AUTH_TOKEN");
    }

    @Test
    void an_option_wins_over_its_variable() {
        env.put("DDM_NODES", "2");

        assertThat(run(env, "--nodes", "1")).isEqualTo(0);

        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void an_access_key_signs_the_requests_in_place_of_a_token() {
        env.remove("DDM_AUTH_TOKEN");
        env.put("DDM_ACCESS_KEY", Examples.ACCESS_KEY);
        env.put("DDM_SECRET_KEY", Examples.SECRET_KEY);

        assertThat(run(env)).isEqualTo(0);

        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--auth-token=canary", "--secret-key=canary", "--nodez=1", "scale"})
    void what_is_no_option_and_no_command_exits_with_2_and_nothing_is_sent(String argument) {
        assertThat(run(env, argument)).isEqualTo(2);

        assertThat(cloud.requestsSeen()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "look", "ensure", "reconcile"})
    void help_names_the_options_with_their_variables(String command) {
        assertThat(command.isEmpty() ? run(env, "--help") : run(env, command, "--help"))
                .isEqualTo(0);

        assertThat(output()).contains("--json", "--endpoint=URL", "DDM_ENDPOINT");
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void the_page_has_every_setting_and_every_command() throws IOException {
        String page = Files.readString(Path.of("README.md"));

        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(page).contains("| `" + setting.variable() + "` |"));
        assertThat(page).contains("`look`", "`audit`", "`ensure`", "`reconcile FILE`", "`unsettled`", "`settle KEY`");
    }

    /** What it takes to reach the provider, and nothing of a request. */
    private Map<String, String> access() {
        Map<String, String> access = new HashMap<>(env);
        access.keySet().retainAll(Set.of("DDM_ENDPOINT", "DDM_PROJECT_ID", "DDM_AUTH_TOKEN"));
        return access;
    }

    private int run(Map<String, String> variables, String... args) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Quickstart.run(
                variables,
                out,
                flow -> flow.pollInterval(Duration.ofMillis(20))
                        .quietTime(Duration.ofMillis(600))
                        .callBudget(10_000, Duration.ofMinutes(1)),
                args);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
