/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a test puts into a cloud, changes in it and takes out again. */
class FakeCloudStateTest {

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud = FakeCloud.builder()
            .clock(clock)
            .jobDuration(Duration.ofMinutes(5))
            .withExamples()
            .with(more -> more.addProject(Examples.PROJECT, "again"))
            .build();
    private final InMemoryScaleOutAdapter adapter =
            InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();

    private void scaleOut() {
        adapter.scaleOut(
                Examples.INSTANCE,
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build());
    }

    @Test
    void schemas_are_read_with_their_rds_instances() {
        cloud.addSchema(Examples.INSTANCE, new Schema("empty", "CREATING", List.of()));
        cloud.setRdsStatus(Examples.INSTANCE, Examples.RDS, new RdsStatus("Storage full"));

        List<Schema> schemas = adapter.schemas(Examples.INSTANCE).orElseThrow();

        assertThat(schemas).extracting(Schema::name).containsExactly("orders", "empty");
        assertThat(schemas.get(0).linkedRds()).singleElement().satisfies(rds -> assertThat(rds.status())
                .isEqualTo(new RdsStatus("Storage full")));
        assertThat(adapter.schemas(Examples.YEARLY_MONTHLY_INSTANCE).orElseThrow())
                .isEmpty();
    }

    /** A word that nobody knows decides nothing, as for a client. */
    @ParameterizedTest
    @CsvSource({"Normal, true", "normal, true", "Pondering, true", "Backing up, false", "Abnormal, false"})
    void an_order_is_refused_while_a_linked_rds_instance_is_known_not_to_be_ready(String status, boolean accepted) {
        cloud.setRdsStatus(Examples.INSTANCE, Examples.RDS, new RdsStatus(status));

        if (accepted) {
            scaleOut();
        } else {
            assertThatThrownBy(this::scaleOut).hasMessageContaining("DBS.300323");
        }
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(accepted ? 3 : 2);
    }

    @Test
    void an_instance_without_schemas_has_no_rds_instance_to_make_ready() {
        assertThatThrownBy(() -> cloud.setRdsReady(Examples.YEARLY_MONTHLY_INSTANCE, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no linked RDS instance: add a schema");
        assertThatThrownBy(() -> cloud.setRdsStatus(Examples.INSTANCE, "nope", RdsStatus.NORMAL))
                .hasMessage("no linked RDS instance nope");
    }

    @Test
    void a_group_joins_with_its_nodes_and_an_instance_goes_with_all_of_them() {
        GroupId second = new GroupId("second");
        cloud.addGroup(Examples.INSTANCE, new NodeGroup(second, "second", true, 3));
        cloud.setQuota(Examples.PROJECT, 11);
        assertThat(cloud.nodeCount(Examples.INSTANCE, second)).isEqualTo(3);

        cloud.removeInstance(Examples.INSTANCE);

        assertThat(cloud.instances()).hasSize(2);
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, Examples.INSTANCE)
                .nodes(4)
                .build());
        scaleOut();
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(5);
    }

    @Test
    void nodes_are_spread_over_the_zones_of_their_instance() {
        InstanceId wide = new InstanceId("wide");
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, wide)
                .zones("az1", "az2", "az3")
                .nodes(4)
                .build());
        cloud.scaleOutByOthers(wide, new GroupId("widegr09"), 2);

        try (FakeDdmServer server = FakeDdmServer.start(cloud)) {
            assertThat(new HttpCalls(server)
                            .get("/v3/" + Examples.PROJECT + "/instances/wide/groups")
                            .body()
                            .findValuesAsText("az"))
                    .containsExactly("az1", "az2", "az3", "az1", "az2", "az3");
        }
    }

    @Test
    void time_runs_ahead_of_its_clock_and_never_back() {
        scaleOut();
        cloud.advance(Duration.ofMinutes(5));
        assertThat(cloud.jobs(Examples.PROJECT).get(0).endedAt()).contains(Instant.parse("2026-06-05T08:05:00Z"));

        clock.advance(Duration.ofMinutes(-30));
        cloud.reset();
        scaleOut();

        assertThat(cloud.jobs(Examples.PROJECT).get(0).createdAt()).contains(Instant.parse("2026-06-05T08:05:00Z"));
        assertThatThrownBy(() -> cloud.advance(Duration.ofNanos(-1))).hasMessageContaining("must not be negative");
    }

    @Test
    void a_reset_leads_back_to_what_the_cloud_was_built_with() {
        cloud.setJobDuration(Duration.ZERO);
        cloud.failNext(Fault.hangUp());
        cloud.throttle(0, Duration.ofHours(1), false);
        cloud.revokeTokens();
        cloud.setReachable(false);

        cloud.reset();
        scaleOut();

        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
        assertThat(cloud.instance(Examples.INSTANCE).status()).hasToString("GROWING");
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    private static void refused(ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words);
    }

    @Test
    void what_the_provider_could_not_have_is_refused() {
        FakeInstance.Builder builder = FakeInstance.builder(Examples.PROJECT, new InstanceId("i"));

        refused(() -> builder.zones().build(), "zones must not be empty");
        refused(() -> builder.zones("az1").schema("s").schema("s").build(), "schemas must differ");
        refused(
                () -> cloud.addGroup(Examples.INSTANCE, new NodeGroup(Examples.GROUP, "g", false, 1)),
                "there is a group " + Examples.GROUP + " already");
        refused(
                () -> cloud.addGroup(Examples.INSTANCE, new NodeGroup(new GroupId("g"), "g", false, 31)),
                "nodes must be at most 32, but were 33");
        refused(() -> cloud.removeInstance(new InstanceId("nope")), "no instance nope");
        refused(
                () -> new FakeFlavor(Examples.FLAVOR, " ", 1, 1, "X86", List.<AvailabilityZone>of()),
                "code must not be blank");
        refused(
                () -> cloud.addTemporaryAccessKey("AK", "SK", "a b", Duration.ofHours(1), Examples.PROJECT),
                "securityToken may hold only visible ASCII");
    }
}
