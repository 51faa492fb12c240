/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.flow.KeyState;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalBodyTest {

    private static final Stamp ATTEMPT = new Stamp("0123456789abcdef0123456789abcdef");

    private static final JournalRecord FULL = new JournalRecord(
            KeyState.IN_DOUBT,
            "d1",
            2,
            Optional.of(ATTEMPT),
            Duration.ofMillis(10_000),
            true,
            Duration.ofMinutes(61),
            "SENDER_VANISHED",
            Optional.of(new KnownOrder(
                    KnownOrder.Source.RECEIPT, Optional.of(new JobId("j-1")), Optional.of(new OrderId("CS1")))),
            true,
            "nodes 2\nflavor f",
            "baseline = 1\n\\n is no line\r\n",
            "seen\tnothing \ud83d\ude00",
            "its sender fell silent");

    /** Written by the first version of this form; it is read for ever. */
    @Test
    void the_first_version_is_read_for_ever() throws IOException {
        assertThat(JournalBody.read(golden("body-1.txt"))).isEqualTo(FULL);
        assertThat(JournalBody.write(FULL)).isEqualTo(golden("body-1.txt"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = JournalBodyTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_state_is_read_as_it_was_written(KeyState state) {
        JournalRecord record = new JournalRecord(
                state,
                "d",
                0,
                Optional.empty(),
                Duration.ZERO,
                false,
                Duration.ZERO,
                "",
                Optional.empty(),
                false,
                "",
                "",
                "",
                "");

        assertThat(JournalBody.read(JournalBody.write(record))).isEqualTo(record);
    }

    @Property(tries = 300)
    void every_text_is_read_as_it_was_written(@ForAll String terms, @ForAll String evidence) {
        JournalRecord record = FULL.lookedAfter(Duration.ZERO, true, evidence).because(terms);

        JournalRecord read = JournalBody.read(JournalBody.write(record));

        assertThat(read).isEqualTo(record);
    }

    /** A store may be unable to hold these; and half a character would not come back from any. */
    @Property(tries = 300)
    void a_body_holds_visible_characters_and_line_ends_alone(@ForAll String text) {
        String body = JournalBody.write(FULL.because(text));

        assertThat(body.chars()).noneMatch(c -> (c < ' ' && c != '\n') || c == 0x7f);
        assertThat(new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(body);
    }

    @Test
    void a_later_versions_words_are_skipped_where_the_version_is_the_same() {
        String body = "1 APPLIED digest=d colour=blue source=RECEIPT job=j\nshape=round\nterms=t";

        JournalRecord record = JournalBody.read(body);

        assertThat(record.state()).isEqualTo(KeyState.APPLIED);
        assertThat(record.terms()).isEqualTo("t");
    }

    @Test
    void a_later_version_is_refused_by_its_name() {
        assertThatThrownBy(() -> JournalBody.read("2 APPLIED digest=d"))
                .isInstanceOf(UnreadableBodyException.class)
                .hasMessageContaining("version '2'")
                .hasMessageContaining("version 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 WHAT", "1 OPEN digest", "1 OPEN nodes=x", "hello", "1 OPEN\nterms"})
    void what_is_no_body_is_refused(String body) {
        assertThatThrownBy(() -> JournalBody.read(body)).isInstanceOf(UnreadableBodyException.class);
    }

    @Test
    void the_first_line_says_what_has_to_be_known_for_ever() {
        String head = JournalBody.write(FULL).lines().findFirst().orElseThrow();

        JournalRecord thin = JournalBody.read(head);

        assertThat(head).hasSizeLessThan(300);
        assertThat(thin.state()).isEqualTo(FULL.state());
        assertThat(thin.digest()).isEqualTo(FULL.digest());
        assertThat(thin.knownOrder()).isEqualTo(FULL.knownOrder());
        assertThat(thin.nodes()).isEqualTo(2);
    }

    @Test
    void evidence_that_does_not_fit_is_left_out_and_the_baseline_stays() {
        JournalRecord record = FULL.lookedAfter(Duration.ZERO, true, "e".repeat(SubmissionJournal.MAX_BODY_LENGTH));

        String body = JournalBody.write(record);

        assertThat(body).hasSizeLessThan(1_000);
        assertThat(JournalBody.read(body).baseline()).isEqualTo(FULL.baseline());
        assertThat(JournalBody.read(body).evidence()).isEmpty();
    }

    @Test
    void a_baseline_that_does_not_fit_is_told() {
        JournalRecord record = FULL.sending(ATTEMPT, 1, "b".repeat(SubmissionJournal.MAX_BODY_LENGTH), Duration.ZERO);

        assertThat(JournalBody.fits(record)).isFalse();
        assertThat(JournalBody.fits(FULL)).isTrue();
    }

    @Test
    void a_body_of_the_greatest_length_fits_and_keeps_its_evidence() {
        int rest = SubmissionJournal.MAX_BODY_LENGTH
                - JournalBody.write(FULL.lookedAfter(Duration.ZERO, true, "e")).length();
        JournalRecord fits = FULL.lookedAfter(Duration.ZERO, true, "e".repeat(rest + 1));
        JournalRecord longer = FULL.lookedAfter(Duration.ZERO, true, "e".repeat(rest + 2));

        assertThat(JournalBody.read(JournalBody.write(fits)).evidence()).isEqualTo(fits.evidence());
        assertThat(JournalBody.fits(fits)).isTrue();
        assertThat(JournalBody.read(JournalBody.write(longer)).evidence()).isEmpty();
    }

    @Test
    void an_order_is_witnessed_by_its_number_or_its_job_or_the_nodes_of_its_key() {
        IdempotencyKey key = new IdempotencyKey("a");
        Optional<JobId> job = Optional.of(new JobId("j-1"));
        Optional<OrderId> order = Optional.of(new OrderId("CS1"));

        assertThat(witness(key, job, order)).isEqualTo("order:CS1");
        assertThat(witness(key, Optional.empty(), order)).isEqualTo("order:CS1");
        assertThat(witness(key, job, Optional.empty())).isEqualTo("job:j-1");
        assertThat(witness(key, Optional.empty(), Optional.empty()))
                .startsWith("nodes:")
                .hasSizeLessThanOrEqualTo(SubmissionJournal.MAX_WITNESS_LENGTH)
                .isNotEqualTo(witness(new IdempotencyKey("b"), Optional.empty(), Optional.empty()));
    }

    private static String witness(IdempotencyKey key, Optional<JobId> job, Optional<OrderId> order) {
        return new KnownOrder(KnownOrder.Source.FOUND, job, order).witness(key);
    }
}
