/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTraceTest {

    @Test
    void what_succeeded_was_accepted_and_one_sign_of_it_is_enough() {
        assertThat(trace("t").get().accepted()).isTrue();
        assertThat(trace("t").rated(Rating.NORMAL, OptionalInt.empty()).get().accepted())
                .isTrue();
        assertThat(trace("t").ofUnknownEnd().job("j1").get().accepted()).isTrue();
        assertThat(trace("t").ofUnknownEnd().order("CS1").get().accepted()).isTrue();
        assertThat(trace("t").get().failed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"WARNING", "INCIDENT"})
    void what_failed_was_not_accepted_unless_it_names_what_came_of_it(Rating rating) {
        OrderTrace failed = trace("t").rated(rating, OptionalInt.empty()).get();
        assertThat(failed.failed()).isTrue();
        assertThat(failed.accepted()).isFalse();

        OrderTrace jobFailed =
                trace("t").rated(rating, OptionalInt.of(200)).job("j1").get();
        assertThat(jobFailed.failed()).isFalse();
        assertThat(jobFailed.accepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 400, 500})
    void what_contradicts_itself_is_neither(int status) {
        OrderTrace trace =
                trace("t").rated(Rating.NORMAL, OptionalInt.of(status)).get();

        assertThat(trace.failed()).isFalse();
        assertThat(trace.accepted()).isEqualTo(status < 300);
        assertThat(trace("t").failed(409, "DBS.200019").job("j1").get())
                .returns(false, OrderTrace::accepted)
                .returns(false, OrderTrace::failed);
    }

    @Test
    void what_tells_nothing_is_neither() {
        assertThat(trace("t").ofUnknownEnd().get())
                .returns(false, OrderTrace::accepted)
                .returns(false, OrderTrace::failed);
    }

    @Test
    void only_our_key_and_our_user_are_we() {
        assertThat(By.values()).filteredOn(By::isUs).containsExactly(By.OUR_KEY, By.OUR_USER);
    }

    @Test
    void texts_are_one_bounded_line_each() {
        OrderTrace.Actor actor = new OrderTrace.Actor(
                By.OTHERS, Optional.of("a\nb"), Optional.of("x".repeat(1_000_000)), Optional.of("k\u2028"));

        assertThat(actor.user()).contains("a b");
        assertThat(actor.address().orElseThrow()).hasSizeLessThan(600);
        assertThat(actor.kind()).contains("k ");
        assertThatNullPointerException()
                .isThrownBy(() -> new OrderTrace.Actor(By.OTHERS, null, Optional.empty(), Optional.empty()))
                .withMessage("user");
    }
}
