/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.fake.FakeAuditLog.Field;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log, by the page that describes its list of traces, and what a test can do to it. */
class TracesOverHttpTest {

    private static final Instant START = Instant.parse("2026-06-05T08:00:00Z");
    private static final String TRACES = "/v3/" + Examples.PROJECT + "/traces?trace_type=system";

    private final FakeClock clock = FakeClock.at(START);
    private final FakeCloud cloud = FakeCloud.builder()
            .clock(clock)
            .jobDuration(Duration.ofSeconds(10))
            .withExamples()
            .build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode traces(String query) {
        HttpCalls.Reply reply = calls.get(TRACES + query);
        assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
        return reply.body();
    }

    private JsonNode only() {
        JsonNode traces = traces("").path("traces");
        assertThat(traces).hasSize(1);
        return traces.get(0);
    }

    private static List<String> names(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void add(int traces) {
        for (int i = 0; i < traces; i++) {
            cloud.auditLog()
                    .add(FakeTrace.builder(Examples.INSTANCE, START.minusSeconds(i))
                            .onConsole("somebody")
                            .build());
        }
    }

    @Test
    void an_order_leaves_a_trace_with_the_documented_fields() {
        String job = calls.enlarge(HttpCalls.ONE_NODE).body().path("jobId").textValue();

        JsonNode body = traces("");
        JsonNode trace = body.path("traces").get(0);
        assertThat(names(trace))
                .containsExactlyInAnyOrder(
                        "trace_id",
                        "trace_name",
                        "trace_rating",
                        "trace_type",
                        "time",
                        "record_time",
                        "code",
                        "request",
                        "response",
                        "user",
                        "source_ip",
                        "service_type",
                        "resource_type",
                        "resource_id",
                        "resource_name",
                        "api_version",
                        "request_id",
                        "tracker_name",
                        "read_only");
        assertThat(trace.path("trace_name").textValue()).isEqualTo("enlargeNode");
        assertThat(trace.path("trace_rating").textValue()).isEqualTo("normal");
        assertThat(trace.path("trace_type").textValue()).isEqualTo("ApiCall");
        assertThat(trace.path("time").longValue()).isEqualTo(START.toEpochMilli());
        assertThat(trace.path("code").textValue()).isEqualTo("200");
        assertThat(trace.path("service_type").textValue()).isEqualTo("DDM");
        assertThat(trace.path("resource_type").textValue()).isEqualTo("instance");
        assertThat(trace.path("resource_id").textValue()).isEqualTo(Examples.INSTANCE.value());
        assertThat(trace.path("source_ip").textValue()).isEqualTo("127.0.0.1");
        assertThat(trace.path("user").path("name").textValue()).isEqualTo(Examples.USER);
        assertThat(trace.path("user").path("domain").path("name").textValue()).isEqualTo(Examples.DOMAIN);
        assertThat(HttpCalls.json(trace.path("request").textValue())).isEqualTo(HttpCalls.json(HttpCalls.ONE_NODE));
        assertThat(HttpCalls.json(trace.path("response").textValue())
                        .path("jobId")
                        .textValue())
                .isEqualTo(job);
        assertThat(body.path("meta_data").path("count").intValue()).isEqualTo(1);
        assertThat(body.path("meta_data").get("marker").isNull()).isTrue();
    }

    @Test
    void an_order_with_a_token_has_no_access_key_in_its_trace() {
        calls.enlarge(HttpCalls.ONE_NODE);

        assertThat(only().path("user").has("access_key_id")).isFalse();
    }

    @Test
    void a_refused_order_leaves_a_warning_with_its_error() {
        cloud.setRdsReady(Examples.INSTANCE, false);
        calls.enlarge(HttpCalls.ONE_NODE);

        JsonNode trace = only();
        assertThat(trace.path("trace_rating").textValue()).isEqualTo("warning");
        assertThat(trace.path("code").textValue()).isEqualTo("400");
        assertThat(trace.path("response").textValue()).contains("DBS.300323");
    }

    @Test
    void a_refused_order_leaves_none_if_the_log_is_told_so() {
        cloud.auditLog().setRecordingRefusals(false);
        cloud.setRdsReady(Examples.INSTANCE, false);
        calls.enlarge(HttpCalls.ONE_NODE);

        assertThat(traces("").path("traces")).isEmpty();
    }

    @Test
    void others_on_the_console_leave_a_trace_without_an_access_key() {
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);

        JsonNode trace = only();
        assertThat(trace.path("trace_type").textValue()).isEqualTo("ConsoleAction");
        assertThat(trace.path("user").path("name").textValue()).isEqualTo("somebody-else");
        assertThat(trace.path("user").has("access_key_id")).isFalse();
    }

    @Test
    void others_over_the_api_leave_a_trace_with_their_access_key() {
        cloud.auditLog().setOthersOverApi(Examples.USER, "KEYOFOTHERS");
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);

        JsonNode user = only().path("user");
        assertThat(user.path("name").textValue()).isEqualTo(Examples.USER);
        assertThat(user.path("access_key_id").textValue()).isEqualTo("KEYOFOTHERS");
    }

    @ParameterizedTest
    @CsvSource({
        "service_type, DDM, 2",
        "service_type, RDS, 0",
        "resource_type, instance, 2",
        "resource_type, cluster, 0",
        "resource_id, 28e8841d0b9c4f6a9a30742ee60e1068in09, 1",
        "resource_id, of-no-instance, 0",
        "resource_name, ddm-fb88-test, 1",
        "trace_name, enlargeNode, 2",
        "trace_name, reduceNode, 0",
        "trace_rating, normal, 1",
        "trace_rating, warning, 1",
        "user, example-user, 1",
        "user, somebody, 1",
        "access_key_id, AK-1, 1",
        "trace_id, of-mine, 1",
    })
    void a_filter_leaves_only_what_it_names(String name, String value, int left) {
        calls.enlarge(HttpCalls.ONE_NODE);
        cloud.auditLog()
                .add(FakeTrace.builder(Examples.TWO_GROUPS_INSTANCE, START)
                        .id("of-mine")
                        .byAccessKey("somebody", "AK-1")
                        .failed()
                        .build());

        assertThat(traces("&" + name + "=" + value).path("traces")).hasSize(left);
    }

    @Test
    void times_bound_what_is_read_and_are_not_part_of_it() {
        calls.enlarge(HttpCalls.ONE_NODE);
        long at = START.toEpochMilli();
        clock.advance(Duration.ofHours(2));

        assertThat(traces("").path("traces")).as("the last hour").isEmpty();
        assertThat(traces("&from=" + (at - 1) + "&to=" + (at + 1)).path("traces"))
                .hasSize(1);
        assertThat(traces("&from=" + at + "&to=" + (at + 1)).path("traces")).isEmpty();
        assertThat(traces("&from=" + (at - 1) + "&to=" + at).path("traces")).isEmpty();
    }

    @Test
    void what_is_older_than_a_week_is_gone() {
        calls.enlarge(HttpCalls.ONE_NODE);
        String ever = "&from=0&to=" + START.plus(Duration.ofDays(30)).toEpochMilli();
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        cloud.addToken(Examples.TOKEN, Examples.PROJECT);
        assertThat(traces(ever).path("traces")).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(traces(ever).path("traces")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 11})
    void all_pages_together_hold_every_trace_once(int limit) {
        add(21);
        Set<String> seen = new HashSet<>();
        int pages = 0;
        String marker = "";
        do {
            JsonNode body = traces("&limit=" + limit + (marker.isEmpty() ? "" : "&next=" + marker));
            body.path("traces")
                    .forEach(trace -> assertThat(seen.add(trace.path("trace_id").textValue()))
                            .isTrue());
            pages++;
            marker = body.path("meta_data").path("marker").asText("");
        } while (!marker.isEmpty() && !marker.equals("null"));

        assertThat(seen).hasSize(21);
        assertThat(pages).isEqualTo((21 + limit - 1) / limit);
    }

    @Test
    void a_page_holds_ten_traces_if_nobody_says_how_many_newest_first() {
        add(12);

        JsonNode traces = traces("").path("traces");
        assertThat(traces).hasSize(10);
        assertThat(traces.get(0).path("time").longValue()).isEqualTo(START.toEpochMilli());
        assertThat(traces.get(9).path("time").longValue())
                .isEqualTo(START.minusSeconds(9).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "from=1, to",
        "to=1, from",
        "from=1&to=x, to",
    })
    void what_a_query_has_wrong_is_refused_by_its_name(String query, String field) {
        HttpCalls.Reply reply = calls.get(TRACES + "&" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error_msg").textValue()).startsWith("Invalid " + field);
    }

    @Test
    void the_type_of_traces_is_mandatory() {
        String bare = "/v3/" + Examples.PROJECT + "/traces";
        assertThat(calls.get(bare).status()).isEqualTo(400);
        assertThat(calls.get(bare + "?trace_type=data").status()).isEqualTo(400);
    }

    @Test
    void a_late_trace_can_be_read_once_its_lag_is_over_and_tells_when_it_was_recorded() {
        cloud.auditLog().setLag(Duration.ofMinutes(3));
        calls.enlarge(HttpCalls.ONE_NODE);
        clock.advance(Duration.ofMinutes(3).minusMillis(1));
        assertThat(traces("").path("traces")).isEmpty();

        clock.advance(Duration.ofMillis(1));
        JsonNode trace = only();
        assertThat(trace.path("time").longValue()).isEqualTo(START.toEpochMilli());
        assertThat(trace.path("record_time").longValue())
                .isEqualTo(START.plus(Duration.ofMinutes(3)).toEpochMilli());
    }

    @Test
    void copies_have_one_id_and_no_page_loses_what_follows_them() {
        cloud.auditLog().setCopies(2);
        calls.enlarge(HttpCalls.ONE_NODE);
        cloud.auditLog().setCopies(1);
        add(1);

        JsonNode all = traces("").path("traces");
        assertThat(all).hasSize(3);
        String copied = all.get(0).path("trace_id").textValue();
        assertThat(all.get(1).path("trace_id").textValue()).isEqualTo(copied);
        assertThat(traces("&limit=1&next=" + copied).path("traces")).hasSize(1);
    }

    @Test
    void the_result_of_an_order_may_have_a_trace_of_its_own() {
        cloud.auditLog().setResultAfter(Duration.ofMinutes(4));
        cloud.failNextJob("disk");
        calls.enlarge(HttpCalls.ONE_NODE);
        only();
        clock.advance(Duration.ofMinutes(4));

        JsonNode traces = traces("").path("traces");
        assertThat(traces).hasSize(2);
        JsonNode result = traces.get(0);
        assertThat(result.path("trace_rating").textValue()).isEqualTo("warning");
        assertThat(result.path("trace_name").textValue()).isEqualTo("enlargeNode");
        assertThat(result.has("request") || result.has("response")).isFalse();
        assertThat(result.path("trace_id")).isNotEqualTo(traces.get(1).path("trace_id"));
    }

    @Test
    void a_lost_trace_is_never_there_and_the_next_one_is() {
        cloud.auditLog().loseNext(1);
        calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(cloud.auditLog().size()).isZero();
        clock.advance(Duration.ofSeconds(10));

        calls.enlarge(HttpCalls.ONE_NODE);
        only();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST, request",
        "RESPONSE, response",
        "CODE, code",
        "USER, user",
        "SOURCE_IP, source_ip",
        "REQUEST_ID, request_id",
        "RECORD_TIME, record_time",
    })
    void every_optional_part_can_be_missing(Field field, String name) {
        calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(only().has(name)).isTrue();

        cloud.auditLog().setLeftOut(field);

        assertThat(only().has(name)).isFalse();
    }

    @Test
    void the_access_key_can_be_missing_alone() {
        cloud.auditLog()
                .add(FakeTrace.builder(Examples.INSTANCE, START)
                        .byAccessKey("somebody", "AK-1")
                        .build());
        cloud.auditLog().setLeftOut(Field.ACCESS_KEY);

        assertThat(names(only().path("user"))).containsExactly("id", "name", "domain");
    }

    @Test
    void without_the_permission_reading_is_forbidden() {
        cloud.auditLog().setReadable(false);
        HttpCalls.Reply reply = calls.get(TRACES);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body().path("error_msg").textValue()).contains("cts:trace:list");
    }

    @Test
    void a_log_that_is_switched_off_keeps_nothing_and_refuses_to_be_read() {
        cloud.auditLog().setSwitchedOn(false);
        calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(calls.get(TRACES).status()).isEqualTo(404);

        cloud.auditLog().setSwitchedOn(true);
        assertThat(traces("").path("traces")).isEmpty();
    }

    @Test
    void a_log_that_does_not_record_has_nothing_new() {
        add(1);
        cloud.auditLog().setRecording(false);
        calls.enlarge(HttpCalls.ONE_NODE);

        only();
    }

    @Test
    void a_trace_of_ones_own_holds_any_text_and_any_time() {
        String text = "x".repeat(1024 * 1024);
        Instant tomorrow = START.plus(Duration.ofDays(1));
        cloud.auditLog()
                .add(FakeTrace.builder(Examples.INSTANCE, tomorrow)
                        .request(text)
                        .build());

        JsonNode traces =
                traces("&from=0&to=" + tomorrow.plusMillis(1).toEpochMilli()).path("traces");
        assertThat(traces.get(0).path("request").textValue()).isEqualTo(text);
        assertThat(traces.get(0).path("trace_type").textValue()).isEqualTo("SystemAction");
        assertThatIllegalArgumentException().isThrownBy(() -> cloud.auditLog().setCopies(0));
    }

    @Test
    void a_reset_leads_back_to_an_empty_log_as_it_is_by_default() {
        cloud.auditLog().setReadable(false);
        calls.enlarge(HttpCalls.ONE_NODE);
        cloud.reset();

        assertThat(traces("").path("traces")).isEmpty();
    }

    @Test
    void the_remote_control_sets_what_is_given_and_nothing_else() {
        calls.send(calls.to("/_fake/audit")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"lagSeconds\":60,\"copies\":2,\"leftOut\":[\"source_ip\",\"request\"]}")));
        calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(traces("").path("traces")).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        JsonNode traces = traces("").path("traces");
        assertThat(traces).hasSize(2);
        assertThat(names(traces.get(0))).contains("response").doesNotContain("source_ip", "request");
        assertThat(calls.send(calls.to("/_fake/audit")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"leftOut\":[\"colour\"]}")))
                        .status())
                .isEqualTo(400);
    }

    private void control(String path, String body) {
        calls.send(calls.to(path)
                .method(path.endsWith("audit") ? "PUT" : "POST", HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void the_remote_control_loses_traces_writes_pairs_and_leaves_out_refusals() {
        control("/_fake/audit", "{\"loseNext\":1}");
        calls.enlarge(HttpCalls.ONE_NODE);
        clock.advance(Duration.ofMinutes(10));
        assertThat(traces("").path("traces")).isEmpty();

        control("/_fake/audit", "{\"recordingRefusals\":false}");
        calls.enlarge("{}");
        assertThat(traces("").path("traces")).isEmpty();

        control("/_fake/audit", "{\"resultAfterSeconds\":60}");
        calls.enlarge(HttpCalls.ONE_NODE);
        clock.advance(Duration.ofMinutes(1));
        assertThat(traces("").path("traces")).hasSize(2);
    }

    @Test
    void the_remote_control_says_as_whom_others_order_and_adds_traces_of_nobodys_order() {
        control("/_fake/audit", "{\"othersUser\":\"them\",\"othersAccessKey\":\"THEIRKEY\"}");
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);
        assertThat(traces("")
                        .path("traces")
                        .get(0)
                        .path("user")
                        .path("access_key_id")
                        .textValue())
                .isEqualTo("THEIRKEY");

        control(
                "/_fake/instances/" + Examples.INSTANCE + "/traces",
                "{\"secondsAgo\":60,\"user\":\"me\",\"id\":\"mine\",\"failed\":true,\"code\":403,\"request\":\"any\"}");
        JsonNode added = traces("").path("traces").get(1);
        assertThat(added.path("trace_id").textValue()).isEqualTo("mine");
        assertThat(added.path("trace_type").textValue()).isEqualTo("ConsoleAction");
        assertThat(added.path("trace_rating").textValue()).isEqualTo("warning");
        assertThat(added.path("code").textValue()).isEqualTo("403");
        assertThat(added.path("request").textValue()).isEqualTo("any");
    }
}
