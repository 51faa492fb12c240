/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Correlation WHOLE = new Correlation(
            new InstanceId("i1"),
            Optional.of(new IdempotencyKey("ticket 7")),
            2,
            Optional.of("req-7"),
            Optional.of("4bf92f3577b34da6"));

    @Test
    void its_text_has_every_name_once() {
        assertThat(WHOLE)
                .hasToString("instance=i1 key=\"ticket 7\" attempt=2 request_id=req-7 trace_id=4bf92f3577b34da6");
    }

    @Test
    void what_is_absent_is_left_out() {
        assertThat(new Correlation(new InstanceId("i1"), Optional.empty(), 0, Optional.empty(), Optional.empty()))
                .hasToString("instance=i1");
    }

    @Test
    void foreign_words_cannot_look_like_fields_of_ours() {
        Correlation hostile = new Correlation(
                new InstanceId("i1"),
                Optional.of(new IdempotencyKey("a\" attempt=9")),
                1,
                Optional.of("r outcome=\"ok\"\n"),
                Optional.empty());

        assertThat(hostile).hasToString("instance=i1 key=\"a' attempt=9\" attempt=1 request_id=r_outcome__ok__");
    }

    @Test
    void a_gate_has_no_names_unless_it_says_so_and_keeps_them_behind_another_one() {
        SendGate named = new SendGate() {
            @Override
            public Permission ask(InstanceId instance, ScaleOutRequest request) {
                return Permission.granted();
            }

            @Override
            public Optional<Correlation> correlation() {
                return Optional.of(WHOLE);
            }
        };

        assertThat(SendGate.OPEN.correlation()).isEmpty();
        assertThat(SendGate.OPEN.andThen(named).correlation()).contains(WHOLE);
        assertThat(named.andThen(SendGate.OPEN).correlation()).contains(WHOLE);
    }
}
