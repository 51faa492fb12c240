/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.journal;

import static io.github.ddm4j.fake.Examples.FLAVOR;
import static io.github.ddm4j.fake.Examples.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeClock;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This version of the library and a later one, whose records have another form, on one table while a deploy rolls. */
class RollingDeployTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("ticket 7");
    private static final IdempotencyKey OTHER = new IdempotencyKey("ticket 8");
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(FLAVOR.value(), 1).build();

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T12:00:00Z"));
    private final ClockTime time = new ClockTime(clock);
    private final FakeCloud cloud = FakeCloud.builder().clock(clock).build();
    private final InMemorySubmissionJournal table = InMemorySubmissionJournal.create(clock);
    private final Replica now = new Replica(cloud, table, time);
    private final Replica later = new Replica(cloud, new LaterForm(table), time);

    @BeforeEach
    void addInstance() {
        cloud.addInstance(
                FakeInstance.builder(Examples.PROJECT, INSTANCE).nodes(2).build());
        cloud.addToken(Examples.TOKEN, Examples.PROJECT);
    }

    /** As the next version might write: another number, a field more in the first line, and a text more. */
    private record LaterForm(SubmissionJournal table) implements SubmissionJournal {

        private static Entry with(Entry entry, UnaryOperator<String> form) {
            return new Entry(
                    entry.key(),
                    entry.instance(),
                    entry.open(),
                    entry.witness(),
                    entry.stamp(),
                    entry.lease(),
                    form.apply(entry.body()));
        }

        private static Entry written(Entry entry) {
            return with(entry, body -> body.replaceFirst("^1 (\\S+)", "2 $1 colour=blue") + "\nshape=round");
        }

        private static List<Stored> read(List<Stored> rows) {
            return rows.stream()
                    .map(row -> new Stored(
                            with(row.entry(), body -> body.replaceFirst("^2 ", "1 ")), row.leaseLeft(), row.age()))
                    .toList();
        }

        @Override
        public List<Stored> read(IdempotencyKey key, InstanceId instance, Duration recent) {
            return read(table.read(key, instance, recent));
        }

        @Override
        public Put insert(Entry entry) {
            return table.insert(written(entry));
        }

        @Override
        public Put replace(Entry entry, Stamp expected) {
            return table.replace(written(entry), expected);
        }

        @Override
        public List<Stored> open(int atMost) {
            return read(table.open(atMost));
        }

        @Override
        public int thin(Duration age, int atMost) {
            return table.thin(age, atMost);
        }
    }

    private Submission submit(Replica by) {
        return by.flow.submit(KEY, INSTANCE, ONE_NODE);
    }

    @Test
    void what_this_version_has_ordered_the_later_one_answers() {
        submit(now);

        assertThat(submit(later)).isInstanceOf(Submission.Accepted.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void what_this_version_has_left_the_later_one_settles() {
        var unused = catchThrowable(() -> submit(new Replica(cloud, table, time).dyingAt("after order")));
        time.letPass(Duration.ofMinutes(10));

        assertThat(later.flow.resume()).isEqualTo(1);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void what_the_later_one_has_ordered_this_version_refuses_by_name_and_changes_nothing() {
        submit(later);
        var record = table.read(KEY, INSTANCE, Duration.ZERO);

        assertThatThrownBy(() -> submit(now))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll("Nothing was sent", "ticket 7", "version '2'");
        assertThat(table.read(KEY, INSTANCE, Duration.ZERO)).isEqualTo(record);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    /** It cannot know whose job is whose. */
    @Test
    void this_version_orders_nothing_where_the_later_one_has_ordered_of_late() {
        submit(later);
        time.letPass(Duration.ofMinutes(10));

        assertThatThrownBy(() -> now.flow.submit(OTHER, INSTANCE, ONE_NODE))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("version '2'");
        assertThat(later.flow.submit(OTHER, INSTANCE, ONE_NODE)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void what_the_later_one_has_left_this_version_neither_settles_nor_passes_by() {
        var unused =
                catchThrowable(() -> submit(new Replica(cloud, new LaterForm(table), time).dyingAt("after sending")));
        time.letPass(Duration.ofMinutes(10));

        assertThat(now.flow.resume()).isZero();
        assertThatThrownBy(() -> now.flow.submit(OTHER, INSTANCE, ONE_NODE))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll("ticket 7", "version '2'");
        assertThat(later.flow.find(KEY).orElseThrow().state()).isEqualTo(KeyState.SENDING);
        assertThat(cloud.accepted()).isZero();
    }
}
