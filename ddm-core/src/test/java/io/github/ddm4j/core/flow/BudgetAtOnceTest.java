/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many calls at once, and calls that take their time, keep to the budget too. */
class BudgetAtOnceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);

    @AfterEach
    void dropInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 25", "25, 0", "7, 13"})
    void thirty_six_submissions_at_once_keep_to_sixty_requests_in_any_minute(int there, int back) {
        provider.onTheWay(() -> time.run(Duration.ofSeconds(there)), () -> time.run(Duration.ofSeconds(back)));
        List<CompletableFuture<Submission>> submissions = new ArrayList<>();
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider)
                .time(time)
                .sendWithin(Duration.ofHours(1))
                .build()) {
            IntStream.range(0, 36)
                    .mapToObj(i -> new InstanceId("i" + i))
                    .forEach(instance -> time.schedule(
                            Duration.ZERO,
                            () -> submissions.add(
                                    flow.submitAsync(instance, request(1), Precondition.NONE, Runnable::run))));
            time.run(Duration.ofHours(1));
        }

        assertThat(submissions).hasSize(36).allSatisfy(each -> assertThat(each).isCompleted());
        List<Integer> requests = requests();
        for (int i = 60; i < requests.size(); i++) {
            assertThat(requests.get(i) - requests.get(i - 60))
                    .as("request %s", i)
                    .isGreaterThanOrEqualTo(60);
        }
    }

    /** The second of every request: an instance takes three. */
    private List<Integer> requests() {
        return provider.calls.stream()
                .flatMap(call -> Collections.nCopies(
                        call.endsWith("instance") ? 3 : 1, Integer.valueOf(call.substring(0, call.indexOf(' '))))
                        .stream())
                .sorted()
                .toList();
    }

    @Test
    void nobody_reads_for_an_order_that_cannot_be_sent_in_time() {
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider)
                .time(time)
                .callBudget(60, MINUTE)
                .sendWithin(Duration.ofSeconds(1))
                .build()) {
            List<Throwable> failures = IntStream.range(0, 100)
                    .mapToObj(i -> catchThrowable(() -> flow.submit(new InstanceId("i" + i), request(1))))
                    .filter(failure -> failure != null)
                    .toList();

            assertThat(failures).hasSize(89).allSatisfy(failure -> assertThat(failure)
                    .isInstanceOfSatisfying(
                            ProviderUnavailableException.class,
                            refused -> assertThat(refused.retryAfter()).contains(MINUTE))
                    .hasMessageContaining("The budget of 60 calls in 60000 ms has no room in time"));
        }
        assertThat(provider.calls).hasSize(11 * 3);
        assertThat(time.elapsed()).as("nobody waits for what cannot be").isZero();
    }

    @Test
    void an_order_that_waited_for_room_is_not_sent_too_late() {
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider)
                .time(time)
                .callBudget(6, MINUTE)
                .sendWithin(Duration.ofSeconds(90))
                .build()) {
            provider.onTheWay(() -> time.run(Duration.ofSeconds(20)), () -> {});
            flow.submit(INSTANCE, request(1));

            assertThat(catchThrowable(() -> flow.submit(new InstanceId("i2"), request(1))))
                    .isInstanceOf(ProviderUnavailableException.class);
        }
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void previews_that_are_interrupted_while_they_wait_give_their_room_back() {
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider)
                .time(time)
                .callBudget(6, Duration.ofSeconds(4))
                .checkLinkedRds(false)
                .build()) {
            flow.preview(INSTANCE, request(1));
            flow.preview(INSTANCE, request(1));
            for (int i = 0; i < 2; i++) {
                Thread.currentThread().interrupt();
                assertThat(catchThrowableOfType(
                                ProviderUnavailableException.class, () -> flow.preview(INSTANCE, request(1))))
                        .hasMessage("The instance was not read: the thread was interrupted");
                assertThat(Thread.interrupted()).isTrue();
            }
            time.schedule(Duration.ofSeconds(1), Thread.currentThread()::interrupt);
            assertThat(catchThrowable(() -> flow.preview(INSTANCE, request(1)))).isNotNull();
            assertThat(Thread.interrupted()).isTrue();

            flow.preview(INSTANCE, request(1));
        }
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(4));
    }
}
