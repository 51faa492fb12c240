/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SendGate.Permission;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermissionTextTest {

    @Test
    void a_permission_says_for_how_long_it_holds_or_why_it_was_refused() {
        assertThat(Permission.granted()).hasToString("granted");
        assertThat(Permission.granted(Duration.ofSeconds(5))).hasToString("granted for PT5S");
        assertThat(Permission.refused("change freeze")).hasToString("refused: change freeze");
    }

    /** A body may be a megabyte, which no log line needs. */
    @Test
    void an_entry_of_the_journal_shows_whose_it_is_and_not_its_body() {
        Entry entry = new Entry(
                new IdempotencyKey("ticket 7"),
                new InstanceId("i1"),
                true,
                Optional.of("job:j1"),
                new Stamp("0123456789abcdef0123456789abcdef"),
                Duration.ofSeconds(5),
                "1 OPEN terms=two nodes");

        assertThat(entry.toString())
                .contains("ticket 7", "i1", "open=true", "job:j1", "0123456789abcdef", "PT5S")
                .doesNotContain("two nodes");
    }
}
