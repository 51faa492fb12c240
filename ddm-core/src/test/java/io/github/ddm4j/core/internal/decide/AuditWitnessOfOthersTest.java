/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.decide;

import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.internal.decide.Claim.NodesCome;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of others in the audit log. */
class AuditWitnessOfOthersTest extends AuditedSearch {

    private static Claim claimWithoutJob() {
        return new Claim(Optional.of(new GroupId("g0")), 2, Optional.empty(), Set.of(), Instant.MIN, NodesCome.PERHAPS);
    }

    /** The silence of a log that has told all, about an instance that has two jobs that nobody explains yet. */
    private Decision silentAboutTwoJobs(OrderTrace... others) {
        InstanceSnapshot grown = instance("RUNNING", 6, 3);
        Job second = job("j2", "Completed");
        log(others);
        see(grown, DONE, second);
        after(QUIET, grown, DONE, second);
        log(others);
        after(LAG, grown, DONE, second);
        log(others);
        after(Duration.ZERO, grown, DONE, second);
        return decide();
    }

    private void claimed(String job) {
        claims.add(new Claim(
                Optional.of(new GroupId("g0")),
                2,
                Optional.of(new JobId(job)),
                Set.of(),
                Instant.MIN,
                NodesCome.PERHAPS));
    }

    /** What is decided of four new nodes and one new job. */
    private Decision fourNodesBy(String job) {
        InstanceSnapshot grown = instance("RUNNING", 6, 3);
        see(grown, job(job, "Completed"));
        after(QUIET, grown, job(job, "Completed"));
        return decideAtLast();
    }

    @Test
    void a_job_that_no_order_of_others_explains_contradicts_the_silence() {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j1").asked(1, "g1").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void orders_of_others_that_name_their_jobs_explain_them() {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j1").asked(1, "g1").get(),
                        trace("u").by(By.OTHERS).job("j2").asked(1, "g1").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @Test
    void orders_of_others_that_name_no_job_explain_jobs_if_they_are_for_just_the_nodes_that_came() {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).asked(2, "g0").get(),
                        trace("u").by(By.OTHERS).asked(2, "g0").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @ParameterizedTest
    @CsvSource({"1, g0", "3, g0", "2, g1"})
    void orders_of_others_for_other_nodes_than_came_explain_none(int nodes, String group) {
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).asked(2, "g0").get(),
                        trace("u").by(By.OTHERS).asked(nodes, group).get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void one_order_of_others_that_names_no_job_does_not_explain_two_jobs() {
        assertThat(silentAboutTwoJobs(trace("t").by(By.OTHERS).asked(4, "g0").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void an_order_of_ours_that_is_claimed_without_its_job_explains_one_job_beside_that_of_others() {
        claims.add(claimWithoutJob());
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @Test
    void nodes_that_came_without_a_job_are_explained_by_an_order_of_others_for_just_them() {
        OrderTrace others = trace("t").by(By.OTHERS).asked(2, "g0").get();
        log(others);
        see(GROWN);
        log(others);
        after(ALL, GROWN);

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }

    @Test
    void an_order_of_ours_that_is_claimed_with_its_job_explains_that_job_beside_that_of_others() {
        claimed("j1");
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j2").asked(1, "g1").get()))
                .isEqualTo(NOT_APPLIED);
    }

    @Test
    void an_order_of_ours_that_is_claimed_with_its_job_explains_no_other_job() {
        claimed("j3");
        assertThat(silentAboutTwoJobs(
                        trace("t").by(By.OTHERS).job("j2").asked(1, "g1").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void two_traces_of_one_order_of_others_take_its_nodes_once() {
        showsOurs = false;
        OrderTrace others = trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get();
        log(others, trace("u").by(By.OTHERS).job("j1").asked(2, "g0").get());
        see(instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        after(QUIET, instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Completed"))));
    }

    @Test
    void an_order_that_is_claimed_and_that_the_log_has_for_one_of_others_takes_its_nodes_once() {
        showsOurs = false;
        claimed("j1");
        log(trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get());
        see(instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        after(QUIET, instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Completed"))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_second_trace_of_an_order_of_others_changes_nothing(boolean twice) {
        showsOurs = false;
        OrderTrace others = trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get();
        if (twice) {
            log(others, trace("u").by(By.OTHERS).job("j1").asked(2, "g0").get());
        } else {
            log(others);
        }

        assertThat(fourNodesBy("j1")).isEqualTo(new Decision.Applied(Optional.empty()));
    }

    @Test
    void two_orders_of_others_take_the_nodes_of_both() {
        showsOurs = false;
        log(
                trace("t").by(By.OTHERS).job("j1").asked(2, "g0").get(),
                trace("u").by(By.OTHERS).job("j2").asked(3, "g0").get());
        InstanceSnapshot grown = instance("RUNNING", 9, 3);
        see(grown, DONE, job("j2", "Completed"), job("j3", "Completed"));
        after(QUIET, grown, DONE, job("j2", "Completed"), job("j3", "Completed"));

        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j3", "Completed"))));
    }

    @Test
    void an_order_of_others_that_names_no_group_is_for_the_only_one_there_is() {
        showsOurs = false;
        OrderTrace nameless =
                trace("t").by(By.OTHERS).job("j1").askedSomewhere(2).get();
        log(nameless);
        see(instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        after(QUIET, instance("RUNNING", 6, 3), DONE, job("j2", "Completed"));
        assertThat(decideAtLast()).isEqualTo(OTHERS);

        before = new int[] {2};
        log(nameless);
        after(QUIET, instance("RUNNING", 6), DONE, job("j2", "Completed"));
        log(nameless);
        after(QUIET, instance("RUNNING", 6), DONE, job("j2", "Completed"));
        assertThat(decide()).isEqualTo(new Decision.Applied(Optional.of(job("j2", "Completed"))));
    }

    @Test
    void a_failed_order_of_others_and_one_for_another_instance_explain_no_job() {
        OrderTrace named = trace("t").by(By.OTHERS).job("j1").asked(1, "g1").get();
        assertThat(silentAboutTwoJobs(
                        named,
                        trace("u")
                                .by(By.OTHERS)
                                .failed(400, "DBS.280001")
                                .asked(1, "g1")
                                .get()))
                .isEqualTo(CONTRADICTION);
        assertThat(silentAboutTwoJobs(
                        named,
                        trace("v").by(By.OTHERS).of("elsewhere").asked(1, "g1").get()))
                .isEqualTo(CONTRADICTION);
    }

    @Test
    void an_order_of_ours_that_is_claimed_explains_its_job() {
        claims.add(new Claim(
                Optional.of(new GroupId("g0")),
                2,
                Optional.of(new JobId("j1")),
                Set.of(),
                Instant.MIN,
                NodesCome.PERHAPS));
        known.add(receipt("j1", null));
        log(trace("t").job("j1").get());
        see(GROWN, DONE);
        log(trace("t").job("j1").get());
        after(ALL, GROWN, DONE);

        assertThat(decide()).isEqualTo(NOT_APPLIED);
    }
}
