/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.HostileServer.Received;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves, to the last header and field, checked against the examples of the API page. */
class RequestOnTheWireTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HostileServer server = HostileServer.start();
    private final FeignScaleOutAdapter adapter = Wire.adapter(server).build();

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    @Test
    void the_request_line_and_all_headers_are_as_documented() {
        Received request = send(Wire.ONE_NODE);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/" + Wire.PROJECT + "/instances/" + Wire.INSTANCE + "/action/enlarge");
        assertThat(request.headers())
                .isEqualTo(Map.of(
                        "Accept-Encoding",
                        "identity",
                        "Host",
                        "127.0.0.1:" + server.port(),
                        "Content-Type",
                        "application/json",
                        "Content-Length",
                        String.valueOf(request.body().length()),
                        "X-Auth-Token",
                        Wire.TOKEN,
                        "User-Agent",
                        "ddm4j",
                        "Connection",
                        "close"));
    }

    @Test
    void one_node_is_the_first_example_of_the_page() throws JsonProcessingException {
        assertBody(send(Wire.ONE_NODE), Wire.page("request-one-node.json"));
    }

    @Test
    void one_node_in_a_group_is_the_second_example_of_the_page() throws JsonProcessingException {
        ScaleOutRequest request = ScaleOutRequest.builder(Wire.FLAVOR, 1)
                .groupId("f080abf2010d45118068c28c8958f5fcgr09")
                .build();

        assertBody(send(request), Wire.page("request-one-node-in-group.json"));
    }

    @Test
    void automatic_payment_and_zones_are_sent_only_when_asked_for() throws JsonProcessingException {
        ScaleOutRequest request = ScaleOutRequest.builder(Wire.FLAVOR, 2)
                .autoPay(true)
                .availabilityZones(List.of("az1", "az2"))
                .build();

        assertBody(send(request), """
                {"flavor_id": "8f2e696c-a9c1-30bd-af90-25522bc67606", "node_number": 2,
                 "is_auto_pay": true, "available_zones": ["az1", "az2"]}
                """);
    }

    @Test
    void the_examples_of_the_page_are_read_with_their_meaning() {
        server.then(
                reply(200, Wire.page("response-200.json")),
                reply(400, Wire.page("response-400.json")),
                reply(500, Wire.page("response-500.json")));

        assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(ScaleOutReceipt.JobStarted.class);
        assertThatThrownBy(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                .isInstanceOfSatisfying(ScaleOutRejectedException.class, rejected -> {
                    assertThat(rejected.errorCode()).contains("DBS.280001");
                    assertThat(rejected.providerMessage()).contains("Parameter error.");
                });
        assertThatThrownBy(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                .isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> {
                    assertThat(unknown.errorCode()).contains("DBS.200412");
                    assertThat(unknown.providerMessage()).contains("Server failure.");
                });
    }

    private Received send(ScaleOutRequest request) {
        server.then(reply(200, Wire.STARTED));
        adapter.scaleOut(Wire.INSTANCE, request);
        return server.received().get(0);
    }

    private static void assertBody(Received request, String expected) throws JsonProcessingException {
        JsonNode sent = JSON.readTree(request.body());
        assertThat(sent).isEqualTo(JSON.readTree(expected));
    }
}
