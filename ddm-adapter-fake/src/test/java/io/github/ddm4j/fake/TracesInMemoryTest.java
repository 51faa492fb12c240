/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.FakeAuditLog.Field;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log as the adapter in memory shows it. */
class TracesInMemoryTest {

    private static final Instant START = Instant.parse("2026-06-05T08:00:00Z");
    private static final ScaleOutRequest TWO_NODES =
            ScaleOutRequest.builder(Examples.FLAVOR, 2).build();

    private final FakeClock clock = FakeClock.at(START);
    private final FakeCloud cloud =
            FakeCloud.builder().clock(clock).withExamples().build();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final InMemoryScaleOutAdapter adapter = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
            .accessKey("KEY-OF-MINE")
            .circuitBreakerRegistry(registry)
            .build();

    private List<OrderTrace> traces() {
        return adapter.orderTraces(Examples.INSTANCE, START, Optional.empty()).traces();
    }

    private OrderTrace only() {
        assertThat(traces()).hasSize(1);
        return traces().get(0);
    }

    @Test
    void an_order_whose_answer_was_lost_is_found_as_ours_with_its_job() {
        cloud.failNext(Fault.hangUp().afterApplying());
        catchThrowableOfType(OutcomeUnknownException.class, () -> adapter.scaleOut(Examples.INSTANCE, TWO_NODES));

        OrderTrace trace = only();
        assertThat(trace.actor().by()).isEqualTo(By.OUR_KEY);
        assertThat(trace.asked().nodes()).hasValue(2);
        assertThat(trace.result().jobId())
                .contains(cloud.jobs(Examples.PROJECT).get(0).id());
        assertThat(trace.accepted()).isTrue();
    }

    @Test
    void an_order_that_never_arrived_leaves_none() {
        cloud.failNext(Fault.hangUp());
        catchThrowableOfType(OutcomeUnknownException.class, () -> adapter.scaleOut(Examples.INSTANCE, TWO_NODES));

        assertThat(traces()).isEmpty();
    }

    @Test
    void an_order_that_lies_there_leaves_its_trace_when_it_is_applied() {
        cloud.failNext(Fault.slow(Duration.ofMinutes(5)));
        catchThrowableOfType(OutcomeUnknownException.class, () -> adapter.scaleOut(Examples.INSTANCE, TWO_NODES));
        assertThat(traces()).isEmpty();

        clock.advance(Duration.ofMinutes(5));
        assertThat(only().time()).isEqualTo(START.plus(Duration.ofMinutes(5)));
        assertThat(only().actor().by()).isEqualTo(By.OUR_KEY);
    }

    @Test
    void an_adapter_with_another_key_is_somebody_else() {
        InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                .accessKey("KEY-OF-ANOTHER")
                .build()
                .scaleOut(Examples.INSTANCE, TWO_NODES);

        assertThat(only().actor().by()).isEqualTo(By.OTHERS);
    }

    @Test
    void without_a_key_in_the_trace_nobody_knows_and_the_console_is_others() {
        adapter.scaleOut(Examples.INSTANCE, TWO_NODES);
        cloud.auditLog().setLeftOut(Field.ACCESS_KEY);
        assertThat(only().actor().by()).isEqualTo(By.UNKNOWN);
        assertThat(only().actor().user()).contains(Examples.USER);

        cloud.auditLog().setLeftOut(Field.USER);
        assertThat(only().actor().user()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);
        assertThat(traces().get(0).actor().by()).isEqualTo(By.OTHERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "[]", "{\"node_number\":\"two\",\"flavor_id\":\"a b\"}", "{\"node_number\":0}"})
    void a_request_that_is_none_says_nothing(String request) {
        cloud.auditLog()
                .add(FakeTrace.builder(Examples.INSTANCE, START)
                        .request(request)
                        .response(request)
                        .build());

        assertThat(only().asked()).isEqualTo(Asked.NOTHING_TOLD);
    }

    @Test
    void a_megabyte_of_request_says_nothing_and_is_not_shown() {
        cloud.auditLog()
                .add(FakeTrace.builder(Examples.INSTANCE, START)
                        .request("{\"node_number\":2,\"note\":\"" + "x".repeat(1024 * 1024) + "\"}")
                        .build());

        assertThat(only().asked()).isEqualTo(Asked.NOTHING_TOLD);
        assertThat(only().toString()).doesNotContain("xxxx");
    }

    @Test
    void no_text_shows_an_access_key() {
        adapter.scaleOut(Examples.INSTANCE, TWO_NODES);

        assertThat(traces().toString() + adapter + cloud.auditLog()).doesNotContain("KEY-OF");
    }

    @Test
    void a_missing_permission_and_a_log_that_is_switched_off_are_rejected() {
        cloud.auditLog().setReadable(false);
        assertThat(catchThrowableOfType(ScaleOutRejectedException.class, this::traces)
                        .reason())
                .isEqualTo(RejectionReason.ACCESS);

        cloud.auditLog().setReadable(true);
        cloud.auditLog().setSwitchedOn(false);
        assertThat(catchThrowableOfType(ScaleOutRejectedException.class, this::traces)
                        .reason())
                .isEqualTo(RejectionReason.NOT_FOUND);
    }

    @Test
    void a_log_that_is_down_is_unavailable_and_counts_for_its_own_breaker_alone() {
        cloud.failNext(Fault.hangUp().onReads());
        catchThrowableOfType(ProviderUnavailableException.class, this::traces);

        assertThat(registry.circuitBreaker(InMemoryScaleOutAdapter.AUDIT_BREAKER)
                        .getMetrics()
                        .getNumberOfFailedCalls())
                .isEqualTo(1);
        assertThat(registry.circuitBreaker(InMemoryScaleOutAdapter.READ_BREAKER)
                        .getMetrics()
                        .getNumberOfBufferedCalls())
                .isZero();
    }

    @Test
    void a_token_that_ended_is_refused_before_anything_is_recorded() {
        InMemoryScaleOutAdapter stale = InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT)
                .token("no-token-of-the-cloud")
                .build();
        catchThrowableOfType(ScaleOutRejectedException.class, () -> stale.scaleOut(Examples.INSTANCE, TWO_NODES));

        assertThat(cloud.auditLog().size()).isZero();
    }
}
