/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.feign.HostileServer.Act;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reads: what they send, what they understand, what they repeat. */
class ReadsOnTheWireTest {

    private static final String PROJECT = "/" + Wire.PROJECT;
    private static final String DETAIL = "/v1" + PROJECT + "/instances/" + Wire.INSTANCE;
    private static final String GROUPS = "/v3" + PROJECT + "/instances/" + Wire.INSTANCE + "/groups";
    private static final String NODES = DETAIL + "/nodes";
    private static final JobId JOB = new JobId("1eb697c0-1842-43a3-8671-f562d0385cb9");
    private static final Instant NOW = Instant.parse("2026-06-05T12:00:00Z");

    private final HostileServer server = HostileServer.start();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final List<Duration> pauses = new ArrayList<>();
    private final FeignScaleOutAdapter adapter = Wire.adapter(server)
            .http(http -> http.deadline(Duration.ofSeconds(20)))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .circuitBreakerRegistry(registry)
            .sleeper(pauses::add)
            .build();

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    @Test
    void an_instance_is_read_with_its_groups_and_nodes() {
        serve(Map.of(DETAIL, """
                {"id": "28e8841d0b9c4f6a9a30742ee60e1068in09", "name": "ddm-fb88-test", "status": "RUNNING",
                 "node_count": 3, "access_port": "5066", "order_id": null, "created": "2021-11-09T03:30:01+0000",
                 "nodes": [{"status": "RUNNING", "port": "5066", "ip": "192.168.0.160"}], "new_field": {"x": 1}}
                """, GROUPS + "?limit=100", """
                {"total_count": 2, "group_list": [
                  {"id": "g1gr09", "name": "default", "role": "rw", "node_list": [{"id": "n1"}, {"id": "n2"}]},
                  {"id": "g2gr09", "name": "reports", "role": "r"}]}
                """, NODES + "?limit=128", """
                {"nodes": [{"port": "5066", "status": "normal", "node_id": "n1", "ip": "1", "group_id": "g1gr09"},
                           {"port": "5066", "status": "enlargefail", "node_id": "n2", "group_id": "g1gr09"},
                           {"port": "5066", "status": "brand-new-state", "node_id": "n3", "group_id": "g2gr09"}],
                 "offset": 0, "limit": 128, "total": 3}
                """));

        assertThat(adapter.instance(Wire.INSTANCE))
                .isEqualTo(new InstanceSnapshot(
                        Wire.INSTANCE,
                        "ddm-fb88-test",
                        InstanceStatus.RUNNING,
                        BillingMode.PAY_PER_USE,
                        3,
                        List.of(
                                new NodeGroup(new GroupId("g1gr09"), "default", false, 2),
                                new NodeGroup(new GroupId("g2gr09"), "reports", true, 1)),
                        List.of(
                                new Node("n1", "normal", Optional.of(new GroupId("g1gr09"))),
                                new Node("n2", "enlargefail", Optional.of(new GroupId("g1gr09"))),
                                new Node("n3", "brand-new-state", Optional.of(new GroupId("g2gr09"))))));
    }

    @Test
    void the_nodes_of_an_instance_alone_are_one_request() {
        serve(Map.of(NODES + "?limit=128", """
                {"nodes": [{"port": "5066", "status": "normal", "node_id": "n1", "ip": "1", "group_id": "g1gr09"},
                           {"port": "5066", "status": "creating", "node_id": "n2"}], "total": 2}
                """));

        assertThat(adapter.nodes(Wire.INSTANCE))
                .contains(List.of(
                        new Node("n1", "normal", Optional.of(new GroupId("g1gr09"))),
                        new Node("n2", "creating", Optional.empty())));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void reads_are_gets_with_a_content_type_and_nothing_else_besides() {
        serve(Map.of("/v3" + PROJECT + "/jobs/" + JOB, job("Running", "60%")));
        adapter.job(JOB);

        Received request = server.received().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.headers())
                .isEqualTo(Map.of(
                        "Host", "127.0.0.1:" + server.port(),
                        "Content-Type", "application/json",
                        "X-Auth-Token", Wire.TOKEN,
                        "User-Agent", "ddm4j",
                        "Accept-Encoding", "identity",
                        "Connection", "keep-alive"));
    }

    @Test
    void an_order_id_makes_an_instance_yearly_monthly_and_its_status_may_be_a_new_one() {
        serve(Map.of(
                DETAIL,
                "{\"id\":\"" + Wire.INSTANCE + "\",\"status\":\"warp_drive\",\"order_id\":\"CS1\"}",
                GROUPS + "?limit=100",
                "{\"total_count\":0,\"group_list\":[]}",
                NODES + "?limit=128",
                "{\"nodes\":[{\"node_id\":\"n1\",\"status\":\"normal\"}]}"));

        InstanceSnapshot snapshot = adapter.instance(Wire.INSTANCE);

        assertThat(snapshot.billingMode()).isEqualTo(BillingMode.YEARLY_MONTHLY);
        assertThat(snapshot.status()).hasToString("WARP_DRIVE");
        assertThat(snapshot.nodeCount()).isEqualTo(1);
        assertThat(snapshot.nodes().get(0).groupId()).isEmpty();
    }

    @Test
    void all_pages_of_groups_and_nodes_are_read() {
        serve(Map.of(
                DETAIL,
                "{\"id\":\"" + Wire.INSTANCE + "\",\"status\":\"RUNNING\",\"node_count\":130}",
                GROUPS + "?limit=100",
                groups(0, 100, 101),
                GROUPS + "?offset=100&limit=100",
                groups(100, 101, 101),
                NODES + "?limit=128",
                nodes(0, 128, 130),
                NODES + "?offset=128&limit=128",
                // One has moved from the first page to the second meanwhile.
                nodes(127, 130, 130)));

        InstanceSnapshot snapshot = adapter.instance(Wire.INSTANCE);

        assertThat(snapshot.groups()).hasSize(101).doesNotHaveDuplicates();
        assertThat(snapshot.nodes()).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void a_job_is_read_in_its_documented_form() {
        serve(Map.of("/v3" + PROJECT + "/jobs/" + JOB, job("Running", "60%")));

        assertThat(adapter.job(JOB))
                .isEqualTo(new Job(
                        JOB,
                        "EnlargeNode",
                        JobStatus.RUNNING,
                        OptionalInt.of(60),
                        Optional.of(Instant.parse("2026-06-05T10:30:01Z")),
                        Optional.of(Instant.parse("2026-06-05T11:30:01Z")),
                        Optional.of(Wire.INSTANCE),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"Completed, ''", "Failed, '100%'", "SomethingNew, 'soon'"})
    void any_status_and_progress_of_a_job_is_read(String status, String process) {
        serve(Map.of("/v3" + PROJECT + "/jobs/" + JOB, job(status, process)));

        Job job = adapter.job(JOB);

        assertThat(job.status()).isEqualTo(new JobStatus(status));
        assertThat(job.progress()).isEqualTo(process.equals("100%") ? OptionalInt.of(100) : OptionalInt.empty());
    }

    @Test
    void jobs_since_a_moment_are_all_read_and_come_newest_first() {
        String query =
                "/v3" + PROJECT + "/jobs?start_time=" + NOW.minusSeconds(120).toEpochMilli() + "&end_time="
                        + NOW.plusSeconds(3600).toEpochMilli();
        serve(Map.of(
                query + "&limit=128",
                "{\"total\":3,\"jobs\":[" + listed("old", 58, "Completed") + "," + listed("new", 59, "Failed") + "]}",
                query + "&offset=2&limit=128",
                "{\"total\":3,\"jobs\":[" + listed("too-old", 30, "Completed") + "]}"));

        List<Job> jobs = adapter.jobsSince(NOW.minusSeconds(120).plusMillis(500));

        assertThat(jobs).extracting(job -> job.id().value()).containsExactly("new", "old");
        assertThat(jobs.get(0).failReason()).contains("disk full");
        assertThat(jobs.get(0).instanceId()).contains(Wire.INSTANCE);
        assertThat(jobs.get(0).createdAt()).contains(Instant.parse("2026-06-05T11:59:00Z"));
    }

    @Test
    void a_page_of_jobs_is_one_request_and_tells_where_the_next_one_starts() {
        String query =
                "/v3" + PROJECT + "/jobs?start_time=" + NOW.minusSeconds(120).toEpochMilli() + "&end_time="
                        + NOW.plusSeconds(3600).toEpochMilli();
        serve(Map.of(
                query + "&limit=128",
                "{\"total\":3,\"jobs\":[" + listed("new", 59, "Failed") + "," + listed("too-old", 30, "Completed")
                        + "]}",
                query + "&offset=2&limit=128",
                "{\"total\":3,\"jobs\":[" + listed("old", 58, "Completed") + "]}"));

        JobPage first = adapter.jobPage(NOW.minusSeconds(120), 0);
        assertThat(server.received()).hasSize(1);
        JobPage second = adapter.jobPage(NOW.minusSeconds(120), 2);

        assertThat(first.jobs()).extracting(job -> job.id().value()).containsExactly("new");
        assertThat(first.next()).hasValue(2);
        assertThat(second.jobs()).extracting(job -> job.id().value()).containsExactly("old");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_page_that_cannot_be_is_refused_and_nothing_is_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adapter.jobPage(NOW, -1))
                .withMessage("offset must be 0 or more, but was -1");
        assertThat(server.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 5, ''", "12800, 2147483647, j", "2147483647, 2147483647, j"})
    void a_page_that_is_empty_or_one_of_too_many_is_no_usable_answer(int offset, int total, String id) {
        String jobs = id.isEmpty() ? "" : listed(id, 59, "Completed");
        server.otherwise(reply(200, "{\"total\":" + total + ",\"jobs\":[" + jobs + "]}"));

        assertThat(catchThrowable(() -> adapter.jobPage(NOW, offset)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("its pages end before its total of " + total);
    }

    @Test
    void a_full_page_beyond_its_total_may_hide_more_and_is_no_usable_answer() {
        String full = IntStream.range(0, 128)
                .mapToObj(number -> listed("j" + number, 59, "Completed"))
                .collect(Collectors.joining(","));
        server.otherwise(reply(200, "{\"total\":1,\"jobs\":[" + full + "]}"));

        assertThat(catchThrowable(() -> adapter.jobsSince(NOW)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("it holds more than its total of 1");
    }

    @Test
    void a_page_without_a_total_is_the_last_one_unless_it_is_full() {
        String full = IntStream.range(0, 128)
                .mapToObj(number -> listed("j" + number, 59, "Completed"))
                .collect(Collectors.joining(","));
        server.otherwise(reply(200, "{\"jobs\":[" + full + "]}"));
        assertThat(catchThrowable(() -> adapter.jobsSince(NOW)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("it is full and does not tell whether there are more");

        server.otherwise(reply(200, "{\"jobs\":[" + listed("j", 59, "Completed") + "]}"));
        assertThat(adapter.jobsSince(Instant.EPOCH)).hasSize(1);
    }

    @Test
    void what_the_provider_says_of_a_job_is_one_line_without_what_we_sent() {
        String echo = "x\\nERROR forged " + Wire.TOKEN;
        server.otherwise(reply(
                200,
                "{\"total\":1,\"jobs\":[{\"id\":\"j\",\"name\":\"" + echo + "\",\"status\":\"" + echo
                        + "\",\"fail_reason\":\"" + echo + "\"}]}"));

        Job job = adapter.jobsSince(Instant.EPOCH).get(0);

        assertThat(job.name()).isEqualTo("x ERROR forged ***");
        assertThat(job.status().value()).isEqualTo("X ERROR FORGED ***");
        assertThat(job.failReason()).contains("x ERROR forged ***");
    }

    @Test
    void what_the_provider_says_of_an_instance_is_one_line_without_what_we_sent() {
        String echo = "x\\nERROR forged " + Wire.TOKEN;
        serve(Map.of(
                DETAIL,
                "{\"id\":\"" + Wire.INSTANCE + "\",\"name\":\"" + echo + "\",\"status\":\"" + echo + "\"}",
                GROUPS + "?limit=100",
                "{\"total_count\":1,\"group_list\":[{\"id\":\"g\",\"name\":\"" + echo + "\"}]}",
                NODES + "?limit=128",
                "{\"total\":1,\"nodes\":[{\"node_id\":\"" + echo + "\",\"status\":\"" + echo + "\"}]}"));

        assertThat(adapter.instance(Wire.INSTANCE).toString())
                .contains("x ERROR forged ***", "X ERROR FORGED ***")
                .doesNotContain("\n", Wire.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void jobs_can_be_asked_for_since_any_moment(Instant since) {
        server.otherwise(reply(200, "{\"total\":0,\"jobs\":[]}"));

        assertThat(adapter.jobsSince(since)).isEmpty();
        Instant earliest = NOW.minus(Duration.ofDays(30));
        String start = server.received().get(0).path().replaceAll(".*start_time=([0-9]+)&.*", "$1");
        assertThat(Instant.ofEpochMilli(Long.parseLong(start))).isBetween(earliest, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "404, '', NOT_FOUND",
        "400, '{\"errCode\":\"DBS.300400\"}', NOT_FOUND",
        "403, '', ACCESS",
        "400, '{\"errCode\":\"DBS.280001\"}', BAD_REQUEST",
        "498, '', OTHER"
    })
    void a_refusal_is_rejected_and_not_repeated(int status, String body, RejectionReason reason) {
        server.otherwise(reply(status, body));

        ScaleOutRejectedException rejected =
                catchThrowableOfType(ScaleOutRejectedException.class, () -> adapter.job(JOB));
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(server.received()).hasSize(1);
    }

    static Stream<Act> passingFailures() {
        return Stream.of(
                hangUp(),
                HostileServer.reset(),
                reply(500, ""),
                reply(503, ""),
                reply(302, ""),
                reply(408, ""),
                reply(499, ""),
                reply(400, "{\"errCode\":\"DBS.300120\"}"),
                reply(404, "{\"error_code\":\"APIGW.0601\"}"),
                reply(200, "<html>"),
                reply(200, "{}"),
                reply(200, "{\"job\":"),
                reply(429, ""));
    }

    @ParameterizedTest
    @MethodSource("passingFailures")
    void what_may_pass_is_repeated_and_then_well(Act failure) {
        server.then(failure).otherwise(reply(200, job("Running", "")));

        assertThat(adapter.job(JOB).id()).isEqualTo(JOB);
        assertThat(server.received()).hasSize(2);
        assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause)
                .isBetween(Duration.ZERO, Duration.ofMillis(200)));
    }

    @ParameterizedTest
    @MethodSource("passingFailures")
    void what_does_not_pass_is_unavailable_after_three_attempts_and_never_unknown(Act failure) {
        server.otherwise(failure);

        assertThat(catchThrowable(() -> adapter.job(JOB))).isInstanceOf(ProviderUnavailableException.class);
        assertThat(server.received()).hasSize(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void the_wait_that_the_provider_asks_for_is_kept() {
        server.then(reply(429, "", "Retry-After: 7"), reply(503, "", "Retry-After: 3"))
                .otherwise(reply(200, job("Running", "")));

        adapter.job(JOB);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3));
    }

    @Test
    void a_wait_beyond_the_deadline_is_left_to_the_caller() {
        server.otherwise(reply(429, "", "Retry-After: 21"));

        ProviderUnavailableException throttled =
                catchThrowableOfType(ProviderUnavailableException.class, () -> adapter.job(JOB));

        assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(21));
        assertThat(throttled.signalsOutage()).isFalse();
        assertThat(server.received()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void two_repeats_are_all_that_one_call_has_however_many_requests_it_makes() {
        server.then(
                reply(503, ""),
                reply(200, "{\"id\":\"" + Wire.INSTANCE + "\",\"status\":\"RUNNING\"}"),
                reply(503, ""),
                reply(503, ""));

        assertThat(catchThrowable(() -> adapter.instance(Wire.INSTANCE)))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(server.received()).hasSize(4);
    }

    @Test
    void reads_go_on_while_the_breaker_of_the_command_is_open() {
        server.otherwise(reply(200, job("Running", "")));
        Wire.breaker(registry).transitionToForcedOpenState();

        assertThat(adapter.job(JOB)).isNotNull();
        assertThat(registry.circuitBreaker("ddm-read").getMetrics().getNumberOfSuccessfulCalls())
                .isEqualTo(1);
    }

    @Test
    void what_is_about_something_else_or_breaks_a_rule_is_no_usable_answer() {
        for (String odd : List.of(
                "{\"job\":{\"id\":\"other\",\"status\":\"Running\"}}",
                "{\"job\":{\"id\":\"../x\",\"status\":\"Running\"}}",
                "{\"job\":{\"id\":\"" + JOB + "\"}}",
                "{\"job\":{\"id\":\"" + JOB + "\",\"status\":\"Running\",\"instance_id\":\"a b\"}}")) {
            server.otherwise(reply(200, odd));
            assertThat(catchThrowable(() -> adapter.job(JOB))).isInstanceOf(ProviderUnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nodes\":null,\"total\":0}",
                "{\"total\":0}",
                "{\"nodes\":[],\"total\":\"0\"}",
                "{\"nodes\":[],\"total\":null}",
                "{\"nodes\":[],\"total\":0,\"offset\":\"none\",\"limit\":{}}"
            })
    void an_instance_without_nodes_is_one(String nodes) {
        serveInstance(detail("\"node_count\":0"), "{\"group_list\":null,\"total_count\":0}", nodes);

        InstanceSnapshot snapshot = adapter.instance(Wire.INSTANCE);

        assertThat(snapshot.nodeCount()).isZero();
        assertThat(snapshot.nodes()).isEmpty();
        assertThat(snapshot.groups()).isEmpty();
    }

    @Test
    void what_is_only_shown_of_an_instance_may_be_of_any_type_or_absent() {
        serveInstance(
                detail("\"name\":{\"en\":\"x\"},\"order_id\":[],\"node_count\":1,\"access_port\":[5066]"),
                "{\"group_list\":[{\"id\":\"g\",\"name\":7,\"role\":[\"rw\"]}],\"total_count\":1}",
                "{\"nodes\":[{\"node_id\":\"n\",\"status\":{\"x\":1},\"group_id\":\"g\",\"port\":5066}],\"total\":1}");

        InstanceSnapshot snapshot = adapter.instance(Wire.INSTANCE);

        assertThat(snapshot.name()).isEmpty();
        assertThat(snapshot.groups()).containsExactly(new NodeGroup(new GroupId("g"), "7", false, 1));
        assertThat(snapshot.nodes()).containsExactly(new Node("n", "", Optional.of(new GroupId("g"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"RUNNING\"}",
                "{\"id\":7,\"status\":\"RUNNING\"}",
                "{\"id\":\"other\",\"status\":\"RUNNING\"}",
                "{\"id\":\"28e8841d0b9c4f6a9a30742ee60e1068in09\"}",
                "{\"id\":\"28e8841d0b9c4f6a9a30742ee60e1068in09\",\"status\":\" \"}",
                "{\"id\":\"28e8841d0b9c4f6a9a30742ee60e1068in09\",\"status\":[\"RUNNING\"]}",
                "{\"id\":\"28e8841d0b9c4f6a9a30742ee60e1068in09\",\"status\":\"RUNNING\",\"node_count\":-1}",
                "{\"id\":\"28e8841d0b9c4f6a9a30742ee60e1068in09\",\"status\":\"RUNNING\",\"node_count\":1.5}",
                "{\"id\":\"28e8841d0b9c4f6a9a30742ee60e1068in09\",\"status\":\"RUNNING\",\"node_count\":{}}"
            })
    void an_instance_whose_id_status_or_size_cannot_be_is_no_usable_answer(String detail) {
        assertUnusable(detail, "{\"group_list\":[],\"total_count\":0}", "{\"nodes\":[],\"total\":0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nodes\":null}",
                "{\"nodes\":null,\"total\":1}",
                "{\"total\":1}",
                "{\"nodes\":{},\"total\":0}",
                "{\"nodes\":[null],\"total\":1}",
                "{\"nodes\":[\"n\"],\"total\":1}",
                "{\"nodes\":[],\"total\":-1}",
                "{\"nodes\":[],\"total\":\"many\"}",
                "{\"nodes\":[{\"node_id\":\"n\"}],\"total\":1.5}",
                "{\"nodes\":[{\"node_id\":null}],\"total\":1}",
                "{\"nodes\":[{\"node_id\":7}],\"total\":1}",
                "{\"nodes\":[{\"node_id\":\"n\",\"group_id\":7}],\"total\":1}",
                "{\"nodes\":[{\"node_id\":\"n\",\"group_id\":\"a b\"}],\"total\":1}"
            })
    void nodes_whose_ids_groups_or_total_cannot_be_are_no_usable_answer(String nodes) {
        assertUnusable(detail("\"node_count\":1"), "{\"group_list\":[],\"total_count\":0}", nodes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"group_list\":[{\"id\":null}],\"total_count\":1}",
                "{\"group_list\":[{\"id\":\"g\",\"node_list\":3}],\"total_count\":1}",
                "{\"group_list\":[{\"id\":\"g\"}],\"total_count\":-1}"
            })
    void groups_whose_ids_sizes_or_total_cannot_be_are_no_usable_answer(String groups) {
        assertUnusable(detail("\"node_count\":0"), groups, "{\"nodes\":[],\"total\":0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"created_time\":\"2026-13-05T10:30:01+0000\"",
                "\"created_time\":1780000000000",
                "\"status\":7",
                "\"status\":\"\"",
                "\"instance\":\"in\"",
                "\"instance\":{\"id\":7}",
                "\"instance_id\":{}",
                "\"instance_id\":\"one\",\"instance\":{\"id\":\"two\"}",
                "\"id\":7"
            })
    void a_job_whose_id_status_instance_or_start_cannot_be_is_no_usable_answer(String field) {
        String job = "{\"id\":\"" + JOB + "\",\"status\":\"Running\"," + field + "}";
        server.otherwise(reply(200, "{\"job\":" + job + "}"));
        assertThat(catchThrowable(() -> adapter.job(JOB))).isInstanceOf(ProviderUnavailableException.class);

        server.otherwise(reply(200, "{\"total\":1,\"jobs\":[" + job + "]}"));
        assertThat(catchThrowable(() -> adapter.jobsSince(NOW))).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void what_is_only_shown_of_a_job_may_be_of_any_type_or_absent() {
        server.otherwise(reply(
                200,
                "{\"job\":{\"id\":\"" + JOB + "\",\"status\":\"Running\",\"name\":[\"x\"],\"process\":{},"
                        + "\"end_time\":\"2026-13-05T10:30:01+0000\",\"fail_reason\":{\"code\":7},"
                        + "\"database_name\":7}}"));

        assertThat(adapter.job(JOB))
                .isEqualTo(new Job(
                        JOB,
                        "",
                        JobStatus.RUNNING,
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void a_wait_that_the_provider_asks_for_is_told_also_where_it_does_not_work() {
        server.otherwise(reply(503, "", "Retry-After: 21"));

        ProviderUnavailableException down =
                catchThrowableOfType(ProviderUnavailableException.class, () -> adapter.job(JOB));

        assertThat(down.retryAfter()).contains(Duration.ofSeconds(21));
        assertThat(down.signalsOutage()).isTrue();
    }

    private void assertUnusable(String detail, String groups, String nodes) {
        serveInstance(detail, groups, nodes);

        assertThat(catchThrowable(() -> adapter.instance(Wire.INSTANCE)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("The provider answered with status 200, but ");
    }

    private static String detail(String fields) {
        return "{\"id\":\"" + Wire.INSTANCE + "\",\"status\":\"RUNNING\"," + fields + "}";
    }

    private void serveInstance(String detail, String groups, String nodes) {
        serve(Map.of(DETAIL, detail, GROUPS + "?limit=100", groups, NODES + "?limit=128", nodes));
    }

    @Test
    void pages_that_end_too_early_or_never_are_no_usable_answer() {
        server.otherwise(reply(200, "{\"total\":5,\"jobs\":[" + listed("j", 59, "Completed") + "]}"));

        assertThat(catchThrowable(() -> adapter.jobsSince(NOW)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("its pages end before its total of 5");
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void an_interrupt_ends_the_pause_and_leaves_the_flag_set() {
        server.otherwise(reply(503, ""));
        try (FeignScaleOutAdapter patient = Wire.adapter(server)
                .sleeper(time -> {
                    throw new InterruptedException();
                })
                .build()) {
            assertThat(catchThrowable(() -> patient.job(JOB))).isInstanceOf(ProviderUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.received()).hasSize(1);
        }
    }

    private void serve(Map<String, String> bodies) {
        server.otherwise(peer -> {
            String body = bodies.get(peer.request().path());
            reply(body == null ? 404 : 200, body == null ? "" : body).on(peer);
        });
    }

    private static String job(String status, String process) {
        return """
                {"job": {"id": "%s", "name": "EnlargeNode", "status": "%s", "process": "%s",
                 "created_time": "2026-06-05T10:30:01+0000", "end_time": "2026-06-05T12:30:01+0100",
                 "instance": {"id": "%s", "name": "ddm-fb88-test"}}}
                """.formatted(JOB, status, process, Wire.INSTANCE);
    }

    private static String listed(String id, int minute, String status) {
        return """
                {"id": "%s", "name": "EnlargeNode", "status": "%s", "created_time": "2026-06-05T11:%02d:00+0000",
                 "instance_id": "%s", "instance_name": "x", "fail_reason": "disk full", "operations": []}
                """.formatted(id, status, minute, Wire.INSTANCE);
    }

    private static String groups(int from, int to, int total) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"g" + i + "\",\"name\":\"g\",\"role\":\"rw\",\"node_list\":[]}")
                .collect(Collectors.joining(",", "{\"total_count\":" + total + ",\"group_list\":[", "]}"));
    }

    private static String nodes(int from, int to, int total) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"node_id\":\"n" + i + "\",\"status\":\"normal\"}")
                .collect(Collectors.joining(",", "{\"total\":" + total + ",\"nodes\":[", "]}"));
    }
}
