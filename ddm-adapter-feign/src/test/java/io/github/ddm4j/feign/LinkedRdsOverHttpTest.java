/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.flow.FlowEvent;
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
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constraint of the API page, from the flow down to a provider that was written from the pages, not from our code. */
class LinkedRdsOverHttpTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR, 1).build();
    private static final RdsStatus BACKING_UP = new RdsStatus("Backing up");
    private static final String REFUSED_BY_THE_PROVIDER = "DBS.300323";

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                    server.uri(), Examples.PROJECT, AuthTokenProvider.fixed(Examples.TOKEN))
            .sleeper(pause -> {})
            .build();
    private final List<FlowEvent> events = new ArrayList<>();

    @AfterEach
    void stop() {
        adapter.close();
        server.close();
    }

    private ScaleOutFlowBuilder flow() {
        return ScaleOutFlow.builder(adapter).listener(events::add);
    }

    private static ScaleOutRejectedException refusal(ScaleOutFlowBuilder settings) {
        try (ScaleOutFlow flow = settings.build()) {
            return catchThrowableOfType(
                    ScaleOutRejectedException.class, () -> flow.submit(Examples.INSTANCE, ONE_NODE));
        }
    }

    private void isAtWork() {
        cloud.setRdsStatus(Examples.INSTANCE, Examples.RDS, BACKING_UP);
    }

    @Test
    void an_order_behind_which_an_rds_instance_is_at_work_is_not_sent_and_the_instance_is_named() {
        isAtWork();

        ScaleOutRejectedException refusal = refusal(flow());

        assertThat(refusal)
                .returns(RejectionReason.RDS_NOT_READY, ScaleOutRejectedException::reason)
                .returns(true, ScaleOutRejectedException::safeToRepeat)
                .hasMessageContainingAll("Not sent: V12", Examples.RDS, "Backing up");
        assertThat(refusal.errorCode()).isEmpty();
        assertThat(cloud.requestsSeen()).as("orders at the provider").isZero();
    }

    @Test
    void an_order_whose_rds_instances_are_usable_and_idle_is_sent_once() {
        try (ScaleOutFlow flow = flow().build()) {
            assertThat(flow.submit(Examples.INSTANCE, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
        }
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(events).noneMatch(FlowEvent.ReadFailed.class::isInstance);
    }

    @Test
    void the_order_is_sent_where_nobody_wants_to_look() {
        isAtWork();
        int reads = cloud.readsSeen();

        assertThat(refusal(flow().checkLinkedRds(false)).errorCode()).contains(REFUSED_BY_THE_PROVIDER);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(cloud.requests()).noneMatch(seen -> seen.toString().contains("/databases"));
        assertThat(cloud.readsSeen()).isGreaterThan(reads);
    }

    @ParameterizedTest
    @CsvSource({"403, 1", "404, 1", "500, 3", "200, 3"})
    void the_order_is_sent_where_the_list_may_not_be_read_or_fails(int status, int attempts) {
        isAtWork();
        // The list is the first read of a submission.
        cloud.failNext(attempts, Fault.answer(status).onReads());

        assertThat(refusal(flow()).errorCode()).contains(REFUSED_BY_THE_PROVIDER);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(cloud.faultsWaiting()).isEmpty();
        assertThat(events).anyMatch(FlowEvent.ReadFailed.class::isInstance);
    }

    @Test
    void the_preview_shows_what_the_provider_tells() {
        isAtWork();
        try (ScaleOutFlow flow = flow().build()) {
            assertThat(flow.preview(Examples.INSTANCE, ONE_NODE).linkedRds().orElseThrow())
                    .extracting(LinkedRds::id, LinkedRds::status)
                    .containsExactly(tuple(Examples.RDS, BACKING_UP));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "128, 1", "129, 2", "257, 3"})
    void a_read_makes_one_request_for_every_128_schemas(int schemas, int requests) {
        InstanceId instance = new InstanceId("many-schemas");
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, instance).build());
        IntStream.range(0, schemas)
                .forEach(i -> cloud.addSchema(instance, new Schema("schema" + i, "RUNNING", List.of())));
        int before = cloud.readsSeen();

        assertThat(adapter.schemas(instance).orElseThrow()).hasSize(schemas);
        assertThat(cloud.readsSeen() - before).isEqualTo(requests);
    }
}
