/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/**
 * Rules L11 to L14: the records that are read, and the clock by which.
 *
 * @since 0.1.0
 */
public abstract class JournalReadContract extends JournalSuite {

    /** The time that a test itself may take. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected JournalReadContract() {}

    @Test
    void l11_a_lease_and_an_age_are_counted_by_the_stores_clock() {
        assertThat(journal().insert(open("a"))).isEqualTo(Put.DONE);
        assertTimes(Duration.ZERO);

        fixture().letPass(Duration.ofMinutes(1));
        assertTimes(Duration.ofMinutes(1));
        assertThat(tested("a").leaseOver()).isFalse();

        fixture().letPass(Duration.ofMinutes(2));
        assertTimes(Duration.ofMinutes(3));
        assertThat(tested("a").leaseOver()).isTrue();
    }

    private void assertTimes(Duration passed) {
        Stored row = tested("a");
        assertThat(row.age()).isBetween(passed, passed.plus(SLACK));
        assertThat(row.leaseLeft()).isBetween(LEASE.minus(passed).minus(SLACK), LEASE.minus(passed));
        assertThat(row.entry().lease()).isEqualTo(LEASE);
    }

    /** Returns the record as the journal under test reads it. */
    private Stored tested(String key) {
        return journal().read(key(key), INSTANCE, DAY).stream()
                .filter(row -> row.entry().key().equals(key(key)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("key " + key + " is not read"));
    }

    @Test
    void l11_a_replaced_record_is_young_again() {
        Entry first = open("a");
        assertThat(journal().insert(first)).isEqualTo(Put.DONE);
        fixture().letPass(Duration.ofHours(1));
        assertThat(journal().replace(open("a"), first.stamp())).isEqualTo(Put.DONE);

        assertTimes(Duration.ZERO);
    }

    /** A service may live in any zone, and two replicas in two. */
    @Test
    void l11_the_zone_of_the_process_makes_no_difference() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(journal().insert(open("a"))).isEqualTo(Put.DONE);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Adak"));
            assertTimes(Duration.ZERO);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void l12_a_read_gives_the_keys_the_open_and_the_late_records() {
        given(open("open"));
        given(settled("late", INSTANCE, "job:1"));
        given(refused("refused"));
        given(settled("elsewhere", OTHER_INSTANCE, "job:2"));
        given(open("open elsewhere", OTHER_INSTANCE));

        assertThat(read("own", DAY)).containsExactlyInAnyOrder("open", "late");
        assertThat(read("refused", DAY)).containsExactlyInAnyOrder("refused", "open", "late");
        assertThat(read("open", DAY)).containsExactlyInAnyOrder("open", "late");
        assertThat(read("late", DAY)).containsExactlyInAnyOrder("open", "late");
        assertThat(read("elsewhere", DAY)).containsExactlyInAnyOrder("elsewhere", "open", "late");
    }

    @Test
    void l12_what_was_settled_long_ago_is_not_read() {
        given(settled("a", INSTANCE, "job:1"));
        fixture().letPass(Duration.ofHours(2));
        given(settled("b", INSTANCE, "job:2"));

        assertThat(read("own", Duration.ofHours(1))).containsExactly("b");
        assertThat(read("own", Duration.ofHours(3))).containsExactlyInAnyOrder("a", "b");
        assertThat(read("a", Duration.ofHours(1))).containsExactlyInAnyOrder("a", "b");
    }

    private List<String> read(String key, Duration recent) {
        return journal().read(key(key), INSTANCE, recent).stream()
                .map(row -> row.entry().key())
                .map(IdempotencyKey::value)
                .toList();
    }

    @Test
    void l13_the_open_records_are_listed_the_longest_over_first() {
        given(open("c", OTHER_INSTANCE));
        fixture().letPass(Duration.ofMinutes(1));
        given(open("a"));
        given(settled("b", INSTANCE, "job:1"));

        assertThat(opened(10)).containsExactly("c", "a");
        assertThat(opened(1)).containsExactly("c");
    }

    private List<String> opened(int atMost) {
        return journal().open(atMost).stream()
                .map(row -> row.entry().key().value())
                .toList();
    }

    @Test
    void l14_thinning_leaves_the_first_line_of_old_settled_bodies() {
        given(settled("old", INSTANCE, "job:1"));
        given(refused("old too"));
        given(open("open"));
        fixture().letPass(Duration.ofDays(40));
        given(settled("young", INSTANCE, "job:2"));
        Stored before = stored("old").orElseThrow();

        assertThat(journal().thin(Duration.ofDays(30), 10)).isEqualTo(2);

        Entry thin = standing("old");
        assertThat(thin.body()).isEqualTo("1 APPLIED");
        assertThat(thin.stamp()).isEqualTo(before.entry().stamp());
        assertThat(thin.witness()).contains("job:1");
        assertThat(stored("old").orElseThrow().age()).isGreaterThanOrEqualTo(Duration.ofDays(40));
        assertThat(standing("open").body()).contains("\n");
        assertThat(standing("young").body()).contains("\n");
        assertThat(journal().thin(Duration.ofDays(30), 10)).isZero();
        assertThat(journal().insert(open("old"))).isEqualTo(Put.KEY);
        assertThat(journal().insert(settled("new", OTHER_INSTANCE, "job:1"))).isEqualTo(Put.WITNESS);
    }

    @Test
    void l14_thinning_does_as_many_as_asked_for() {
        for (String key : List.of("a", "b", "c")) {
            given(settled(key, INSTANCE, "job:" + key));
        }
        fixture().letPass(Duration.ofDays(40));

        assertThat(journal().thin(Duration.ofDays(30), 2)).isEqualTo(2);
        assertThat(journal().thin(Duration.ofDays(30), 2)).isEqualTo(1);
    }

    @Test
    void l14_a_thinned_record_is_replaced_as_any_other() {
        Entry refused = refused("a");
        given(refused);
        fixture().letPass(Duration.ofDays(40));
        assertThat(journal().thin(Duration.ofDays(30), 10)).isEqualTo(1);
        Entry again = open("a");

        assertThat(journal().replace(again, refused.stamp())).isEqualTo(Put.DONE);
        assertThat(standing("a")).isEqualTo(again);
    }
}
