/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadModelTest {

    private static final NodeGroup GROUP = new NodeGroup(new GroupId("g1"), "default", false, 2);

    @Test
    void a_status_is_the_same_in_any_letter_case_and_any_word_is_one() {
        assertThat(new InstanceStatus(" Running ")).isEqualTo(InstanceStatus.RUNNING);
        assertThat(new InstanceStatus("data_disk_full")).hasToString("DATA_DISK_FULL");
        assertThat(new JobStatus("Completed")).isEqualTo(JobStatus.COMPLETED).hasToString("COMPLETED");
    }

    @ParameterizedTest
    @CsvSource({
        "Running, false, false",
        "Completed, true, true",
        "Failed, true, false",
        "RollbackSuccess, false, false",
        "'', false, false"
    })
    void a_job_has_ended_only_by_a_status_that_says_so(String status, boolean ended, boolean succeeded) {
        Job job = new Job(
                new JobId("j1"),
                Job.ENLARGE_NODE,
                new JobStatus(status),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(job.ended()).isEqualTo(ended);
        assertThat(job.succeeded()).isEqualTo(succeeded);
    }

    @Test
    void a_job_may_concern_the_instance_it_names_or_any_if_it_names_none() {
        InstanceId i1 = new InstanceId("i1");

        assertThat(jobOn(Optional.of(i1)).mayConcern(i1)).isTrue();
        assertThat(jobOn(Optional.empty()).mayConcern(i1)).isTrue();
        assertThat(jobOn(Optional.of(new InstanceId("i2"))).mayConcern(i1)).isFalse();
    }

    private static Job jobOn(Optional<InstanceId> instance) {
        return new Job(
                new JobId("j1"),
                Job.ENLARGE_NODE,
                JobStatus.RUNNING,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                instance,
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"enlargefail", "EnlargeFail", "createfail"})
    void a_node_that_failed_to_join_says_so(String status) {
        assertThat(new Node("n1", status, Optional.empty()).failedToJoin()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "RUNNING", "abnormal", "creating", ""})
    void any_other_state_of_a_node_is_no_failure_to_join(String status) {
        assertThat(new Node("n1", status, Optional.empty()).failedToJoin()).isFalse();
    }

    @Test
    void a_snapshot_finds_its_groups_by_id() {
        InstanceSnapshot snapshot = new InstanceSnapshot(
                new InstanceId("i1"),
                "name",
                InstanceStatus.RUNNING,
                BillingMode.UNKNOWN,
                2,
                List.of(GROUP),
                List.of());

        assertThat(snapshot.group(new GroupId("g1"))).contains(GROUP);
        assertThat(snapshot.group(new GroupId("g2"))).isEmpty();
    }

    @Test
    void a_null_component_is_named() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Node("n1", null, Optional.empty()))
                .withMessage("status");
        assertThatNullPointerException()
                .isThrownBy(() -> new NodeGroup(null, "default", false, 2))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> new ScaleOutReceipt.OrderPlaced(new InstanceId("i1"), Optional.empty(), null))
                .withMessage("orderId");
    }
}
