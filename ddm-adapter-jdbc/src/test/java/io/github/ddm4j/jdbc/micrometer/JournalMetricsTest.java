/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalMetricsTest {

    private static final InstanceId INSTANCE = new InstanceId("in1");
    private static final Correlation CORRELATION =
            new Correlation(INSTANCE, Optional.empty(), 0, Optional.empty(), Optional.empty());

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final JournalMetrics metrics = JournalMetrics.of(meters);

    private static KeyStatus status(KeyState state, Duration age) {
        return new KeyStatus(
                new IdempotencyKey("key"),
                INSTANCE,
                state,
                Stamp.random(),
                age,
                Duration.ZERO,
                true,
                1,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private double unsettled(String state) {
        return meters.get("ddm.journal.unsettled").tag("state", state).gauge().value();
    }

    @Test
    void what_the_journal_does_is_counted_from_zero_on() {
        assertThat(meters.get("ddm.journal.takeovers").counter().count()).isZero();

        metrics.on(new FlowEvent.TakenOver(CORRELATION));
        metrics.on(new FlowEvent.JournalFailed(CORRELATION, new IllegalStateException()));
        metrics.on(new FlowEvent.NotRecorded(CORRELATION));

        assertThat(meters.get("ddm.journal.takeovers").counter().count()).isEqualTo(1);
        assertThat(meters.get("ddm.journal.failures").counter().count()).isEqualTo(1);
        assertThat(meters.get("ddm.journal.unrecorded").counter().count()).isEqualTo(1);
        assertThat(meters.get("ddm.journal.remembered").counter().count()).isZero();
    }

    @Test
    void what_is_unsettled_is_shown_by_state_with_the_age_of_the_oldest() {
        metrics.watch(() -> List.of(
                status(KeyState.IN_DOUBT, Duration.ofMinutes(2)), status(KeyState.SENDING, Duration.ofMinutes(5))));

        assertThat(unsettled("in_doubt")).isEqualTo(1);
        assertThat(unsettled("sending")).isEqualTo(1);
        assertThat(unsettled("open")).isZero();
        assertThat(meters.get("ddm.journal.oldest").gauge().value()).isEqualTo(300);
    }

    @Test
    void a_journal_that_cannot_be_read_shows_no_number() {
        metrics.watch(() -> {
            throw ProviderUnavailableException.notAttempted("down", null);
        });

        assertThat(unsettled("in_doubt")).isNaN();
        assertThat(meters.get("ddm.journal.oldest").gauge().value()).isNaN();
    }

    @Test
    void all_gauges_together_read_once_and_again_after_a_while() {
        List<String> reads = new ArrayList<>();
        long[] now = {0};
        RecentlyRead recent = new RecentlyRead(
                () -> {
                    reads.add("read");
                    return List.of();
                },
                Duration.ofSeconds(15),
                () -> now[0]);

        recent.count(KeyState.OPEN);
        recent.oldestSeconds();
        assertThat(reads).hasSize(1);
        now[0] = Duration.ofSeconds(16).toNanos();
        recent.count(KeyState.OPEN);
        assertThat(reads).hasSize(2);
    }
}
