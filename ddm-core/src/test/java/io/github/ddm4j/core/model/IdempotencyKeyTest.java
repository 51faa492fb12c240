/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.validation.Rule;
import io.github.ddm4j.core.validation.Violation;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "TICKET-1",
                "autoscaler 2026-06-05T08:00:00Z",
                "\u00e9 \u4e2d \ud83d\ude00",
                "a/b?c=d#e%20'\"\\"
            })
    void visible_characters_make_a_key(String value) {
        assertThat(new IdempotencyKey(value)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',V1",
                "'  ',V1",
                "' a',V15",
                "'a ',V15",
                "'a\tb',V15",
                "'a\nb',V15",
                "'a\u0000b',V15",
                "'a\u200bb',V15",
                "'a\u202eb',V15",
                "'a\u2028b',V15",
                "'\u3000a',V15"
            })
    void what_does_not_show_makes_no_key(String value, Rule rule) {
        InvalidScaleOutException invalid =
                catchThrowableOfType(InvalidScaleOutException.class, () -> new IdempotencyKey(value));

        assertThat(invalid.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.field()).isEqualTo("idempotency_key");
        });
    }

    @Test
    void half_a_character_makes_no_key() {
        InvalidScaleOutException invalid =
                catchThrowableOfType(InvalidScaleOutException.class, () -> new IdempotencyKey("a\ud83d"));

        assertThat(invalid.violations()).extracting(Violation::rule).containsExactly(Rule.V15);
    }

    @Test
    void a_key_has_up_to_128_characters() {
        assertThat(new IdempotencyKey("k".repeat(128)).value()).hasSize(128);
        InvalidScaleOutException invalid =
                catchThrowableOfType(InvalidScaleOutException.class, () -> new IdempotencyKey("k".repeat(129)));
        assertThat(invalid.violations()).extracting(Violation::rule).containsExactly(Rule.V3);
    }

    @Test
    void a_stamp_is_never_the_same_again() {
        Set<Stamp> stamps = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            stamps.add(Stamp.random());
        }

        assertThat(stamps).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0123456789ABCDEF0123456789abcdef", "0123456789abcdef0123456789abcdef0"})
    void a_stamp_is_32_hexadecimal_digits(String value) {
        assertThatThrownBy(() -> new Stamp(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
