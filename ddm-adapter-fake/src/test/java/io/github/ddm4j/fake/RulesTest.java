/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static io.github.ddm4j.core.exception.RejectionReason.ACCESS;
import static io.github.ddm4j.core.exception.RejectionReason.BAD_REQUEST;
import static io.github.ddm4j.core.exception.RejectionReason.BILLING;
import static io.github.ddm4j.core.exception.RejectionReason.INSTANCE_BUSY;
import static io.github.ddm4j.core.exception.RejectionReason.NOT_FOUND;
import static io.github.ddm4j.core.exception.RejectionReason.OTHER;
import static io.github.ddm4j.core.exception.RejectionReason.QUOTA;
import static io.github.ddm4j.core.exception.RejectionReason.RDS_NOT_READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule that looks at the state, through both fronts: refused with the documented status, and nothing added. */
class RulesTest {

    private static final InstanceId SINGLE = Examples.INSTANCE;
    private static final InstanceId DOUBLE = Examples.TWO_GROUPS_INSTANCE;
    private static final InstanceId YEARLY = Examples.YEARLY_MONTHLY_INSTANCE;
    private static final InstanceId NOWHERE = new InstanceId("00000000000000000000000000000000in09");
    private static final ProjectId OTHER_PROJECT = new ProjectId("00000000000000000000000000000001");

    private record Case(
            String rule,
            Consumer<FakeCloud> given,
            ProjectId project,
            InstanceId instance,
            ScaleOutRequest.Builder request,
            int status,
            String code,
            String words,
            RejectionReason reason) {

        @Override
        public String toString() {
            return rule;
        }
    }

    private static Case refuse(
            String rule,
            Consumer<FakeCloud> given,
            InstanceId instance,
            ScaleOutRequest.Builder request,
            int status,
            String code,
            String words,
            RejectionReason reason) {
        return new Case(rule, given, Examples.PROJECT, instance, request, status, code, words, reason);
    }

    private static ScaleOutRequest.Builder nodes(int count) {
        return ScaleOutRequest.builder(Examples.FLAVOR.value(), count);
    }

    private static LinkedRds rds(String id, String status) {
        return new LinkedRds(id, id, new RdsStatus(status), Optional.empty());
    }

    private static final Consumer<FakeCloud> AS_IS = cloud -> {};

    static Stream<Case> rules() {
        return Stream.of(
                refuse("unknown instance", AS_IS, NOWHERE, nodes(1), 404, "DBS.200002", NOWHERE.value(), NOT_FOUND),
                new Case(
                        "unknown project",
                        AS_IS,
                        new ProjectId("nowhere"),
                        SINGLE,
                        nodes(1),
                        404,
                        "DBS.200002",
                        "project nowhere",
                        NOT_FOUND),
                new Case(
                        "instance of another project",
                        cloud -> cloud.addProject(OTHER_PROJECT, "other"),
                        OTHER_PROJECT,
                        SINGLE,
                        nodes(1),
                        404,
                        "DBS.200002",
                        "no instance",
                        NOT_FOUND),
                refuse(
                        "unknown flavor",
                        AS_IS,
                        SINGLE,
                        ScaleOutRequest.builder("no-such-flavor", 1),
                        400,
                        "DBS.300375",
                        "flavor_id must be a flavor",
                        BAD_REQUEST),
                refuse(
                        "group needed",
                        AS_IS,
                        DOUBLE,
                        nodes(1),
                        400,
                        "DBS.300375",
                        "group_id is mandatory, because the instance has 2 groups",
                        BAD_REQUEST),
                refuse(
                        "group of another instance",
                        AS_IS,
                        SINGLE,
                        nodes(1).groupId(Examples.READ_ONLY_GROUP.value()),
                        400,
                        "DBS.300375",
                        "group_id must be a group of the instance",
                        BAD_REQUEST),
                refuse(
                        "zones for pay-per-use",
                        AS_IS,
                        SINGLE,
                        nodes(1).availabilityZones(List.of("az1")),
                        400,
                        "DBS.300375",
                        "available_zones is for yearly/monthly",
                        BAD_REQUEST),
                refuse(
                        "restarting",
                        cloud -> cloud.setStatus(SINGLE, new InstanceStatus("RESTARTING")),
                        SINGLE,
                        nodes(1),
                        409,
                        "DBS.200019",
                        "RESTARTING",
                        INSTANCE_BUSY),
                refuse(
                        "growing",
                        cloud -> cloud.scaleOutByOthers(DOUBLE, Examples.READ_ONLY_GROUP, 1),
                        DOUBLE,
                        nodes(1).groupId(Examples.READ_WRITE_GROUP.value()),
                        409,
                        "DBS.200019",
                        "GROWING",
                        INSTANCE_BUSY),
                refuse(
                        "RDS not ready",
                        cloud -> cloud.setRdsReady(SINGLE, false),
                        SINGLE,
                        nodes(1),
                        400,
                        "DBS.300323",
                        "RDS",
                        RDS_NOT_READY),
                refuse(
                        "one RDS instance at work",
                        cloud -> {
                            cloud.addSchema(SINGLE, new Schema("more", "RUNNING", List.of(rds("rds-2", "Scaling up"))));
                        },
                        SINGLE,
                        nodes(1),
                        400,
                        "DBS.300323",
                        "RDS",
                        RDS_NOT_READY),
                refuse(
                        "sold out in the zone of the instance",
                        cloud -> cloud.addFlavor(FakeFlavor.of(Examples.FLAVOR).soldOutIn(new AvailabilityZone("az1"))),
                        SINGLE,
                        nodes(1),
                        400,
                        "DBS.280450",
                        "ddm.2xlarge.2 is not available in az1: sellout",
                        OTHER),
                refuse(
                        "sold out in a zone that is asked for",
                        cloud -> cloud.addFlavor(FakeFlavor.of(Examples.FLAVOR).soldOutIn(new AvailabilityZone("az2"))),
                        YEARLY,
                        nodes(1).availabilityZones(List.of("az2")),
                        400,
                        "DBS.280450",
                        "not available in az2",
                        OTHER),
                refuse("more than 32 nodes", AS_IS, SINGLE, nodes(31), 400, "DBS.200056", "at most 32 nodes", QUOTA),
                refuse(
                        "quota",
                        cloud -> cloud.setQuota(Examples.PROJECT, 9),
                        SINGLE,
                        nodes(2),
                        413,
                        "DBS.200046",
                        "quota of 9",
                        QUOTA),
                refuse(
                        "account frozen",
                        cloud -> cloud.setAccountFrozen(Examples.PROJECT, true),
                        SINGLE,
                        nodes(1),
                        400,
                        "DBS.280449",
                        "frozen",
                        BILLING),
                refuse(
                        "balance too low for automatic payment",
                        cloud -> cloud.setBalanceTooLow(Examples.PROJECT, true),
                        YEARLY,
                        nodes(1).autoPay(true),
                        400,
                        "CBC.99005003",
                        "balance",
                        BILLING),
                new Case(
                        "token of another project",
                        cloud -> {
                            cloud.addProject(OTHER_PROJECT, "other");
                            cloud.revokeTokens();
                            cloud.addToken(Examples.TOKEN, OTHER_PROJECT);
                        },
                        Examples.PROJECT,
                        SINGLE,
                        nodes(1),
                        403,
                        "APIGW.0306",
                        "not for the project",
                        ACCESS),
                new Case(
                        "token unknown",
                        FakeCloud::revokeTokens,
                        Examples.PROJECT,
                        SINGLE,
                        nodes(1),
                        401,
                        "APIGW.0301",
                        "no such token",
                        ACCESS));
    }

    private static int totalNodes(FakeCloud cloud) {
        return cloud.nodeCount(SINGLE) + cloud.nodeCount(DOUBLE) + cloud.nodeCount(YEARLY);
    }

    private static void seed(FakeCloud cloud, Case rule) {
        rule.given().accept(cloud);
        if (rule.project() == OTHER_PROJECT || rule.project().value().equals("nowhere")) {
            cloud.revokeTokens();
            cloud.addToken(Examples.TOKEN, rule.project());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void in_memory_it_is_refused_for_its_reason_and_nothing_is_added(Case rule) {
        FakeCloud cloud = FakeCloud.withExamples();
        seed(cloud, rule);
        int before = totalNodes(cloud);
        long accepted = cloud.accepted();

        try (InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(cloud, rule.project())
                .token(Examples.TOKEN)
                .build()) {
            ScaleOutRejectedException refused = catchThrowableOfType(
                    ScaleOutRejectedException.class,
                    () -> adapter.scaleOut(rule.instance(), rule.request().build()));

            assertThat(refused.reason()).isEqualTo(rule.reason());
            assertThat(refused.errorCode()).contains(rule.code());
            assertThat(refused).hasMessageContaining(rule.words()).hasMessageNotContaining(Examples.TOKEN);
        }
        assertThat(totalNodes(cloud)).isEqualTo(before);
        assertThat(cloud.accepted()).isEqualTo(accepted);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void over_http_it_is_refused_with_its_status_and_code_and_nothing_is_added(Case rule) {
        FakeCloud cloud = FakeCloud.withExamples();
        seed(cloud, rule);
        int before = totalNodes(cloud);

        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            HttpCalls.Reply reply = new HttpCalls(server)
                    .post(
                            "/v2/" + rule.project() + "/instances/" + rule.instance() + "/action/enlarge",
                            body(rule.request().build()));

            boolean gateway = rule.code().startsWith("APIGW");
            assertThat(reply.status()).isEqualTo(rule.status());
            assertThat(reply.body().path(gateway ? "error_code" : "errCode").asText())
                    .isEqualTo(rule.code());
            assertThat(reply.body()
                            .path(gateway ? "error_msg" : "externalMessage")
                            .asText())
                    .contains(rule.words());
        }
        assertThat(totalNodes(cloud)).isEqualTo(before);
    }

    private static String body(ScaleOutRequest request) {
        StringBuilder body = new StringBuilder("{\"flavor_id\":\"" + request.flavorId() + "\",\"node_number\":"
                + request.nodesToAdd() + ",\"is_auto_pay\":" + request.autoPay());
        request.groupId().map(GroupId::value).ifPresent(group -> body.append(",\"group_id\":\"" + group + "\""));
        if (!request.availabilityZones().isEmpty()) {
            body.append(",\"available_zones\":[\"" + request.availabilityZones().get(0) + "\"]");
        }
        return body.append('}').toString();
    }
}
