/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow =
            ScaleOutFlow.builder(provider, provider, provider).time(time).build();

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void it_shows_the_nodes_before_and_after_and_sends_nothing() {
        provider.shows(instance("RUNNING", 2, 3));

        Preview preview = flow.preview(INSTANCE, Samples.request(2)).orThrow();

        assertThat(preview)
                .returns(true, Preview::possible)
                .returns(5, Preview::nodesBefore)
                .returns(7, Preview::nodesAfter);
        assertThat(preview.groupBefore().map(NodeGroup::nodeCount)).contains(2);
        assertThat(preview.groupAfter().map(NodeGroup::nodeCount)).contains(4);
        assertThat(provider.calls).containsExactly("0 instance");
    }

    @Test
    void the_only_group_is_the_one_that_grows_though_the_request_names_none() {
        ScaleOutRequest request = ScaleOutRequest.builder("flavor-1", 1).build();

        assertThat(flow.preview(INSTANCE, request).groupBefore().map(NodeGroup::id))
                .contains(Samples.GROUP);
    }

    @Test
    void violations_are_listed_and_thrown_only_if_asked_to() {
        provider.shows(instance("FROZEN", 20, 12));
        ScaleOutRequest request = ScaleOutRequest.builder("flavor-1", 1).build();

        Preview preview = flow.preview(INSTANCE, request);

        assertThat(preview.possible()).isFalse();
        assertThat(preview.groupBefore()).isEmpty();
        assertThat(preview.violations()).extracting(Violation::rule).containsExactly(Rule.V7, Rule.V8, Rule.V10);
        assertThatThrownBy(preview::orThrow).isInstanceOf(InvalidScaleOutException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PAY_PER_USE, false, BY_USE",
        "PAY_PER_USE, true, BY_USE",
        "YEARLY_MONTHLY, false, ORDER_PAID_BY_HAND",
        "YEARLY_MONTHLY, true, ORDER_PAID_AT_ONCE",
        "UNKNOWN, true, UNKNOWN"
    })
    void it_says_how_the_nodes_would_be_paid_for(BillingMode billing, boolean autoPay, Payment payment) {
        provider.shows(instance(billing, "RUNNING", 2));
        ScaleOutRequest request =
                ScaleOutRequest.builder("flavor-1", 1).autoPay(autoPay).build();

        assertThat(flow.preview(INSTANCE, request).payment()).isEqualTo(payment);
    }

    @Test
    void an_interrupt_stops_it_before_it_reads_and_keeps_the_flag() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> flow.preview(INSTANCE, Samples.request(1)))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void a_closed_flow_reads_nothing() {
        flow.close();

        assertThatThrownBy(() -> flow.preview(INSTANCE, Samples.request(1))).isInstanceOf(IllegalStateException.class);
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void it_keeps_to_the_budget() {
        for (int i = 0; i < 20; i++) {
            flow.preview(INSTANCE, Samples.request(1));
        }

        assertThat(provider.calls.get(18)).isEqualTo("0 instance");
        assertThat(provider.calls.get(19)).isEqualTo("60 instance");
    }

    @Test
    void options_that_make_no_sense_are_refused_by_name_and_value() {
        ScaleOutFlowBuilder builder = ScaleOutFlow.builder(provider);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxAttempts(0))
                .withMessage("maxAttempts must be at least 1, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pollInterval(Duration.ZERO))
                .withMessage("pollInterval must be longer than zero, but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.quietTime(Duration.ofHours(1)).build())
                .withMessage("quietTime must be shorter than reconcileWithin, but was PT1H of PT30M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.quietTime(Duration.ofMinutes(30)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.callBudget(60, Duration.ofSeconds(-1)))
                .withMessage("period must be longer than zero, but was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.callBudget(4, Duration.ofSeconds(1)))
                .withMessage("calls must be at least 5, but was 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScaleOutFlow.builder(provider)
                        .callBudget(5, Duration.ofSeconds(1))
                        .build())
                .withMessage("calls must be at least 6, but was 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.reconcileWithin(Duration.ofDays(3651)))
                .withMessage("reconcileWithin must be at most PT87600H, but was PT87624H");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.sendWithin(null))
                .withMessage("sendWithin");
    }
}
