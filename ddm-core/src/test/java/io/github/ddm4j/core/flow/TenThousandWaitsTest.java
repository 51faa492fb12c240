/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobPage;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import io.github.ddm4j.core.port.JobPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TenThousandWaitsTest {

    private static final int WAITS = 10_000;
    private static final int LIMIT = 60;

    /** One list takes 79 requests: more than a minute allows. */
    private static final int PAGE = 128;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final List<Duration> requests = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private int lists;

    @Test
    void ten_thousand_jobs_are_waited_for_within_the_budget_and_without_a_thread_each() {
        int threads = Thread.activeCount();
        try (ScaleOutFlow flow = ScaleOutFlow.builder(this::scaleOut, instances(), jobs())
                .time(time)
                .listener(this::noteDelay)
                .build()) {
            List<CompletableFuture<ScaledOut>> waits = IntStream.range(0, WAITS)
                    .mapToObj(i -> flow.await(goal(i), Duration.ofDays(1)))
                    .toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new));
            time.run(Duration.ofDays(1), all::isDone);

            assertThat(all).isCompleted();
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        for (int i = LIMIT; i < requests.size(); i++) {
            assertThat(requests.get(i).minus(requests.get(i - LIMIT))).isGreaterThanOrEqualTo(MINUTE);
        }
        assertThat(lists).as("lists that serve all").isLessThan(20);
        assertThat(delays).as("ends that were noticed").hasSize(WAITS);
        assertThat(meanDelay()).as("from the end of a job to its notice").isLessThan(Duration.ofMinutes(4));
        System.out.printf(
                "10,000 waits: %d job lists, %d requests, %s until an end is noticed, %s of virtual time%n",
                lists, requests.size(), meanDelay(), time.elapsed());
    }

    private void noteDelay(FlowEvent event) {
        if (event instanceof FlowEvent.JobEnded ended) {
            delays.add(time.elapsed().minus(endOf(number(ended.job().id()))));
        }
    }

    private Duration meanDelay() {
        return delays.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(delays.size());
    }

    private ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        throw new AssertionError("a wait sends nothing");
    }

    private InstancePort instances() {
        return new InstancePort() {
            @Override
            public InstanceSnapshot instance(InstanceId instanceId) {
                throw new AssertionError("the nodes alone tell that they are there");
            }

            @Override
            public Optional<List<Node>> nodes(InstanceId instanceId) {
                note(1);
                return Optional.of(IntStream.range(0, 4)
                        .mapToObj(i -> new Node("n" + i, "normal", Optional.empty()))
                        .toList());
            }
        };
    }

    private JobPort jobs() {
        return new JobPort() {
            @Override
            public Job job(JobId jobId) {
                note(1);
                return jobAt(number(jobId));
            }

            @Override
            public List<Job> jobsSince(Instant since) {
                throw new AssertionError("all at once would be too many requests at once");
            }

            @Override
            public JobPage jobPage(Instant since, int offset) {
                lists += offset == 0 ? 1 : 0;
                note(1);
                int end = Math.min(offset + PAGE, WAITS);
                List<Job> jobs = IntStream.range(offset, end)
                        .mapToObj(TenThousandWaitsTest.this::jobAt)
                        .toList();
                return new JobPage(jobs, end == WAITS ? OptionalInt.empty() : OptionalInt.of(end));
            }
        };
    }

    private static int number(JobId jobId) {
        return Integer.parseInt(jobId.value().substring(1));
    }

    /** After an hour and i / 10 seconds. */
    private static Duration endOf(int i) {
        return HOUR.plusMillis(i * 100L);
    }

    private Job jobAt(int i) {
        boolean ended = time.elapsed().compareTo(endOf(i)) >= 0;
        return new Job(
                new JobId("j" + i),
                Job.ENLARGE_NODE,
                ended ? JobStatus.COMPLETED : JobStatus.RUNNING,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new InstanceId("i" + i)),
                Optional.empty());
    }

    private static ScaleOutGoal goal(int i) {
        return new ScaleOutGoal(
                new InstanceId("i" + i),
                Optional.empty(),
                4,
                Optional.of(new JobId("j" + i)),
                VirtualTime.START,
                Set.of());
    }

    private void note(int count) {
        requests.addAll(Collections.nCopies(count, time.elapsed()));
    }
}
