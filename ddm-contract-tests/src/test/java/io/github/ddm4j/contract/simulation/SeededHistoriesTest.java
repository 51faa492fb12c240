/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.simulation.SeededAuditLog.Quality;
import io.github.ddm4j.contract.simulation.SeededHistories.Report;
import io.github.ddm4j.contract.simulation.SeededHistory.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of what {@code .ci/simulation} plays, and the histories that were once told wrong. */
class SeededHistoriesTest {

    @Test
    void what_is_said_is_true_and_known_and_within_the_budget() {
        Report report = SeededHistories.play(0, 1_500, false, Long.MAX_VALUE);

        assertThat(report.findings()).isEmpty();
        for (String what : List.of(
                "FoundApplied",
                "FoundNotApplied",
                "Unresolved OTHER_CHANGES",
                "TurnAwaited",
                "ensured",
                "ReadFailed")) {
            assertThat(report.counts()).as(what).hasEntrySatisfying(what, count -> assertThat(count)
                    .isGreaterThan(50));
        }
    }

    /** The same histories, with and without the log, so that the difference is the log's. */
    @Test
    void with_a_whole_audit_log_nothing_is_untrue_and_hardly_anything_stays_unknown() {
        Report without = SeededHistories.play(0, 10_000, false, Long.MAX_VALUE);
        Report with = SeededHistories.play(0, 10_000, true, Long.MAX_VALUE);

        assertThat(with.findings()).isEmpty();
        for (String paid : List.of("by use", "yearly/monthly")) {
            assertThat(unknown(without, "WHOLE, " + paid)).as(paid).isGreaterThan(0.05);
            assertThat(unknown(with, "WHOLE, " + paid)).as(paid).isLessThan(0.02);
        }
        for (Quality quality : Quality.values()) {
            assertThat(with.counts().get("log " + quality + ": lost answers"))
                    .as(quality.name())
                    .isGreaterThan(50);
        }
        assertThat(with.counts()).containsKeys("AuditRefused", "Unresolved AUDIT_CONTRADICTS");
    }

    private static double unknown(Report report, String log) {
        double all = report.counts().get("log " + log + ": lost answers");
        return report.counts().getOrDefault("log " + log + ": unknown", 0L) / all;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(
            longs = {
                48_864, 124_043, 159_540, 193_719, 200_387, 243_081, 300_929, 319_792, 373_731, 468_536, 618_216,
                622_946, 659_635, 764_699, 885_420, 932_946, 1_164_553, 1_459_564, 1_523_103
            })
    void a_history_that_was_once_told_wrong_is_told_right(long seed) {
        assertThat(SeededHistory.play(seed).findings()).isEmpty();
    }

    @Test
    void flows_that_do_not_wait_for_late_orders_and_views_are_found_out() {
        assertThat(LongStream.range(0, 300)
                        .mapToObj(seed -> SeededHistory.play(seed, false, Duration.ofSeconds(30), step -> {}))
                        .flatMap(history -> history.findings().stream()))
                .anyMatch(finding -> finding.fault() == Fault.UNTRUE);
    }
}
