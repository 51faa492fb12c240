/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.ddm.v1.DdmClient;
import com.huaweicloud.sdk.ddm.v1.model.EnlargeRequest;
import com.huaweicloud.sdk.ddm.v1.model.ExpandInstanceNodesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ExpandInstanceNodesResponse;
import com.huaweicloud.sdk.ddm.v1.model.GroupInfo;
import com.huaweicloud.sdk.ddm.v1.model.ListGroupRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListNodesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListNodesResponse;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceRequest;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceResponse;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The provider's own client, signing with an access key, takes the fake for the provider. */
class OfficialSdkTest {

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);

    @AfterEach
    void close() {
        server.close();
    }

    private DdmClient client(String secretKey) {
        return build(DdmClient.newBuilder(), secretKey);
    }

    private <T> T build(ClientBuilder<T> builder, String secretKey) {
        return builder.withCredential(new BasicCredentials()
                        .withAk(Examples.ACCESS_KEY)
                        .withSk(secretKey)
                        .withProjectId(Examples.PROJECT.value()))
                .withEndpoints(List.of(server.uri().toString()))
                .build();
    }

    private ExpandInstanceNodesResponse expand(String instanceId, EnlargeRequest body) {
        return client(Examples.SECRET_KEY)
                .expandInstanceNodes(new ExpandInstanceNodesRequest()
                        .withInstanceId(instanceId)
                        .withBody(body));
    }

    private static EnlargeRequest oneNode() {
        return new EnlargeRequest().withFlavorId(Examples.FLAVOR.value()).withNodeNumber(1);
    }

    @Test
    void expandInstanceNodes_starts_a_job_that_showDdmJobResult_shows() {
        ExpandInstanceNodesResponse reply = expand(Examples.INSTANCE.value(), oneNode());

        assertThat(reply.getInstanceId()).isEqualTo(Examples.INSTANCE.value());
        assertThat(reply.getInstanceName()).isEqualTo("ddm-fb88-test");
        assertThat(reply.getOrderId()).isNull();
        HcClient client = build(new ClientBuilder<>(Function.identity()), Examples.SECRET_KEY);
        SdkJobCall.JobInfo job = SdkJobCall.showDdmJobResult(client, reply.getJobId());
        assertThat(job.id).isEqualTo(reply.getJobId());
        assertThat(job.name).isEqualTo("EnlargeNode");
        assertThat(job.status).isEqualTo("Running");
        assertThat(job.createdTime).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000");
        assertThat(job.process).matches("\\d+%");
        assertThat(job.instance.id).isEqualTo(Examples.INSTANCE.value());
        assertThat(job.instance.name).isEqualTo("ddm-fb88-test");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void expandInstanceNodes_of_a_yearly_monthly_instance_places_an_order() {
        ExpandInstanceNodesResponse reply = expand(Examples.YEARLY_MONTHLY_INSTANCE.value(), oneNode());

        assertThat(reply.getJobId()).isNull();
        assertThat(cloud.ordersToPay()).extracting(id -> id.value()).containsExactly(reply.getOrderId());
    }

    @Test
    void showInstance_and_listNodes_show_the_documented_fields() {
        ShowInstanceResponse instance = client(Examples.SECRET_KEY)
                .showInstance(new ShowInstanceRequest().withInstanceId(Examples.INSTANCE.value()));
        ListNodesResponse nodes =
                client(Examples.SECRET_KEY).listNodes(new ListNodesRequest().withInstanceId(Examples.INSTANCE.value()));

        assertThat(instance.getStatus()).isEqualTo("RUNNING");
        assertThat(instance.getName()).isEqualTo("ddm-fb88-test");
        assertThat(instance.getNodeCount()).isEqualTo(2);
        assertThat(instance.getAccessPort()).isEqualTo("5066");
        assertThat(instance.getProjectId()).isEqualTo(Examples.PROJECT.value());
        assertThat(instance.getNodes()).hasSize(2);
        assertThat(nodes.getTotal()).isEqualTo(2);
        assertThat(nodes.getNodes()).allMatch(node -> node.getStatus().equals("normal"));
        assertThat(nodes.getNodes().get(0).getNodeId()).matches("[0-9a-f]{32}no09");
    }

    @Test
    void listGroup_tells_how_many_groups_there_are() {
        var groups = client(Examples.SECRET_KEY)
                .listGroup(new ListGroupRequest().withInstanceId(Examples.TWO_GROUPS_INSTANCE.value()));

        assertThat(groups.getTotalCount()).isEqualTo(2);
        assertThat(groups.getGroupList())
                .extracting(GroupInfo::getId, group -> group.getRole().toString())
                .containsExactly(
                        tuple(Examples.READ_WRITE_GROUP.value(), "rw"), tuple(Examples.READ_ONLY_GROUP.value(), "r"));
    }

    @Test
    void a_signature_with_another_secret_is_refused() {
        assertThatThrownBy(() -> client("not-the-secret")
                        .showInstance(new ShowInstanceRequest().withInstanceId(Examples.INSTANCE.value())))
                .isInstanceOfSatisfying(ClientRequestException.class, refused -> {
                    assertThat(refused.getHttpStatusCode()).isEqualTo(401);
                    assertThat(refused.getErrorCode()).isEqualTo("APIGW.0301");
                });
    }
}
