/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.NodeGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What changes no nodes of the instance does not disturb the quiet in which a lost answer is found out. */
class QuietTest {

    private enum Noise {
        NONE,
        A_JOB_THAT_GETS_ON,
        JOBS_OF_NOBODY_KNOWS_WHICH_INSTANCE,
        GROUPS_IN_ANOTHER_ORDER,
        GROUPS_RENAMED,
        STATUS_OF_OTHER_WORK
    }

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build();
    private final List<Job> jobs = new ArrayList<>();
    private int nodes = 2;
    private int look;

    @AfterEach
    void close() {
        flow.close();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_applied_is_found_as_soon_as_without_it(Noise noise) {
        Submission submission = submit(noise, () -> {
            nodes = 4;
            jobs.add(job("j7", "Completed"));
        });

        assertThat(submission).isInstanceOfSatisfying(Submission.FoundApplied.class, found -> assertThat(found.jobId())
                .contains(new JobId("j7")));
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(100));
    }

    @ParameterizedTest
    @EnumSource
    void what_was_not_applied_is_found_as_soon_as_without_it(Noise noise) {
        assertThat(submit(noise, () -> {})).isInstanceOf(Submission.FoundNotApplied.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(5));
    }

    private Submission submit(Noise noise, Runnable effect) {
        show(noise);
        provider.nextAnswerIsLost(() -> {
            effect.run();
            show(noise);
        });
        return flow.submit(INSTANCE, request(2));
    }

    /** At every second another picture. */
    private void show(Noise noise) {
        look++;
        InstanceSnapshot shown =
                instance(look % 10 == 5 && noise == Noise.STATUS_OF_OTHER_WORK ? "BACKUP" : "RUNNING", nodes, 3);
        List<NodeGroup> groups = new ArrayList<>(shown.groups());
        if (noise == Noise.GROUPS_IN_ANOTHER_ORDER && look % 2 == 0) {
            Collections.reverse(groups);
        }
        if (noise == Noise.GROUPS_RENAMED) {
            groups.replaceAll(group -> new NodeGroup(group.id(), "name " + look, group.readOnly(), group.nodeCount()));
        }
        List<Job> all = new ArrayList<>(jobs);
        if (noise == Noise.A_JOB_THAT_GETS_ON) {
            all.add(running("other", "MigrateLogicDb", Optional.of("x")));
        }
        if (noise == Noise.JOBS_OF_NOBODY_KNOWS_WHICH_INSTANCE) {
            all.add(running("nameless", Job.ENLARGE_NODE, Optional.empty()));
            all.add(running("nameless" + look, "RestartNode", Optional.empty()));
        }
        provider.shows(
                new InstanceSnapshot(
                        shown.id(),
                        shown.name(),
                        shown.status(),
                        shown.billingMode(),
                        shown.nodeCount(),
                        groups,
                        shown.nodes()),
                all.toArray(Job[]::new));
        time.schedule(Duration.ofSeconds(1), () -> show(noise));
    }

    private Job running(String id, String name, Optional<String> here) {
        return new Job(
                new JobId(id),
                name,
                JobStatus.RUNNING,
                OptionalInt.of(look % 100),
                Optional.empty(),
                Optional.empty(),
                here.map(any -> INSTANCE),
                Optional.empty());
    }

    @Test
    void a_job_of_no_instance_that_ended_well_is_named_where_the_nodes_have_come() {
        provider.nextAnswerIsLost(
                () -> provider.shows(instance("RUNNING", 4), ofNoInstance("j7", JobStatus.COMPLETED)));

        assertThat(flow.submit(INSTANCE, request(2)))
                .isInstanceOfSatisfying(Submission.FoundApplied.class, found -> assertThat(found.jobId())
                        .contains(new JobId("j7")));
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_job_of_no_instance_that_ended_well_is_another_instances_where_no_nodes_have_come() {
        provider.nextAnswerIsLost(
                () -> provider.shows(instance("RUNNING", 2), ofNoInstance("j7", JobStatus.COMPLETED)));

        assertThat(flow.submit(INSTANCE, request(2))).isInstanceOf(Submission.FoundNotApplied.class);
    }

    @Test
    void a_job_of_no_instance_that_failed_may_be_ours_and_have_left_no_trace() {
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 2), ofNoInstance("j7", JobStatus.FAILED)));

        Evidence evidence = catchThrowableOfType(
                        UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request(2)))
                .evidence();
        assertThat(evidence.doubt()).isEqualTo(Doubt.OTHER_CHANGES);
    }

    private static Job ofNoInstance(String id, JobStatus status) {
        return new Job(
                new JobId(id),
                Job.ENLARGE_NODE,
                status,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
