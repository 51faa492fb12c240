/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every option does what it says, and each setter goes on with the same builder. */
class FlowOptionsTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);

    private ScaleOutFlow flow(UnaryOperator<ScaleOutFlowBuilder> options) {
        return options.apply(ScaleOutFlow.builder(provider)).time(time).build();
    }

    @Test
    void one_attempt_may_be_all() {
        provider.nextIsUnavailable(null);
        try (ScaleOutFlow flow = flow(options -> options.maxAttempts(1))) {
            assertThat(submit(flow)).isInstanceOf(ProviderUnavailableException.class);
        }
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void two_attempts_are_two() {
        provider.nextIsUnavailable(null);
        try (ScaleOutFlow flow = flow(options -> options.maxAttempts(2))) {
            assertThat(submit(flow)).isNull();
        }
        assertThat(provider.sent()).isEqualTo(2);
    }

    @Test
    void the_time_to_send_within_bounds_the_attempts() {
        provider.nextIsUnavailable(null);
        try (ScaleOutFlow flow = flow(options -> options.sendWithin(Duration.ofSeconds(4)))) {
            assertThat(submit(flow)).isInstanceOf(ProviderUnavailableException.class);
        }
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void the_time_to_find_out_within_bounds_the_looks_and_the_last_one_is_at_its_end() {
        provider.nextAnswerIsLost(() -> {});
        try (ScaleOutFlow flow = flow(options -> options.quietTime(Duration.ofSeconds(30))
                .reconcileWithin(Duration.ofSeconds(31))
                .pollInterval(Duration.ofSeconds(25)))) {
            assertThat(submit(flow)).isNull();
        }
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(31));

        provider.nextAnswerIsLost(() -> provider.shows(Samples.instance("GROWING", 2)));
        try (ScaleOutFlow flow =
                flow(options -> options.quietTime(Duration.ofSeconds(30)).reconcileWithin(Duration.ofSeconds(31)))) {
            assertThat(submit(flow)).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(62));
    }

    @Test
    void the_tolerance_for_clocks_says_from_when_on_jobs_are_read() {
        try (ScaleOutFlow flow = flow(options -> options.clockTolerance(Duration.ofHours(2)))) {
            assertThat(flow.submit(INSTANCE, request(2)).baseline().jobsSince())
                    .isEqualTo(VirtualTime.START.minus(Duration.ofHours(2)));
        }
    }

    @Test
    void a_wait_lasts_as_long_as_the_flow_says_where_the_call_does_not() {
        try (ScaleOutFlow flow = flow(options -> options.waitAtMost(Duration.ofMinutes(2)))) {
            Submission.Applied submission = (Submission.Applied) flow.submit(INSTANCE, request(2));
            provider.shows(Samples.instance("GROWING", 2), Samples.job("j1", "Running"));
            CompletableFuture<ScaledOut> wait = flow.await(submission);
            time.run(Duration.ofSeconds(119));
            assertThat(wait).isNotDone();
            time.run(Duration.ofSeconds(1));
            assertThat(wait).isCompletedExceptionally();
        }
    }

    @Test
    void the_budget_bounds_the_calls_of_a_period() {
        try (ScaleOutFlow flow =
                flow(options -> options.callBudget(5, Duration.ofSeconds(7)).checkLinkedRds(false))) {
            flow.submit(INSTANCE, request(2));
            flow.submit(new InstanceId("i2"), request(2));
        }
        assertThat(provider.calls)
                .containsExactly("0 jobs", "0 instance", "0 scaleOut", "7 jobs", "7 instance", "7 scaleOut");
    }

    private static Throwable submit(ScaleOutFlow flow) {
        return catchThrowable(() -> flow.submit(INSTANCE, request(2)));
    }
}
