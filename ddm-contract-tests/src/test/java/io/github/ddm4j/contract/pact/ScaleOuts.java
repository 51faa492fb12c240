/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static io.github.ddm4j.contract.pact.Interactions.FLAVOR;
import static io.github.ddm4j.contract.pact.Interactions.ID;
import static io.github.ddm4j.contract.pact.Interactions.JOB;
import static io.github.ddm4j.contract.pact.Interactions.ORDER;
import static io.github.ddm4j.contract.pact.Interactions.PROJECT;
import static io.github.ddm4j.contract.pact.Interactions.TEXT;
import static io.github.ddm4j.contract.pact.Interactions.interaction;
import static io.github.ddm4j.contract.pact.Interactions.reply;
import static io.github.ddm4j.contract.pact.Interactions.request;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
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

    private ScaleOuts() {}

    static List<Conversation> all() {
        String group = Instance.WITH_TWO_GROUPS.groupId();
        return List.of(
                starting_a_job(
                        "a scale-out by one node",
                        Instance.PAY_PER_USE,
                        """
                        {"flavor_id": "%s", "node_number": 1}
                        """.formatted(FLAVOR),
                        ScaleOutRequest.builder(FLAVOR, 1)),
                starting_a_job(
                        "a scale-out of one of several groups",
                        Instance.WITH_TWO_GROUPS,
                        """
                        {"flavor_id": "%s", "group_id": "%s", "node_number": 1}
                        """.formatted(FLAVOR, group),
                        ScaleOutRequest.builder(FLAVOR, 1).groupId(group)),
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
            String what, Instance instance, String body, ScaleOutRequest.Builder request) {
        return accepted(
                what,
                instance,
                body,
                reply -> reply.stringType("instanceName", instance.instanceName())
                        .and("jobId", JOB, TEXT, ID),
                request,
                new ScaleOutReceipt.JobStarted(
                        instance.id(), Optional.of(instance.instanceName()), new JobId(JOB), Optional.empty()));
    }

    private static Conversation placing_an_order(String what, String body, ScaleOutRequest.Builder request) {
        Instance instance = Instance.YEARLY_MONTHLY;
        return accepted(
                what,
                instance,
                body,
                reply -> reply.and("orderId", ORDER, TEXT, ID),
                request,
                new ScaleOutReceipt.OrderPlaced(instance.id(), Optional.empty(), new OrderId(ORDER)));
    }

    private static Conversation accepted(
            String what,
            Instance instance,
            String body,
            Consumer<LambdaDslObject> reply,
            ScaleOutRequest.Builder request,
            ScaleOutReceipt receipt) {
        String id = instance.id().value();
        return Conversation.withDdm(
                interaction(what, PAGE, http -> http.state("a token", Map.of("projectId", PROJECT))
                        .state("an instance", instance.state())
                        .withRequest(r -> post(r, instance, body))
                        .willRespondWith(r -> reply(r, 200, it -> reply.accept(it.stringValue("instanceId", id))))),
                adapter -> assertThat(adapter.scaleOut(instance.id(), request.build()))
                        .isEqualTo(receipt));
    }

    static HttpRequestBuilder post(HttpRequestBuilder request, Instance instance, String body) {
        return request(request, "POST")
                .path("/v2/" + PROJECT + "/instances/" + instance.id() + "/action/enlarge")
                .body(body.strip());
    }
}
