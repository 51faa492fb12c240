/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.GROUP;
import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The end of a wait by the nodes of an instance alone. Its only group, g0, grows from 2 to 4 nodes. */
class NodesAloneTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final InstanceId OTHER = new InstanceId("i2");

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build();

    @AfterEach
    void close() {
        flow.close();
    }

    private static ScaleOutGoal goal(InstanceId instance, @Nullable String job, boolean onlyGroup) {
        return new ScaleOutGoal(
                instance,
                Optional.of(GROUP),
                4,
                Optional.ofNullable(job).map(JobId::new),
                VirtualTime.START,
                Set.of(),
                onlyGroup);
    }

    private CompletableFuture<ScaledOut> await(InstanceId instance, @Nullable String job) {
        return flow.await(goal(instance, job, true), HOUR);
    }

    private static Node[] nodes(int count, Optional<GroupId> group) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Node("n" + i, "normal", group))
                .toArray(Node[]::new);
    }

    @Test
    void once_a_job_has_ended_the_nodes_alone_tell_that_they_are_there_also_where_they_tell_no_group() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.showsNodes(nodes(4, Optional.empty()));
        CompletableFuture<ScaledOut> wait = await(INSTANCE, "j1");
        time.run(Duration.ofSeconds(15));

        assertThat(wait)
                .isCompletedWithValueMatching(done -> done.nodeCount() == 4)
                .isCompletedWithValueMatching(done -> done.nodes().equals(Arrays.asList(nodes(4, Optional.empty()))));
        assertThat(provider.calls).containsExactly("10 job", "10 nodes");
    }

    @Test
    void where_there_may_be_further_groups_the_whole_instance_is_read() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.showsNodes(nodes(4, Optional.of(GROUP)));
        flow.await(goal(INSTANCE, "j1", false), HOUR);
        time.run(Duration.ofSeconds(15));

        assertThat(provider.calls).containsExactly("10 job", "10 instance");
    }

    @Test
    void a_submission_knows_whether_its_group_is_the_only_one() {
        provider.shows(instance("RUNNING", 2, 3));
        Submission of2 = flow.submit(INSTANCE, Samples.request(2));
        provider.shows(instance("RUNNING", 2), job("j1", "Completed"));
        time.run(Duration.ofMinutes(10));
        assertThat(of2).isInstanceOfSatisfying(Submission.Applied.class, applied -> assertThat(
                        applied.goal().onlyGroup())
                .isFalse());

        try (ScaleOutFlow fresh = ScaleOutFlow.builder(provider).time(time).build()) {
            assertThat(fresh.submit(INSTANCE, Samples.request(2)))
                    .isInstanceOfSatisfying(
                            Submission.Applied.class,
                            applied -> assertThat(applied.goal().onlyGroup()).isTrue());
        }
    }

    @Test
    void too_few_nodes_have_the_whole_instance_read_at_once_and_from_then_on() {
        provider.shows(instance("RUNNING", 3), job("j1", "Completed"));
        provider.showsNodes(nodes(3, Optional.of(GROUP)));
        CompletableFuture<ScaledOut> wait = await(INSTANCE, "j1");
        time.run(Duration.ofSeconds(15));
        assertThat(wait).isNotDone();
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        time.run(Duration.ofSeconds(10));

        assertThat(wait).isCompleted();
        assertThat(provider.calls).containsExactly("10 job", "10 nodes", "10 instance", "20 instance");
    }

    @Test
    void nodes_that_failed_to_join_end_the_wait() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.showsNodes(new Node("n9", "enlargefail", Optional.of(GROUP)));
        CompletableFuture<ScaledOut> wait = await(INSTANCE, "j1");
        time.run(Duration.ofSeconds(15));

        assertThat(wait).isCompletedExceptionally();
        assertThat(provider.calls).containsExactly("10 job", "10 nodes");
    }

    @Test
    void one_read_ends_every_wait_of_the_instance_whose_job_has_ended_and_no_other() {
        provider.shows(instance("GROWING", 4), job("j1", "Completed"), job("j2", "Completed"), job("j3", "Running"));
        provider.showsNodes(nodes(4, Optional.of(GROUP)));
        List<CompletableFuture<ScaledOut>> ended = List.of(await(INSTANCE, "j1"), await(INSTANCE, "j2"));
        List<CompletableFuture<ScaledOut>> others =
                List.of(await(INSTANCE, "j3"), await(INSTANCE, null), await(OTHER, null));
        time.run(Duration.ofSeconds(10));

        assertThat(ended).allMatch(CompletableFuture::isDone);
        assertThat(others).noneMatch(CompletableFuture::isDone);
        assertThat(provider.calls).containsOnlyOnce("10 nodes");
    }

    @Test
    void an_instance_that_is_gone_ends_the_wait() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.showsNodes(nodes(4, Optional.of(GROUP)));
        provider.duringNextRead(() -> {});
        provider.nextReadFails(new ScaleOutRejectedException(RejectionReason.NOT_FOUND, "Gone", ProviderError.NONE));
        CompletableFuture<ScaledOut> wait = await(INSTANCE, "j1");
        time.run(Duration.ofSeconds(15));

        assertThat(wait).isCompletedExceptionally();
    }

    @Test
    void a_provider_without_an_answer_is_asked_for_the_nodes_again() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        provider.showsNodes(nodes(4, Optional.of(GROUP)));
        provider.duringNextRead(() -> {});
        provider.nextReadFails(
                ProviderUnavailableException.throttled("Too many", ProviderError.NONE, Duration.ofSeconds(30)));
        CompletableFuture<ScaledOut> wait = await(INSTANCE, "j1");
        time.run(Duration.ofSeconds(45));

        assertThat(wait).isCompleted();
        assertThat(provider.calls).containsExactly("10 job", "10 nodes", "40 nodes");
    }

    /** Ports that break their promise, or keep to the default. */
    static List<InstancePort> portsWithoutNodes() {
        return List.of(
                nodes(() -> Optional.empty()),
                nodes(() -> null),
                nodes(() -> Optional.of(Collections.singletonList(null))),
                nodes(() -> {
                    throw new UnsupportedOperationException();
                }),
                nodes(() -> {
                    throw new NoSuchMethodError();
                }));
    }

    private interface Told {
        @Nullable
        Optional<List<Node>> nodes();
    }

    private static InstancePort nodes(Told told) {
        return new InstancePort() {
            @Override
            public InstanceSnapshot instance(InstanceId id) {
                return Samples.instance("RUNNING", 4);
            }

            @Override
            public Optional<List<Node>> nodes(InstanceId id) {
                return told.nodes();
            }
        };
    }

    @ParameterizedTest
    @MethodSource("portsWithoutNodes")
    void where_nodes_cannot_be_read_alone_the_instance_is_read_and_nobody_else_is_kept_waiting(InstancePort port) {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"), job("j2", "Completed"));
        try (ScaleOutFlow unable =
                ScaleOutFlow.builder(provider, port, provider).time(time).build()) {
            List<CompletableFuture<ScaledOut>> waits = List.of(
                    unable.await(goal(INSTANCE, "j1", true), HOUR), unable.await(goal(OTHER, "j2", true), HOUR));
            time.run(Duration.ofSeconds(40));

            assertThat(waits).allMatch(wait -> wait.isDone() && !wait.isCompletedExceptionally());
        }
    }

    @Test
    void an_instance_or_a_job_that_is_told_as_null_keeps_nobody_else_waiting() {
        provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
        InstancePort nullForOne = id -> id.equals(INSTANCE) ? null : provider.instance(id);
        JobPort noJob = new JobPort() {
            @Override
            public Job job(JobId id) {
                return null;
            }

            @Override
            public List<Job> jobsSince(Instant since) {
                return List.of();
            }

            @Override
            public JobPage jobPage(Instant since, int offset) {
                return null;
            }
        };
        try (ScaleOutFlow broken =
                ScaleOutFlow.builder(provider, nullForOne, noJob).time(time).build()) {
            CompletableFuture<ScaledOut> alone = broken.await(goal(OTHER, "j1", true), HOUR);
            time.run(Duration.ofSeconds(40));
            assertThat(alone).isCompleted();

            broken.await(goal(INSTANCE, null, true), HOUR);
            CompletableFuture<ScaledOut> beside = broken.await(goal(OTHER, null, true), HOUR);
            time.run(Duration.ofSeconds(25));
            assertThat(beside).isCompleted();
        }
    }

    @Test
    void a_port_that_tells_no_nodes_alone_costs_nothing_of_the_budget() {
        provider.shows(instance("GROWING", 2), job("j1", "Running"));
        try (ScaleOutFlow narrow = ScaleOutFlow.builder(provider)
                .time(time)
                .callBudget(6, Duration.ofMinutes(1))
                .build()) {
            CompletableFuture<ScaledOut> wait = narrow.await(goal(INSTANCE, "j1", true), Duration.ofMinutes(1));
            time.run(Duration.ofSeconds(25));
            provider.shows(instance("RUNNING", 4), job("j1", "Completed"));
            time.run(Duration.ofSeconds(10));

            assertThat(wait).isCompleted();
            assertThat(provider.calls).containsExactly("10 job", "20 job", "30 job", "30 instance");
        }
    }
}
