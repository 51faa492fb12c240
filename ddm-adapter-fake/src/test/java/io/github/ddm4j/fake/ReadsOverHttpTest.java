/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadsOverHttpTest {

    private static final Instant START = Instant.parse("2026-06-05T08:00:00.250Z");
    private static final String INSTANCE = "/v1/" + Examples.PROJECT + "/instances/" + Examples.INSTANCE;
    private static final String JOBS = "/v3/" + Examples.PROJECT + "/jobs";

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

    private static String between(Instant from, Instant to) {
        return JOBS + "?start_time=" + from.toEpochMilli() + "&end_time=" + to.toEpochMilli();
    }

    @Test
    void the_instance_has_its_documented_fields() {
        JsonNode instance = calls.get(INSTANCE).body();

        assertThat(instance.get("id").textValue()).isEqualTo(Examples.INSTANCE.value());
        assertThat(instance.get("status").textValue()).isEqualTo("RUNNING");
        assertThat(instance.get("created").textValue()).isEqualTo("2026-06-05T08:00:00+0000");
        assertThat(instance.get("access_port").textValue()).isEqualTo("5066");
        assertThat(instance.get("node_count").intValue()).isEqualTo(2);
        assertThat(instance.has("order_id")).isFalse();
        assertThat(instance.get("nodes").get(0).get("port").isTextual()).isTrue();
    }

    @Test
    void an_order_id_shows_that_an_instance_is_yearly_monthly() {
        JsonNode instance = calls.get(
                        INSTANCE.replace(Examples.INSTANCE.value(), Examples.YEARLY_MONTHLY_INSTANCE.value()))
                .body();

        assertThat(instance.get("order_id").textValue()).startsWith("CS");
    }

    @Test
    void while_the_job_runs_the_instance_grows_and_its_new_nodes_are_creating() {
        calls.enlarge(HttpCalls.ONE_NODE);
        clock.advance(Duration.ofSeconds(4));

        assertThat(calls.get(INSTANCE).body().get("status").textValue()).isEqualTo("GROWING");
        assertThat(calls.get(INSTANCE + "/nodes").body().findValuesAsText("status"))
                .containsExactly("normal", "normal", "creating");
        clock.advance(Duration.ofSeconds(6));
        assertThat(calls.get(INSTANCE).body().get("status").textValue()).isEqualTo("RUNNING");
        assertThat(calls.get(INSTANCE + "/nodes").body().findValuesAsText("status"))
                .containsOnly("normal");
    }

    @Test
    void nodes_come_in_pages() {
        InstanceId many = new InstanceId("11111111111111111111111111111111in09");
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, many).nodes(25).build());
        String path = INSTANCE.replace(Examples.INSTANCE.value(), many.value()) + "/nodes";

        JsonNode last = calls.get(path + "?offset=20&limit=10").body();
        JsonNode all = calls.get(path).body();

        assertThat(last.get("nodes")).hasSize(5);
        assertThat(last.get("total").intValue()).isEqualTo(25);
        assertThat(last.get("offset").intValue()).isEqualTo(20);
        assertThat(last.get("limit").intValue()).isEqualTo(10);
        assertThat(all.get("nodes")).hasSize(25);
        assertThat(all.get("limit").intValue()).isEqualTo(128);
        assertThat(all.get("nodes").get(24)).isEqualTo(last.get("nodes").get(4));
        assertThat(calls.get(path + "?offset=99").body().get("nodes")).isEmpty();
    }

    @Test
    void groups_come_ten_at_a_time_unless_asked_for_more() {
        InstanceId many = new InstanceId("22222222222222222222222222222222in09");
        FakeInstance.Builder seed = FakeInstance.builder(Examples.PROJECT, many);
        IntStream.range(0, 12).forEach(i -> seed.group(new GroupId("group" + i), 1));
        cloud.addInstance(seed.build());
        String path = "/v3/" + Examples.PROJECT + "/instances/" + many + "/groups";

        JsonNode first = calls.get(path).body();
        JsonNode second = calls.get(path + "?offset=10").body();

        assertThat(first.get("total_count").intValue()).isEqualTo(12);
        assertThat(first.get("group_list")).hasSize(10);
        assertThat(first.get("group_list").get(0).get("role").textValue()).isEqualTo("rw");
        assertThat(second.get("group_list")).hasSize(2);
        assertThat(calls.get(path + "?limit=128").body().get("group_list")).hasSize(12);
    }

    @Test
    void a_job_tells_its_progress_and_its_times() {
        String id = calls.enlarge(HttpCalls.ONE_NODE).body().get("jobId").textValue();
        clock.advance(Duration.ofSeconds(6));

        JsonNode running = calls.get(JOBS + "/" + id).body().get("job");
        assertThat(running.get("name").textValue()).isEqualTo("EnlargeNode");
        assertThat(running.get("status").textValue()).isEqualTo("Running");
        assertThat(running.get("process").textValue()).isEqualTo("60%");
        assertThat(running.get("created_time").textValue()).isEqualTo("2026-06-05T08:00:00+0000");
        assertThat(running.has("end_time")).isFalse();
        assertThat(running.get("instance").get("name").textValue()).isEqualTo("ddm-fb88-test");

        clock.advance(Duration.ofSeconds(4));
        JsonNode done = calls.get(JOBS + "/" + id).body().get("job");
        assertThat(done.get("status").textValue()).isEqualTo("Completed");
        assertThat(done.get("process").textValue()).isEmpty();
        assertThat(done.get("end_time").textValue()).isEqualTo("2026-06-05T08:00:10+0000");
    }

    @Test
    void jobs_are_listed_newest_first_within_the_times_asked_for() {
        cloud.failNextJob("no machine left");
        calls.enlarge(HttpCalls.ONE_NODE);
        clock.advance(Duration.ofSeconds(60));
        calls.enlarge(HttpCalls.ONE_NODE);

        JsonNode all = calls.get(between(START, START.plusSeconds(60))).body();
        assertThat(all.get("total").intValue()).isEqualTo(2);
        assertThat(all.get("limit").intValue()).isEqualTo(10);
        assertThat(all.get("jobs").findValuesAsText("status")).containsExactly("Running", "Failed");
        assertThat(all.get("jobs").get(1).get("fail_reason").textValue()).isEqualTo("no machine left");
        assertThat(all.get("jobs").get(0).has("fail_reason")).isFalse();
        assertThat(all.get("jobs").get(0).get("instance_id").textValue()).isEqualTo(Examples.INSTANCE.value());

        JsonNode early = calls.get(between(START, START.plusSeconds(59))).body();
        assertThat(early.get("jobs").findValuesAsText("status")).containsExactly("Failed");
        JsonNode late =
                calls.get(between(START.plusMillis(1), START.plusSeconds(60))).body();
        assertThat(late.get("jobs").findValuesAsText("status")).containsExactly("Running");
        JsonNode second = calls.get(between(START, START.plusSeconds(60)) + "&offset=1&limit=1")
                .body();
        assertThat(second.get("jobs").findValuesAsText("status")).containsExactly("Failed");
        assertThat(second.get("total").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/jobs/nope, DBS.300400, no job nope",
        "/jobs, DBS.300375, start_time is mandatory",
        "/jobs?start_time=1780646400000, DBS.300375, end_time is mandatory",
        "/jobs?start_time=yesterday&end_time=1780646400000, DBS.300375, start_time must be an Integer",
        "/jobs?start_time=0&end_time=1780646400000, DBS.300375, start_time must be at most 30 days ago",
        "/jobs?start_time=1780646400001&end_time=1780646400000, DBS.300375, end_time must not be before",
        "/jobs?start_time=1780646400000&end_time=1780646400000&limit=129, DBS.300375, limit must be from 1 to 128",
        "/jobs?start_time=1780646400000&end_time=1780646400000&limit=0, DBS.300375, limit must be from 1 to 128",
        "/jobs?start_time=1780646400000&end_time=1780646400000&offset=-1, DBS.300375, offset must be from 0"
    })
    void v3_errors_have_a_shape_of_their_own_and_name_the_parameter(String path, String code, String words) {
        HttpCalls.Reply reply = calls.get("/v3/" + Examples.PROJECT + path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error_code").asText()).isEqualTo(code);
        assertThat(reply.body().path("error_msg").asText()).contains(words);
    }

    @Test
    void an_unknown_instance_is_404_in_the_shape_of_its_version() {
        String unknown = "/instances/nope";

        assertThat(calls.get("/v1/" + Examples.PROJECT + unknown)
                        .body()
                        .path("errCode")
                        .asText())
                .isEqualTo("DBS.200002");
        assertThat(calls.get("/v1/" + Examples.PROJECT + unknown + "/nodes").status())
                .isEqualTo(404);
        HttpCalls.Reply groups = calls.get("/v3/" + Examples.PROJECT + unknown + "/groups");
        assertThat(groups.status()).isEqualTo(404);
        assertThat(groups.body().path("error_code").asText()).isEqualTo("DBS.200002");
    }

    @Test
    void reading_needs_a_token_and_is_counted() {
        assertThat(calls.send(calls.to(INSTANCE).GET()).status()).isEqualTo(401);
        assertThat(cloud.readsSeen()).isEqualTo(1);
        assertThat(cloud.requestsSeen()).isZero();
    }
}
