/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static io.github.ddm4j.contract.pact.Interactions.AT_LEAST_ONE;
import static io.github.ddm4j.contract.pact.Interactions.ID;
import static io.github.ddm4j.contract.pact.Interactions.INTEGER;
import static io.github.ddm4j.contract.pact.Interactions.ORDER;
import static io.github.ddm4j.contract.pact.Interactions.PROJECT;
import static io.github.ddm4j.contract.pact.Interactions.TEXT;
import static io.github.ddm4j.contract.pact.Interactions.count;
import static io.github.ddm4j.contract.pact.Interactions.interaction;
import static io.github.ddm4j.contract.pact.Interactions.reply;
import static io.github.ddm4j.contract.pact.Interactions.request;
import static io.github.ddm4j.contract.pact.Refusals.SERVICE_CODE;
import static io.github.ddm4j.contract.pact.Refusals.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.matchingrules.MatchingRule;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** How an instance is read: its detail, its nodes, its groups and its schemas. */
final class Reads {

    private static final String PAGES = "https://support.huaweicloud.com/intl/en-us/api-ddm/ddm_api_01_";
    private static final String NO_INSTANCE = "00000000000000000000000000000000in09";
    private static final String NOT_THERE = "The instance does not exist.";
    private static final String NODE = "116ba14da45678d28ecd83a38c218907no02";
    private static final String SCHEMA = "orders";
    private static final String RDS = "c6f68fed9e74478c8679479a07d7d568in01";
    private static final String RDS_NAME = "rds-c6f6";
    private static final MatchingRule ROLE = new RegexMatcher("^(rw|r)$");

    private Reads() {}

    static List<Conversation> all() {
        return List.of(
                reading("a pay-per-use instance", Instance.PAY_PER_USE, detail -> detail),
                reading(
                        "a yearly/monthly instance",
                        Instance.YEARLY_MONTHLY,
                        detail -> detail.and("order_id", ORDER, TEXT, ID)),
                schemas(Instance.PAY_PER_USE),
                missing());
    }

    private static Conversation reading(String what, Instance instance, UnaryOperator<LambdaDslObject> more) {
        GroupId group = new GroupId(instance.groupId());
        InstanceSnapshot snapshot = new InstanceSnapshot(
                instance.id(),
                instance.instanceName(),
                InstanceStatus.RUNNING,
                instance.billingMode(),
                1,
                List.of(new NodeGroup(group, "group-1", false, 1)),
                List.of(new Node(NODE, "normal", Optional.of(group))));
        return Conversation.withDdm(
                List.of(detail(what, instance, more), nodes(what, instance), groups(what, instance)),
                adapter -> assertThat(adapter.instance(instance.id())).isEqualTo(snapshot));
    }

    private static V4Interaction detail(String what, Instance instance, UnaryOperator<LambdaDslObject> more) {
        return get(
                "the detail of " + what,
                "0019",
                instance,
                request -> request.path("/v1/" + PROJECT + "/instances/" + instance.id()),
                body -> more.apply(body.stringValue("id", instance.id().value()))
                        .stringType("name", instance.instanceName())
                        .stringValue("status", "RUNNING")
                        .and("node_count", 1, INTEGER, AT_LEAST_ONE));
    }

    private static V4Interaction nodes(String what, Instance instance) {
        return get(
                "the nodes of " + what,
                "0082",
                instance,
                request -> request.path("/v1/" + PROJECT + "/instances/" + instance.id() + "/nodes")
                        .queryParameter("limit", "128"),
                body -> count(body, "total").minArrayLike("nodes", 1, node -> node.and("node_id", NODE, TEXT, ID)
                        .stringType("status", "normal")
                        .and("group_id", instance.groupId(), TEXT, ID)));
    }

    private static V4Interaction groups(String what, Instance instance) {
        return get(
                "the node groups of " + what,
                "0093",
                instance,
                request -> request.path("/v3/" + PROJECT + "/instances/" + instance.id() + "/groups")
                        .queryParameter("limit", "100"),
                body -> count(body, "total_count")
                        .minArrayLike("group_list", 1, group -> group.and("id", instance.groupId(), TEXT, ID)
                                .stringType("name", "group-1")
                                .and("role", "rw", TEXT, ROLE)
                                // They are only counted.
                                .minArrayLike("node_list", 1, node -> {})));
    }

    private static Conversation schemas(Instance instance) {
        Map<String, Object> state = Map.of(
                "projectId",
                PROJECT,
                "instanceId",
                instance.id().value(),
                "schemaName",
                SCHEMA,
                "rdsId",
                RDS,
                "rdsName",
                RDS_NAME);
        V4Interaction schemas =
                interaction("the schemas of a pay-per-use instance", PAGES + "0029.html", http -> http.state(
                                "a token", Map.of("projectId", PROJECT))
                        .state("an instance", instance.state())
                        .state("a schema", state)
                        .withRequest(r -> request(r, "GET")
                                .path("/v1/" + PROJECT + "/instances/" + instance.id() + "/databases")
                                .queryParameter("limit", "128"))
                        .willRespondWith(r -> reply(r, 200, body -> count(body, "total")
                                .minArrayLike("databases", 1, schema -> schema.stringType("name", SCHEMA)
                                        .stringType("status", "RUNNING")
                                        .minArrayLike("used_rds", 1, rds -> rds.stringType("id", RDS)
                                                .stringType("name", RDS_NAME)
                                                .stringType("status", "normal"))))));
        LinkedRds rds = new LinkedRds(RDS, RDS_NAME, RdsStatus.NORMAL, Optional.empty());
        return Conversation.withDdm(schemas, adapter -> assertThat(adapter.schemas(instance.id()))
                .contains(List.of(new Schema(SCHEMA, "RUNNING", List.of(rds)))));
    }

    private static Conversation missing() {
        V4Interaction detail =
                interaction("the detail of an instance that there is not", PAGES + "0019.html", http -> http.state(
                                "a token", Map.of("projectId", PROJECT))
                        .withRequest(r -> request(r, "GET").path("/v1/" + PROJECT + "/instances/" + NO_INSTANCE))
                        .willRespondWith(
                                r -> reply(r, 404, body -> body.and("errCode", "DBS.200002", TEXT, SERVICE_CODE)
                                        .stringType("externalMessage", NOT_THERE))));
        return Conversation.withDdm(
                detail,
                adapter -> assertRejected(
                        catchThrowableOfType(
                                ScaleOutException.class, () -> adapter.instance(new InstanceId(NO_INSTANCE))),
                        RejectionReason.NOT_FOUND,
                        "DBS.200002",
                        NOT_THERE));
    }

    private static V4Interaction get(
            String what,
            String page,
            Instance instance,
            UnaryOperator<HttpRequestBuilder> target,
            Consumer<LambdaDslObject> body) {
        return interaction(what, PAGES + page + ".html", http -> http.state("a token", Map.of("projectId", PROJECT))
                .state("an instance", instance.state())
                .withRequest(r -> target.apply(request(r, "GET")))
                .willRespondWith(r -> reply(r, 200, body)));
    }
}
