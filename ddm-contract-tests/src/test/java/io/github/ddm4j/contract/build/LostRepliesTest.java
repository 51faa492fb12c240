/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.Timekeeper;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The row of the README's table that no benchmark has: the same lost replies, and a flow that finds out. */
class LostRepliesTest {

    private static final int CALLS = 10_000;
    private static final int CALLS_FOR_AN_INSTANCE = 25;

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
    private final FakeCloud cloud = FakeCloud.builder()
            .clock(clock)
            .jobDuration(Duration.ofMinutes(1))
            .withExamples()
            .build();

    @Test
    void of_10_000_calls_with_every_tenth_reply_lost_the_flow_finds_each_out_and_buys_none_twice() throws Exception {
        int found = 0;
        try (var ddm = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();
                var flow = ScaleOutFlow.builder(ddm)
                        .time(new TimeOfTheClock())
                        .pollInterval(Duration.ofMinutes(1))
                        .checkLinkedRds(false)
                        .build()) {
            InstanceId instance = Examples.INSTANCE;
            ScaleOutRequest oneNode =
                    ScaleOutRequest.builder(Examples.FLAVOR, 1).build();
            for (int call = 0; call < CALLS; call++) {
                if (call % CALLS_FOR_AN_INSTANCE == 0) {
                    instance = newInstance(call);
                }
                if (call % 10 == 9) {
                    cloud.failNext(Fault.hangUp().afterApplying());
                }
                Submission submission = flow.submit(instance, oneNode);
                assertThat(submission).isInstanceOf(Submission.Applied.class);
                found += submission instanceof Submission.FoundApplied ? 1 : 0;
                clock.advance(Duration.ofMinutes(20)); // the job is over, and no later list holds it
            }
        }

        assertThat(found).isEqualTo(CALLS / 10);
        assertThat(cloud.accepted()).isEqualTo(CALLS);
        assertThat(cloud.requestsSeen()).isEqualTo(CALLS);
        assertThat(Files.readAllLines(Pages.ROOT.resolve("README.md")).subList(0, 30))
                .anyMatch(line -> line.startsWith("| **ddm4j**, [with the flow](") && line.endsWith(row()));
    }

    private String row() {
        return String.format(Locale.ROOT, " | %,d | 100 %% | 0 %% | 0 %% |", cloud.accepted() - CALLS);
    }

    private InstanceId newInstance(int number) {
        InstanceId instance = new InstanceId("shop-" + number);
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, instance)
                .group(new GroupId("main"), 2)
                .build());
        return instance;
    }

    /** Whoever waits lets the time of the fake pass. */
    private final class TimeOfTheClock implements Timekeeper {

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public Duration elapsed() {
            return Duration.between(Instant.EPOCH, clock.instant());
        }

        @Override
        public void await(CompletableFuture<?> signal, Duration atMost) {
            if (!signal.isDone() && !atMost.isNegative()) {
                clock.advance(atMost);
            }
        }

        @Override
        public Alarm schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("Nobody waits for nodes here");
        }

        @Override
        public void close() {
            // Nothing to end.
        }
    }
}
