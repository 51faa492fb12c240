/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.jdbc.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.ddm4j.core.flow.FlowEvent;
import io.github.ddm4j.core.flow.FlowListener;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.KeyStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The work of a flow's journal as meters. Give it to the flow as its listener, and let it {@linkplain #watch watch}
 * what is unsettled. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JournalMetrics implements FlowListener {

    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(15);

    private final MeterRegistry meters;
    private final Counter takeovers;
    private final Counter remembered;
    private final Counter failures;
    private final Counter unrecorded;

    private JournalMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.takeovers = meters.counter("ddm.journal.takeovers");
        this.remembered = meters.counter("ddm.journal.remembered");
        this.failures = meters.counter("ddm.journal.failures");
        this.unrecorded = meters.counter("ddm.journal.unrecorded");
    }

    /** Returns metrics that count into these meters, from 0 on. */
    public static JournalMetrics of(MeterRegistry meters) {
        return new JournalMetrics(requireNonNull(meters, "meters"));
    }

    /**
     * Shows the number of unsettled keys, and the time for which they have been so. The journal is read when the meters
     * are, once in 15 s at most; while it cannot be read, they show no number.
     *
     * @param unsettled such as {@code flow::unsettled}
     */
    public JournalMetrics watch(Supplier<List<KeyStatus>> unsettled) {
        RecentlyRead recent =
                new RecentlyRead(requireNonNull(unsettled, "unsettled"), READ_AGAIN_AFTER, System::nanoTime);
        for (KeyState state : List.of(KeyState.OPEN, KeyState.SENDING, KeyState.IN_DOUBT)) {
            Gauge.builder("ddm.journal.unsettled", recent, read -> read.count(state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
        Gauge.builder("ddm.journal.oldest", recent, RecentlyRead::oldestSeconds)
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
        return this;
    }

    @Override
    public void on(FlowEvent event) {
        if (event instanceof FlowEvent.TakenOver) {
            takeovers.increment();
        } else if (event instanceof FlowEvent.Remembered) {
            remembered.increment();
        } else if (event instanceof FlowEvent.JournalFailed) {
            failures.increment();
        } else if (event instanceof FlowEvent.NotRecorded) {
            unrecorded.increment();
        }
    }
}
