/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.LinkedRds;
import io.github.ddm4j.core.model.RdsStatus;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Schema;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page's own constraint, from the wire to the flow: what is behind the schemas has to be usable and at rest. */
class LinkedRdsOverHttpTest {

    private static final InstanceId INSTANCE = new InstanceId("with-schema");
    private static final Schema SHOP = new Schema(
            "shop",
            "RUNNING",
            List.of(
                    new LinkedRds("rds1", "orders", RdsStatus.NORMAL, Optional.empty()),
                    new LinkedRds("rds2", "stock", RdsStatus.NORMAL, Optional.empty())));

    private final FakeCloud cloud = FakeCloud.builder().withExamples().build();

    @Test
    void an_order_waits_for_linked_rds_instances_and_nothing_is_sent_before() {
        cloud.addInstance(
                FakeInstance.builder(Examples.PROJECT, INSTANCE).schema(SHOP).build());
        try (FakeDdmServer server = FakeDdmServer.start(cloud);
                FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                                server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
                        .build();
                InMemoryScaleOutAdapter inMemory =
                        InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();
                ScaleOutFlow flow = ScaleOutFlow.builder(adapter).build()) {
            ScaleOutRequest request =
                    ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();
            assertThat(adapter.schemas(INSTANCE)).contains(List.of(SHOP)).isEqualTo(inMemory.schemas(INSTANCE));

            cloud.setRdsReady(INSTANCE, false);
            ScaleOutRejectedException refused =
                    catchThrowableOfType(ScaleOutRejectedException.class, () -> flow.submit(INSTANCE, request));
            assertThat(refused.reason()).isEqualTo(RejectionReason.RDS_NOT_READY);
            assertThat(refused).hasMessageContaining("rds1");
            assertThat(cloud.requestsSeen()).isZero();

            cloud.setRdsReady(INSTANCE, true);
            assertThat(flow.submit(INSTANCE, request)).isInstanceOf(Submission.Accepted.class);
        }
    }
}
