/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.Doubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A flow that is closed sends nothing more, also where its time goes on for others. */
class ClosingTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build();

    @AfterEach
    void no_flag_is_left_behind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void closed_while_it_looks_it_sends_nothing() {
        provider.duringNextRead(flow::close);

        assertNotSent();
        assertThat(provider.sent()).isZero();
    }

    @Test
    void closed_by_who_is_told_that_it_sends_it_sends_nothing() {
        List<ScaleOutFlow> told = new ArrayList<>();
        ScaleOutFlow closing = ScaleOutFlow.builder(provider)
                .time(time)
                .listener(event -> told.forEach(ScaleOutFlow::close))
                .build();
        told.add(closing);

        assertThatThrownBy(() -> closing.submit(INSTANCE, request(2)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Not sent: the flow was closed");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void closed_while_it_pauses_it_does_not_try_again() {
        provider.nextIsUnavailable(Duration.ofSeconds(20));
        time.schedule(Duration.ofSeconds(10), flow::close);

        assertNotSent();
        assertThat(provider.sent()).isEqualTo(1);
    }

    @Test
    void closed_while_it_finds_out_it_hands_over_what_was_seen() {
        provider.nextAnswerIsLost(() -> {});
        time.schedule(Duration.ofSeconds(15), flow::close);

        UnresolvedSubmissionException unknown =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> flow.submit(INSTANCE, request(2)));

        assertThat(unknown.evidence().doubt()).isEqualTo(Doubt.CLOSED);
        assertThat(unknown.evidence().observations()).isNotEmpty();
        assertThat(provider.calls.get(provider.calls.size() - 1)).isEqualTo("10 instance");
    }

    @Test
    void who_sleeps_in_real_time_is_woken() throws InterruptedException {
        try (Timekeeper shared = Timekeeper.system()) {
            ScaleOutFlow sleepy = ScaleOutFlow.builder(provider).time(shared).build();
            Thread submitter = Thread.currentThread();
            Thread closer = new Thread(() -> {
                while (submitter.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                sleepy.close();
            });
            provider.nextAnswer(() -> {
                closer.start();
                throw ProviderUnavailableException.throttled("Later", ProviderError.NONE, Duration.ofSeconds(100));
            });

            assertThatThrownBy(() -> sleepy.submit(INSTANCE, request(2)))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessage("Not sent: the flow was closed");
            closer.join();
        }
    }

    private void assertNotSent() {
        assertThatThrownBy(() -> flow.submit(INSTANCE, request(2)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Not sent: the flow was closed");
    }
}
