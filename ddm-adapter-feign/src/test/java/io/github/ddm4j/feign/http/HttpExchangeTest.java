/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpExchangeTest {

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
}
