/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static io.github.ddm4j.contract.pact.Interactions.FLAVOR;
import static io.github.ddm4j.contract.pact.Interactions.GROUP;
import static io.github.ddm4j.contract.pact.Interactions.ID;
import static io.github.ddm4j.contract.pact.Interactions.INSTANCE;
import static io.github.ddm4j.contract.pact.Interactions.INSTANCE_NAME;
import static io.github.ddm4j.contract.pact.Interactions.JOB;
import static io.github.ddm4j.contract.pact.Interactions.ORDER;
import static io.github.ddm4j.contract.pact.Interactions.OTHER_GROUP;
import static io.github.ddm4j.contract.pact.Interactions.PROJECT;
import static io.github.ddm4j.contract.pact.Interactions.TEXT;
import static io.github.ddm4j.contract.pact.Interactions.instance;
import static io.github.ddm4j.contract.pact.Interactions.interaction;
import static io.github.ddm4j.contract.pact.Interactions.reply;
import static io.github.ddm4j.contract.pact.Interactions.request;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Scale-outs that are accepted: each optional field with and without. */
final class ScaleOuts {

    static final String PAGE = "https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_0025.html";
    static final String PATH = "/v2/" + PROJECT + "/instances/" + INSTANCE + "/action/enlarge";
    static final InstanceId ID_OF_INSTANCE = new InstanceId(INSTANCE);

    static final Map<String, Object> PAY_PER_USE = instance("pay-per-use", GROUP);
    private static final Map<String, Object> TWO_GROUPS = instance("pay-per-use", GROUP, OTHER_GROUP);
    static final Map<String, Object> YEARLY_MONTHLY = instance("yearly/monthly", GROUP);

    private static final ScaleOutReceipt JOB_STARTED = new ScaleOutReceipt.JobStarted(
            ID_OF_INSTANCE, Optional.of(INSTANCE_NAME), new JobId(JOB), Optional.empty());
    private static final ScaleOutReceipt ORDER_PLACED =
            new ScaleOutReceipt.OrderPlaced(ID_OF_INSTANCE, Optional.empty(), new OrderId(ORDER));

    private ScaleOuts() {}

    static List<Conversation> all() {
        return List.of(
                starting_a_job(
                        "a scale-out by one node",
                        PAY_PER_USE,
                        """
                        {"flavor_id": "%s", "node_number": 1}
                        """.formatted(FLAVOR),
                        ScaleOutRequest.builder(FLAVOR, 1)),
                starting_a_job(
                        "a scale-out of one of several groups",
                        TWO_GROUPS,
                        """
                        {"flavor_id": "%s", "group_id": "%s", "node_number": 1}
                        """.formatted(FLAVOR, GROUP),
                        ScaleOutRequest.builder(FLAVOR, 1).groupId(GROUP)),
                placing_an_order(
                        "a scale-out of a yearly/monthly instance, to be paid by hand",
                        """
                        {"flavor_id": "%s", "node_number": 1}
                        """.formatted(FLAVOR),
                        ScaleOutRequest.builder(FLAVOR, 1)),
                placing_an_order(
                        "a scale-out of a yearly/monthly instance, to be paid at once",
                        """
                        {"flavor_id": "%s", "is_auto_pay": true, "node_number": 1}
                        """.formatted(FLAVOR),
                        ScaleOutRequest.builder(FLAVOR, 1).autoPay(true)),
                placing_an_order(
                        "a scale-out of a yearly/monthly instance by two nodes, in zones",
                        """
                        {"available_zones": ["az1", "az2"], "flavor_id": "%s", "node_number": 2}
                        """.formatted(FLAVOR),
                        ScaleOutRequest.builder(FLAVOR, 2).availabilityZones(List.of("az1", "az2"))));
    }

    private static Conversation starting_a_job(
            String what, Map<String, Object> instance, String body, ScaleOutRequest.Builder request) {
        return accepted(
                what,
                instance,
                body,
                reply -> reply.stringValue("instanceId", INSTANCE)
                        .stringType("instanceName", INSTANCE_NAME)
                        .and("jobId", JOB, TEXT, ID),
                request,
                JOB_STARTED);
    }

    private static Conversation placing_an_order(String what, String body, ScaleOutRequest.Builder request) {
        return accepted(
                what,
                YEARLY_MONTHLY,
                body,
                reply -> reply.stringValue("instanceId", INSTANCE).and("orderId", ORDER, TEXT, ID),
                request,
                ORDER_PLACED);
    }

    private static Conversation accepted(
            String what,
            Map<String, Object> instance,
            String body,
            Consumer<LambdaDslObject> reply,
            ScaleOutRequest.Builder request,
            ScaleOutReceipt receipt) {
        return Conversation.withDdm(
                interaction(what, PAGE, http -> http.state("a token", Map.of("projectId", PROJECT))
                        .state("an instance", instance)
                        .withRequest(r -> post(r, body))
                        .willRespondWith(r -> reply(r, 200, reply))),
                adapter -> assertThat(adapter.scaleOut(ID_OF_INSTANCE, request.build()))
                        .isEqualTo(receipt));
    }

    static HttpRequestBuilder post(HttpRequestBuilder request, String body) {
        return request(request, "POST").path(PATH).body(body.strip());
    }
}
