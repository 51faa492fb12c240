/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeTrace;
import io.github.ddm4j.feign.auth.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that waits to be paid, looked for almost a week later. */
class AgedOrderTest {

    private static final Instant START = Instant.parse("2026-06-05T08:00:00Z");
    private final FakeClock clock = FakeClock.at(START);
    private final FakeCloud cloud =
            FakeCloud.builder().clock(clock).withExamples().build();

    private final class CloudTime implements Timekeeper {

        private record Task(Duration at, long number, Runnable work) {}

        private final Queue<Task> tasks =
                new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
        private long number;

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public Duration elapsed() {
            return Duration.between(START, clock.instant());
        }

        @Override
        public void await(CompletableFuture<?> signal, Duration atMost) {
            Duration end = elapsed().plus(atMost);
            while (!signal.isDone() && elapsed().compareTo(end) < 0) {
                Task task = tasks.peek();
                Duration to = task != null && task.at().compareTo(end) < 0 ? task.at() : end;
                if (to.compareTo(elapsed()) > 0) {
                    clock.advance(to.minus(elapsed()));
                }
                if (task != null && task.at().compareTo(elapsed()) <= 0) {
                    tasks.remove().work().run();
                }
            }
        }

        @Override
        public Alarm schedule(Duration delay, Runnable task) {
            Task scheduled = new Task(elapsed().plus(delay), number++, task);
            tasks.add(scheduled);
            return () -> tasks.remove(scheduled);
        }

        @Override
        public void close() {
            tasks.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT100H", "PT166H", "PT167H10M", "PT167H30M"})
    void an_unpaid_order_is_not_told_as_not_applied_because_the_adapter_read_less_than_the_flow_asked_for(
            Duration later) {
        ScaleOutRequest request = ScaleOutRequest.builder(Examples.FLAVOR, 1).build();
        try (FakeDdmServer server = FakeDdmServer.start(cloud);
                FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                                server.uri(), Examples.PROJECT, AccessKey.of(Examples.ACCESS_KEY, Examples.SECRET_KEY))
                        .clock(clock)
                        .audit(AuditSettings.of(server.uri()))
                        .build();
                ScaleOutFlow flow = ScaleOutFlow.builder(adapter)
                        .audit(adapter.auditPort().orElseThrow())
                        .time(new CloudTime())
                        .build()) {
            // The process that ordered has ended; its gate has stored the baseline.
            Baseline baseline = new Baseline(
                    request,
                    adapter.instance(Examples.YEARLY_MONTHLY_INSTANCE),
                    clock.instant(),
                    clock.instant().minus(Duration.ofMinutes(15)),
                    Set.of());
            adapter.scaleOut(Examples.YEARLY_MONTHLY_INSTANCE, request);
            clock.advance(Duration.ofDays(3));
            // Later one of ours was accepted that nobody will take for it: the log shows ours.
            cloud.auditLog()
                    .add(FakeTrace.builder(Examples.YEARLY_MONTHLY_INSTANCE, clock.instant())
                            .byAccessKey(Examples.USER, Examples.ACCESS_KEY)
                            .code(200)
                            .request("{\"flavor_id\":\"" + Examples.FLAVOR + "\",\"node_number\":3}")
                            .response("{\"orderId\":\"CS99\"}")
                            .build());
            clock.advance(later.minus(Duration.ofDays(3)));

            String told;
            try {
                Submission submission = flow.reconcile(baseline);
                told = submission.getClass().getSimpleName();
            } catch (UnresolvedSubmissionException unknown) {
                told = "unknown " + unknown.evidence().doubt();
            }
            assertThat(told).isNotEqualTo("FoundNotApplied");
        }
    }
}
