/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.feign.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failure is shown as a cause only if nothing in it quotes what was sent as a credential. */
class HarmlessCauseTest {

    private static final IOException QUOTES = new IOException("Bad line: " + Wire.TOKEN);

    private final Secrets secrets = new Secrets();

    @BeforeEach
    void sent() {
        secrets.add(List.of(Wire.TOKEN));
    }

    @Test
    void a_failure_without_a_secret_is_shown() {
        IOException failure = new IOException("reset", new IOException("by peer"));
        failure.addSuppressed(new IOException("on closing"));

        assertThat(secrets.harmless(failure)).isSameAs(failure);
    }

    @Test
    void a_secret_in_it_in_its_cause_or_in_what_it_suppressed_hides_it() {
        IOException suppressing = new IOException("reset");
        suppressing.addSuppressed(new IOException("on closing"));
        suppressing.addSuppressed(new IOException("on closing", QUOTES));

        assertThat(secrets.harmless(QUOTES)).isNull();
        assertThat(secrets.harmless(new IOException("reset", QUOTES))).isNull();
        assertThat(secrets.harmless(suppressing)).isNull();
    }

    @Test
    void a_chain_too_long_to_look_through_is_hidden() {
        assertThat(secrets.harmless(chain(20))).isNotNull();
        assertThat(secrets.harmless(chain(21))).isNull();
    }

    @Test
    void failures_that_suppress_each_other_in_a_circle_are_hidden() {
        IOException one = new IOException("one");
        IOException other = new IOException("other");
        one.addSuppressed(other);
        other.addSuppressed(one);

        assertThat(secrets.harmless(one)).isNull();
    }

    @Test
    void secrets_do_not_show_themselves() {
        assertThat(secrets).hasToString("***");
    }

    private static IOException chain(int causes) {
        IOException failure = new IOException("innermost");
        for (int i = 0; i < causes; i++) {
            failure = new IOException("outer", failure);
        }
        return failure;
    }
}
