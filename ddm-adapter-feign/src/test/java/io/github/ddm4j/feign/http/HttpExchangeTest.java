/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.core.port.SendPermit;
import io.github.ddm4j.feign.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpExchangeTest {

    private static final long FAR = System.nanoTime() + Duration.ofHours(1).toNanos();

    private final HttpExchange exchange = new HttpExchange(100, null);

    @Test
    void its_time_is_over_at_the_deadline_and_not_before() {
        exchange.cutIfOver(99);
        assertThat(exchange.cut()).isNull();

        exchange.cutIfOver(100);
        assertThat(exchange.cut()).isEqualTo(HttpExchange.Cut.DEADLINE);
    }

    @Test
    void an_interrupt_of_the_caller_comes_before_the_deadline() {
        Thread.currentThread().interrupt();
        exchange.cutIfOver(100);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(exchange.cut()).isEqualTo(HttpExchange.Cut.INTERRUPT);
    }

    @Test
    void the_first_reason_stays() {
        exchange.cut(HttpExchange.Cut.CLOSE);
        exchange.cutIfOver(100);

        assertThat(exchange.cut()).isEqualTo(HttpExchange.Cut.CLOSE);
    }

    @Test
    void a_cut_ends_the_connection_in_use_and_any_that_is_named_later() {
        AtomicInteger ended = new AtomicInteger();
        exchange.uses(new ConnectionStub(ended::incrementAndGet).connection());
        assertThat(ended).hasValue(0);

        exchange.cut(HttpExchange.Cut.CLOSE);
        assertThat(ended).hasValue(1);

        exchange.uses(new ConnectionStub(ended::incrementAndGet).connection());
        assertThat(ended).hasValue(2);
    }

    @Test
    void nobody_is_asked_for_leave_once_nobody_waits_any_more() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpExchange late = new HttpExchange(System.nanoTime() - 1, () -> {
            asked.incrementAndGet();
            return permit(Duration.ofHours(1));
        });
        try (ConnectedPair pair = ConnectedPair.plain()) {
            assertThatThrownBy(() -> late.handOver(pair.connection())).isInstanceOf(InterruptedIOException.class);
        }

        assertThat(asked).hasValue(0);
        assertThat(late.handedOver()).isFalse();
    }

    @Test
    void what_was_stopped_before_its_first_byte_stays_unsent_though_leave_would_be_given_now() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpExchange refusedOnce = new HttpExchange(FAR, () -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("not now");
            }
            return permit(Duration.ofHours(1));
        });
        try (ConnectedPair pair = ConnectedPair.plain()) {
            assertThatIllegalStateException().isThrownBy(() -> refusedOnce.handOver(pair.connection()));
            assertThatThrownBy(() -> refusedOnce.handOver(pair.connection())).isInstanceOf(IOException.class);
        }

        assertThat(asked).hasValue(1);
        assertThat(refusedOnce.handedOver()).isFalse();
    }

    @Test
    void a_caller_that_is_interrupted_while_the_gate_works_sends_nothing() throws Exception {
        HttpExchange interrupted = new HttpExchange(FAR, () -> {
            Thread.currentThread().interrupt();
            return permit(Duration.ofHours(1));
        });
        try (ConnectedPair pair = ConnectedPair.plain()) {
            assertThatThrownBy(() -> interrupted.handOver(pair.connection()))
                    .isInstanceOf(InterruptedIOException.class);
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.handedOver()).isFalse();
    }

    @Test
    void leave_that_is_over_is_none() throws Exception {
        HttpExchange tooLate = new HttpExchange(FAR, () -> permit(Duration.ZERO));
        HttpExchange inTime = new HttpExchange(FAR, () -> permit(Duration.ofHours(1)));
        try (ConnectedPair pair = ConnectedPair.plain()) {
            assertThatThrownBy(() -> tooLate.handOver(pair.connection()))
                    .isInstanceOf(ProviderUnavailableException.class);
            inTime.handOver(pair.connection());
        }

        assertThat(tooLate.handedOver()).isFalse();
        assertThat(inTime.handedOver()).isTrue();
    }

    @Test
    void the_time_left_runs_down_to_the_deadline_and_on() {
        assertThat(new HttpExchange(FAR, null).timeLeft()).isPositive();
        assertThat(new HttpExchange(System.nanoTime() - 1, null).timeLeft()).isNegative();
    }

    private static SendPermit permit(Duration time) {
        return SendPermit.ask((instance, request) -> Permission.granted(time), Wire.INSTANCE, Wire.ONE_NODE);
    }
}
