/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.ddm.v1.DdmClient;
import com.huaweicloud.sdk.ddm.v1.model.AvailableZone;
import com.huaweicloud.sdk.ddm.v1.model.ComputeFlavors;
import com.huaweicloud.sdk.ddm.v1.model.Flavor;
import com.huaweicloud.sdk.ddm.v1.model.FlavorGroupInfo;
import com.huaweicloud.sdk.ddm.v1.model.GetDatabaseInfo;
import com.huaweicloud.sdk.ddm.v1.model.GroupInfo;
import com.huaweicloud.sdk.ddm.v1.model.ListDatabasesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListDatabasesResponse;
import com.huaweicloud.sdk.ddm.v1.model.ListDdmEnginesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListDdmFlavorsRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListEnginesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListEnginesResponse;
import com.huaweicloud.sdk.ddm.v1.model.ListFlavorsRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListGroupRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListInstancesRequest;
import com.huaweicloud.sdk.ddm.v1.model.ListInstancesResponse;
import com.huaweicloud.sdk.ddm.v1.model.ListNodesRequest;
import com.huaweicloud.sdk.ddm.v1.model.NodeList;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceBeanResponse;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceRequest;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceResponse;
import com.huaweicloud.sdk.ddm.v1.model.ShowNodeRequest;
import com.huaweicloud.sdk.ddm.v1.model.ShowNodeResponse;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.RdsStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reads of the provider's own client find everything that their pages document. */
class OfficialSdkReadsTest {

    private static final String INSTANCE = Examples.INSTANCE.value();

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final DdmClient client = DdmClient.newBuilder()
            .withCredential(new BasicCredentials()
                    .withAk(Examples.ACCESS_KEY)
                    .withSk(Examples.SECRET_KEY)
                    .withProjectId(Examples.PROJECT.value()))
            .withEndpoints(List.of(server.uri().toString()))
            .build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void listInstances_finds_all_instances_page_by_page() {
        ListInstancesResponse all = client.listInstances(new ListInstancesRequest());
        ListInstancesResponse second =
                client.listInstances(new ListInstancesRequest().withOffset(1).withLimit(1));

        assertThat(all.getInstanceNum()).isEqualTo(3);
        assertThat(all.getTotalRecord()).isEqualTo(3);
        assertThat(all.getPageNo()).isEqualTo(1);
        assertThat(all.getPageSize()).isEqualTo(10);
        assertThat(all.getTotalPage()).isEqualTo(1);
        ShowInstanceBeanResponse first = all.getInstances().get(0);
        assertThat(first).hasNoNullFieldsOrPropertiesExcept("errorMsg", "orderId");
        assertThat(second.getPageNo()).isEqualTo(2);
        assertThat(second.getTotalPage()).isEqualTo(3);
        assertThat(second.getInstances())
                .extracting(ShowInstanceBeanResponse::getId)
                .containsExactly(Examples.TWO_GROUPS_INSTANCE.value());
    }

    @Test
    void showInstance_shows_the_zones_the_flavor_and_the_groups_addresses() {
        ShowInstanceResponse instance =
                client.showInstance(new ShowInstanceRequest().withInstanceId(Examples.TWO_GROUPS_INSTANCE.value()));

        assertThat(instance).hasNoNullFieldsOrPropertiesExcept("errorMsg", "orderId");
        assertThat(instance.getAvailableZone()).isEqualTo("az1,az2");
        assertThat(instance.getCoreCount()).isEqualTo("8");
        assertThat(instance.getRamCapacity()).isEqualTo("16");
        assertThat(instance.getNodes()).allSatisfy(node -> assertThat(node).hasNoNullFieldsOrProperties());
        assertThat(instance.getNodes().get(0).getIp()).isEqualTo(instance.getAccessIp());
        assertThat(instance.getNodes().get(3).getIp()).isNotEqualTo(instance.getAccessIp());
    }

    @Test
    void showNode_shows_each_node_that_listNodes_lists() {
        List<NodeList> nodes = client.listNodes(new ListNodesRequest().withInstanceId(INSTANCE))
                .getNodes();

        assertThat(nodes).hasSize(2).allSatisfy(node -> {
            ShowNodeResponse shown = client.showNode(
                    new ShowNodeRequest().withInstanceId(INSTANCE).withNodeId(node.getNodeId()));
            assertThat(shown).hasNoNullFieldsOrProperties();
            assertThat(shown.getNodeId()).isEqualTo(node.getNodeId());
            assertThat(shown.getPrivateIp()).isEqualTo(node.getIp());
            assertThat(shown.getStatus()).isEqualTo("normal");
        });
    }

    @Test
    void listGroup_gives_each_group_an_endpoint_of_its_own() {
        List<GroupInfo> groups = client.listGroup(
                        new ListGroupRequest().withInstanceId(Examples.TWO_GROUPS_INSTANCE.value()))
                .getGroupList();

        assertThat(groups).hasSize(2).allSatisfy(group -> assertThat(group).hasNoNullFieldsOrProperties());
        assertThat(groups).extracting(GroupInfo::getEndpoint).doesNotHaveDuplicates();
        assertThat(groups).extracting(GroupInfo::getIsDefaultGroup).containsExactly(true, false);
        assertThat(groups.get(0).getNodeList()).extracting(node -> node.getAz()).containsExactly("az1", "az2");
    }

    @Test
    void listDatabases_shows_schemas_with_the_status_of_their_rds_instances() {
        cloud.setRdsStatus(Examples.INSTANCE, Examples.RDS, new RdsStatus("Backing up"));

        ListDatabasesResponse databases = client.listDatabases(new ListDatabasesRequest().withInstanceId(INSTANCE));

        assertThat(databases.getTotal()).isEqualTo(1);
        GetDatabaseInfo schema = databases.getDatabases().get(0);
        assertThat(schema).hasNoNullFieldsOrProperties();
        assertThat(schema.getName()).isEqualTo("orders");
        assertThat(schema.getStatus()).isEqualTo("RUNNING");
        assertThat(schema.getUsedRds()).singleElement().satisfies(rds -> {
            assertThat(rds).hasNoNullFieldsOrPropertiesExcept("errorMsg");
            assertThat(rds.getId()).isEqualTo(Examples.RDS);
            assertThat(rds.getStatus()).isEqualTo("Backing up");
        });
    }

    @Test
    void listEngines_leads_to_listFlavors() {
        ListEnginesResponse engines = client.listEngines(new ListEnginesRequest());
        String engine = engines.getEngineGroups().get(0).getId();

        ComputeFlavors flavor = client.listFlavors(new ListFlavorsRequest().withEngineId(engine))
                .getComputeFlavorGroups()
                .get(0)
                .getComputeFlavors()
                .get(0);

        assertThat(engines).hasNoNullFieldsOrProperties();
        assertThat(engines.getEngineGroups().get(0)).hasNoNullFieldsOrProperties();
        assertThat(engines.getEngineGroups().get(0).getSupportAzs())
                .allSatisfy(zone -> assertThat(zone).hasNoNullFieldsOrProperties());
        assertThat(flavor).hasNoNullFieldsOrPropertiesExcept("maxConnections");
        assertThat(flavor.getId()).isEqualTo(Examples.FLAVOR.value());
        assertThat(flavor.getCode()).isEqualTo("ddm.2xlarge.2");
    }

    @Test
    void listDdmFlavors_tells_where_a_flavor_is_sold_out() {
        FlavorId arm = new FlavorId("arm");
        cloud.addFlavor(new FakeFlavor(arm, "ddm.kc1.large.2", 2, 4, "ARM", List.of(new AvailabilityZone("az2"))));
        String version = client.listDdmEngines(new ListDdmEnginesRequest())
                .getEngineGroups()
                .get(0)
                .getVersion();

        List<FlavorGroupInfo> groups = client.listDdmFlavors(
                        new ListDdmFlavorsRequest().withEngineVersion(version).withAvailableZones("az1,az2"))
                .getFlavorGroups();

        assertThat(groups).extracting(FlavorGroupInfo::getGroupType).containsExactly("X86", "ARM");
        Flavor flavor = groups.get(1).getFlavors().get(0);
        assertThat(groups.get(1).getTotal()).isEqualTo(1);
        assertThat(flavor).hasNoNullFieldsOrProperties();
        assertThat(flavor.getVcpus()).isEqualTo("2");
        assertThat(flavor.getAzInfos()).extracting(AvailableZone::getStatus).containsExactly("normal", "sellout");
        assertThat(flavor.getAzInfos()).allSatisfy(zone -> assertThat(zone).hasNoNullFieldsOrProperties());
    }
}
