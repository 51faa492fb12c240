/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reads that the official client of this version does not have yet, by the names of their pages. */
class DocumentedFieldsTest {

    private static final Instant START = Instant.parse("2026-06-05T08:00:00Z");
    private static final String V1 = "/v1/" + Examples.PROJECT + "/instances";
    private static final String V3 = "/v3/" + Examples.PROJECT + "/instances";

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

    private static List<String> names(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void the_instances_of_v3_come_in_pages() {
        JsonNode body = calls.get(V3 + "?limit=2").body();

        assertThat(names(body))
                .containsExactlyInAnyOrder("instances", "instance_num", "page_size", "page_no", "total", "total_page");
        assertThat(body.path("instances")).hasSize(2);
        assertThat(body.path("total").asInt()).isEqualTo(3);
        assertThat(body.path("total_page").asInt()).isEqualTo(2);
        assertThat(names(body.path("instances").get(0)))
                .contains("id", "status", "name", "updated", "available_zone", "node_count", "access_ip", "flavor_ref")
                .doesNotContain("created");
    }

    @Test
    void the_detail_of_v3_is_wrapped_in_a_list_and_has_groups_with_nodes() {
        JsonNode detail = calls.get(V3 + "/" + Examples.TWO_GROUPS_INSTANCE)
                .body()
                .path("instances")
                .get(0);

        assertThat(names(detail))
                .contains(
                        "id",
                        "name",
                        "alias",
                        "project_id",
                        "cluster_mode",
                        "status",
                        "datastore_version",
                        "datastore_type",
                        "create_at",
                        "update_at",
                        "port",
                        "time_zone",
                        "pay_model",
                        "is_frozen",
                        "actions",
                        "only_default_group",
                        "groups",
                        "admin_user_name",
                        "enable_ssl");
        assertThat(detail.path("only_default_group").asBoolean()).isFalse();
        assertThat(names(detail.path("groups").get(1)))
                .contains("id", "name", "role", "endpoint", "node_count", "load_balance", "is_default_group", "nodes");
        assertThat(names(detail.path("groups").get(1).path("nodes").get(0)))
                .containsExactlyInAnyOrder("id", "status", "name", "az_code", "actions", "subnet_id");
    }

    @Test
    void a_node_of_v3_has_its_zone() {
        String id = calls.get(V1 + "/" + Examples.TWO_GROUPS_INSTANCE + "/nodes")
                .body()
                .path("nodes")
                .get(1)
                .path("node_id")
                .asText();

        JsonNode node = calls.get(V3 + "/" + Examples.TWO_GROUPS_INSTANCE + "/nodes/" + id)
                .body();

        assertThat(names(node))
                .containsExactlyInAnyOrder("id", "private_ip", "status", "name", "subnet_id", "az_code", "group_id");
        assertThat(node.path("az_code").asText()).isEqualTo("az2");
    }

    /** The page has numbers for its times, which the official client of this version reads as texts and fails. */
    @Test
    void a_schema_of_v1_is_found_whatever_its_case_and_has_shards() {
        JsonNode schema = calls.get(V1 + "/" + Examples.INSTANCE + "/databases/ORDERS")
                .body()
                .path("database");

        assertThat(names(schema))
                .containsExactlyInAnyOrder(
                        "name",
                        "created",
                        "status",
                        "updated",
                        "databases",
                        "shard_mode",
                        "shard_number",
                        "shard_unit",
                        "dataVips",
                        "used_rds");
        assertThat(schema.path("created").asLong()).isEqualTo(START.toEpochMilli());
        assertThat(schema.path("databases")).hasSize(schema.path("shard_number").asInt());
        assertThat(names(schema.path("databases").get(0)))
                .containsExactlyInAnyOrder("dbslot", "name", "status", "created", "updated", "id", "idName");
    }

    @Test
    void a_schema_of_v3_has_data_nodes_and_shards() {
        JsonNode schema =
                calls.get(V3 + "/" + Examples.INSTANCE + "/databases/orders").body();

        assertThat(names(schema))
                .containsExactlyInAnyOrder(
                        "shards", "status", "created", "updated", "name", "shard_mode", "shard_number", "data_nodes");
        assertThat(schema.path("created").asText()).isEqualTo("2026-06-05T08:00:00+0000");
        assertThat(names(schema.path("data_nodes").get(0)))
                .containsExactlyInAnyOrder("id", "status", "name", "engine_name", "engine_version", "mem", "cpu");
        assertThat(names(schema.path("shards").get(0)))
                .containsExactlyInAnyOrder("data_node_id", "physical_db_name", "status", "shard_index");
    }

    @Test
    void an_instance_is_updated_when_a_job_starts_and_when_it_ends() {
        clock.advance(Duration.ofSeconds(5));
        calls.enlarge(HttpCalls.ONE_NODE);
        assertThat(updated()).isEqualTo("2026-06-05T08:00:05+0000");

        clock.advance(Duration.ofSeconds(30));

        assertThat(updated()).isEqualTo("2026-06-05T08:00:15+0000");
        cloud.setRdsReady(Examples.INSTANCE, false);
        assertThat(updated()).isEqualTo("2026-06-05T08:00:35+0000");
    }

    private String updated() {
        JsonNode instance = calls.get(V1 + "/" + Examples.INSTANCE).body();
        assertThat(instance.path("created").asText()).isEqualTo("2026-06-05T08:00:00+0000");
        return instance.path("updated").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "v1, /instances/X/nodes/nope, 404, DBS.200002",
        "v3, /instances/X/nodes/nope, 404, DBS.200002",
        "v1, /instances/X/databases/nope, 400, DBS.300129",
        "v3, /instances/X/databases/ORDERS, 400, DBS.300129",
        "v1, /instances/X/databases?limit=129, 400, DBS.300375",
        "v1, /instances/nope/databases, 404, DBS.200002",
        "v2, /flavors, 400, DBS.300375",
        "v2, /flavors?engine_id=nope, 400, DBS.300375",
        "v3, /flavors, 400, DBS.300375",
        "v3, /flavors?engine_version=9.9, 400, DBS.300375",
        "v3, /flavors?engine_version=3.0.8&available_zones=, 400, DBS.300375",
        "v2, /engines?limit=0, 400, DBS.300375",
        "v3, /instances?offset=-1, 400, DBS.300375"
    })
    void what_is_not_there_or_wrong_is_refused_in_the_shape_of_its_version(
            String version, String path, int status, String code) {
        HttpCalls.Reply reply =
                calls.get("/" + version + "/" + Examples.PROJECT + path.replace("X", Examples.INSTANCE.value()));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()
                        .path(version.equals("v3") ? "error_code" : "errCode")
                        .asText())
                .isEqualTo(code);
    }
}
