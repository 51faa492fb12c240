/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.port.AuditPort.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several orders of ours and of others, which the audit log keeps apart. */
class AuditedOrdersTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final StubAudit log = new StubAudit(time);

    @AfterEach
    void isNotInterrupted() {
        Thread.interrupted();
    }

    private ScaleOutFlow flow() {
        return ScaleOutFlow.builder(provider).time(time).audit(log).build();
    }

    private static OrderTrace daysAgo(TraceSample trace) {
        return trace.after(Duration.ofDays(3).negated()).get();
    }

    private static String told(java.util.function.Supplier<Submission> call) {
        try {
            return String.valueOf(call.get());
        } catch (UnresolvedSubmissionException unknown) {
            return "unknown " + unknown.evidence().doubt();
        }
    }

    @Test
    void an_order_that_waits_to_be_paid_is_not_given_the_job_of_somebody_else() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        OrderTrace earlier = daysAgo(trace("earlier").order("CS0"));
        OrderTrace ours = trace("t").order("CS1").get();
        // Its trace comes four minutes late.
        log.answers(() ->
                new Page(time.elapsed().toMinutes() < 4 ? List.of(earlier) : List.of(earlier, ours), Optional.empty()));
        // Placed, not paid; a colleague adds as many nodes by hand.
        provider.nextAnswerIsLost(() ->
                provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4), job("colleagues", "Completed")));
        try (ScaleOutFlow flow = flow()) {
            Submission found = flow.submit(INSTANCE, request(2));

            assertThat(found).isInstanceOfSatisfying(Submission.FoundApplied.class, applied -> {
                assertThat(applied.orderId()).contains(new OrderId("CS1"));
                assertThat(applied.jobId()).isEmpty();
            });
        }
    }

    @Test
    void an_order_whose_job_the_log_names_is_not_given_another_that_is_listed_before() {
        OrderTrace earlier = daysAgo(trace("earlier").job("j0"));
        OrderTrace ours = trace("t").job("ours").get();
        log.answers(() ->
                new Page(time.elapsed().toMinutes() < 4 ? List.of(earlier) : List.of(earlier, ours), Optional.empty()));
        provider.nextAnswerIsLost(() -> provider.shows(instance("RUNNING", 4), job("colleagues", "Completed")));
        try (ScaleOutFlow flow = flow()) {
            Submission found = flow.submit(INSTANCE, request(2));

            assertThat(found)
                    .isInstanceOfSatisfying(Submission.FoundApplied.class, applied -> assertThat(applied.jobId())
                            .contains(new JobId("ours")));
        }
    }

    @Test
    void the_record_of_the_result_of_our_order_that_was_paid_late_is_not_that_of_the_next_one() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        provider.nextAnswer(() -> new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId("CS1")));
        try (ScaleOutFlow flow = flow()) {
            Submission.Applied first = (Submission.Applied) flow.submit(INSTANCE, request(2));
            // Paid within the hour; its job is too old to be listed before the next order.
            CompletableFuture<ScaledOut> came = flow.await(first);
            time.run(Duration.ofMinutes(55));
            provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4));
            time.run(Duration.ofMinutes(10));
            assertThat(came).isCompleted();
            log.shows(
                    trace("request").order("CS1").get(),
                    trace("result").job("j1").after(Duration.ofMinutes(54)).get());
            // Never placed.
            provider.nextAnswerIsLost(() -> {});

            assertThat(told(() -> flow.submit(INSTANCE, request(2)))).doesNotStartWith("FoundApplied");
        }
    }

    private Evidence interrupted(ScaleOutFlow flow, Runnable meanwhile) {
        provider.nextAnswerIsLost(() -> {
            meanwhile.run();
            Thread.currentThread().interrupt();
        });
        UnresolvedSubmissionException unknown =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request(2)));
        Thread.interrupted();
        assertThat(unknown).isNotNull();
        return unknown.evidence();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_accepted_order_is_not_told_as_not_applied_because_another_lost_one_was_guessed_to_be_it(boolean audited) {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        OrderTrace earlier = daysAgo(trace("earlier").order("CS0"));
        ScaleOutFlow plain = ScaleOutFlow.builder(provider).time(time).build();
        try (ScaleOutFlow flow = audited ? flow() : plain) {
            // Never arrived.
            Evidence first = interrupted(flow, () -> {});
            time.run(Duration.ofMinutes(1));
            // Placed, paid at once, and done.
            Evidence second = interrupted(flow, () -> {
                log.shows(
                        earlier,
                        trace("t").order("CS2").job("j2").after(time.elapsed()).get());
                provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 4), job("j2", "Completed"));
            });
            told(() -> flow.reconcile(first));

            assertThat(told(() -> flow.reconcile(second))).doesNotStartWith("FoundNotApplied");
        }
    }

    @Test
    void an_accepted_order_in_the_log_that_one_of_two_lost_ones_must_be_contradicts_that_nothing_came() {
        try (ScaleOutFlow flow = flow()) {
            // Never arrived.
            interrupted(flow, () -> {});
            time.run(Duration.ofMinutes(1));
            // Accepted; neither its job nor its nodes are shown within the quiet time.
            provider.nextAnswerIsLost(
                    () -> log.shows(trace("t").job("j2").after(time.elapsed()).get()));

            assertThat(told(() -> flow.submit(INSTANCE, request(2)))).doesNotStartWith("FoundNotApplied");
        }
    }

    /** The machine's clock, which is ahead for a while. */
    private record Wall(VirtualTime time, AtomicReference<Duration> ahead) implements Timekeeper {

        @Override
        public Instant now() {
            return time.now().plus(ahead.get());
        }

        @Override
        public Duration elapsed() {
            return time.elapsed();
        }

        @Override
        public void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
            time.await(signal, atMost);
        }

        @Override
        public Alarm schedule(Duration delay, Runnable task) {
            return time.schedule(delay, task);
        }

        @Override
        public void close() {
            time.close();
        }
    }

    @Test
    void an_accepted_order_is_found_though_the_clock_was_ahead_when_an_earlier_one_was_sent() {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", 2));
        OrderTrace earlier = daysAgo(trace("earlier").order("CS0"));
        Wall wall = new Wall(time, new AtomicReference<>(Duration.ofHours(1)));
        try (ScaleOutFlow flow =
                ScaleOutFlow.builder(provider).time(wall).audit(log).build()) {
            provider.nextAnswer(() -> {
                throw new ScaleOutRejectedException(RejectionReason.QUOTA, "no more", ProviderError.NONE);
            });
            assertThat(catchThrowable(() -> flow.submit(INSTANCE, request(2)))).hasMessageContaining("no more");
            // The clock is set right.
            wall.ahead().set(Duration.ZERO);
            time.run(Duration.ofMinutes(5));
            provider.nextAnswerIsLost(() -> log.shows(
                    earlier, trace("t").order("CS1").after(time.elapsed()).get()));

            assertThat(told(() -> flow.submit(INSTANCE, request(2)))).startsWith("FoundApplied");
        }
    }
}
