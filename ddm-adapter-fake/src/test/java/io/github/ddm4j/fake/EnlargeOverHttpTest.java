/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnlargeOverHttpTest {

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static String page(String name) throws IOException {
        try (InputStream in = EnlargeOverHttpTest.class.getResourceAsStream("/api-page/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> names(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void the_pages_first_request_gets_an_answer_with_the_pages_fields() throws IOException {
        HttpCalls.Reply reply = calls.enlarge(page("request-one-node.json"));

        JsonNode expected = HttpCalls.json(page("reply-200.json"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(names(reply.body())).isEqualTo(names(expected));
        assertThat(reply.body().get("instanceId")).isEqualTo(expected.get("instanceId"));
        assertThat(reply.body().get("instanceName")).isEqualTo(expected.get("instanceName"));
        assertThat(reply.body().get("jobId").textValue()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void the_pages_second_request_adds_to_the_group_it_names() throws IOException {
        String path = HttpCalls.ENLARGE.replace(Examples.INSTANCE.value(), Examples.TWO_GROUPS_INSTANCE.value());

        HttpCalls.Reply reply = calls.post(path, page("request-one-node-in-group.json"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(cloud.nodeCount(Examples.TWO_GROUPS_INSTANCE, Examples.READ_WRITE_GROUP))
                .isEqualTo(3);
        assertThat(cloud.nodeCount(Examples.TWO_GROUPS_INSTANCE, Examples.READ_ONLY_GROUP))
                .isEqualTo(2);
    }

    @Test
    void an_error_has_the_pages_fields() throws IOException {
        JsonNode expected = HttpCalls.json(page("reply-400.json"));

        HttpCalls.Reply reply = calls.enlarge("not JSON");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(names(reply.body())).isEqualTo(names(expected));
        assertThat(reply.body().get("errCode")).isEqualTo(expected.get("errCode"));
    }

    @Test
    void a_yearly_monthly_instance_answers_with_an_order_and_without_a_job() {
        String path = HttpCalls.ENLARGE.replace(Examples.INSTANCE.value(), Examples.YEARLY_MONTHLY_INSTANCE.value());
        String zones = HttpCalls.ONE_NODE.replace("}", ",\"available_zones\":[\"az2\"],\"is_auto_pay\":false}");

        HttpCalls.Reply reply = calls.post(path, zones);

        assertThat(names(reply.body())).containsExactly("instanceId", "orderId");
        assertThat(reply.body().get("orderId").textValue()).matches("CS\\d{10}[0-9A-Z]{5}");
        assertThat(cloud.ordersToPay()).hasSize(1);
        assertThat(calls.post(path, zones.replace("false", "true")).status()).isEqualTo(200);
        assertThat(cloud.ordersToPay()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2, az1, must name one zone for each of the 2 nodes", "1, az/1, must name zones of the region"})
    void zones_are_checked_for_a_yearly_monthly_instance(int nodes, String zone, String words) {
        String path = HttpCalls.ENLARGE.replace(Examples.INSTANCE.value(), Examples.YEARLY_MONTHLY_INSTANCE.value());
        String body = HttpCalls.ONE_NODE.replace("1}", nodes + ",\"available_zones\":[\"" + zone + "\"]}");

        HttpCalls.Reply reply = calls.post(path, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("externalMessage").asText()).contains(words);
        assertThat(cloud.ordersPlaced()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"node_number":1}                                          | flavor_id is mandatory
            {"flavor_id":"F"}                                          | node_number is mandatory
            {"flavor_id":7,"node_number":1}                            | flavor_id must be a String
            {"flavor_id":" ","node_number":1}                          | flavor_id must be a String
            {"flavor_id":"F","node_number":"1"}                        | node_number must be an Integer
            {"flavor_id":"F","node_number":1.5}                        | node_number must be an Integer
            {"flavor_id":"F","node_number":99999999999}                | node_number must be an Integer
            {"flavor_id":"F","node_number":0}                          | node_number must be at least 1
            {"flavor_id":"F","node_number":-1}                         | node_number must be at least 1
            {"flavor_id":"F","node_number":1,"group_id":7}             | group_id must be a String
            {"flavor_id":"F","node_number":1,"is_auto_pay":null}       | is_auto_pay must be a Boolean
            {"flavor_id":"F","node_number":1,"is_auto_pay":"true"}     | is_auto_pay must be a Boolean
            {"flavor_id":"F","node_number":1,"available_zones":"az1"}  | available_zones must be an Array
            {"flavor_id":"F","node_number":1,"available_zones":[]}     | available_zones must be an Array
            {"flavor_id":"F","node_number":1,"available_zones":[1]}    | available_zones must be a String
            {"flavor_id":"F","node_number":1,"nodeNumber":1}           | nodeNumber is no field
            """)
    void a_wrong_field_is_refused_by_its_name(String body, String words) {
        HttpCalls.Reply reply = calls.enlarge(body.replace("\"F\"", "\"" + Examples.FLAVOR + "\""));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("errCode").asText()).isEqualTo("DBS.300375");
        assertThat(reply.body().path("externalMessage").asText()).contains(words);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(2);
    }

    /** As Terraform's provider sends it. */
    @Test
    void a_group_that_is_null_is_absent_unless_the_cloud_is_strict() {
        String body = HttpCalls.ONE_NODE.replace("}", ",\"group_id\":null}");

        assertThat(calls.enlarge(body).status()).isEqualTo(200);

        FakeCloud strict = FakeCloud.builder().strict().withExamples().build();
        try (FakeDdmServer other = FakeDdmServer.start(strict)) {
            HttpCalls.Reply reply = new HttpCalls(other).enlarge(body);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body().path("externalMessage").asText()).contains("group_id must be a String");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []
            {"node_number":1,"node_number":2}
            {"node_number":1} {}
            {"node_number"
            ``
            """)
    void a_body_that_is_not_exactly_one_object_is_refused(String body) {
        HttpCalls.Reply reply = calls.enlarge(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("errCode").asText()).isEqualTo("DBS.280001");
    }

    @Test
    void without_a_token_the_gateway_refuses_in_its_own_shape() {
        HttpCalls.Reply reply = calls.send(calls.to(HttpCalls.ENLARGE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(HttpCalls.ONE_NODE)));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(names(reply.body())).containsExactly("error_msg", "error_code", "request_id");
        assertThat(reply.body().get("error_code").textValue()).isEqualTo("APIGW.0301");
        assertThat(reply.body().get("request_id").textValue()).isEqualTo(reply.header("X-Request-Id"));
    }

    @Test
    void without_a_content_type_the_gateway_refuses() {
        HttpCalls.Reply reply = calls.send(
                calls.withToken(HttpCalls.ENLARGE).POST(HttpRequest.BodyPublishers.ofString(HttpCalls.ONE_NODE)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error_code").asText()).isEqualTo("APIGW.0106");
    }

    @Test
    void another_content_type_is_refused() {
        HttpCalls.Reply reply = calls.send(calls.withToken(HttpCalls.ENLARGE)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(HttpCalls.ONE_NODE)));

        assertThat(reply.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere",
        "GET, /v2",
        "GET, /v9/p/instances/i",
        "GET, /v1/p/instances/i/nodes/n/x",
        "GET, /v3/p/instances/i/databases",
        "POST, /v2/p/instances/i/action/enlarge/",
        "POST, /v2/p/instances%2Fi/action/enlarge",
        "POST, /v2/p/instances/i/action/reduce",
        "PUT, /v2/p/instances/i/action/enlarge",
        "DELETE, /v3/projects",
        "DELETE, /v3/auth/tokens"
    })
    void an_unknown_path_or_method_is_404_of_the_gateway(String method, String path) {
        HttpCalls.Reply reply = calls.send(
                calls.withToken(path).method(method, HttpRequest.BodyPublishers.ofString(HttpCalls.ONE_NODE)));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().path("error_code").asText()).isEqualTo("APIGW.0101");
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void a_head_request_is_answered_without_a_body() {
        HttpCalls.Reply reply =
                calls.send(calls.withToken("/nowhere").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.raw().body()).isEmpty();
    }

    @Test
    void above_the_limit_of_calls_the_gateway_says_429_and_when_to_come_back() {
        cloud.throttle(1, Duration.ofMinutes(10), true);

        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
        HttpCalls.Reply reply = calls.enlarge(HttpCalls.ONE_NODE);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.body().path("error_code").asText()).isEqualTo("APIGW.0308");
        assertThat(reply.body().path("error_msg").asText()).contains("limit:1,time:600 second");
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(590, 600);
    }
}
