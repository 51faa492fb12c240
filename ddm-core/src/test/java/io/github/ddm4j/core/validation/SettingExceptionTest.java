/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.validation.SettingException.Complaint;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingExceptionTest {

    private static final Complaint TRIES = Complaint.of("tries", 0, "must be at least 1");
    private static final Complaint SECRET = Complaint.hidden("secret", "must not be blank");

    @Test
    void everything_that_is_wrong_is_told_at_once_and_a_secret_without_its_value() {
        assertThatThrownBy(() -> SettingException.throwIfAny(List.of(TRIES, SECRET)))
                .isInstanceOfSatisfying(SettingException.class, wrong -> assertThat(wrong.complaints())
                        .containsExactly(TRIES, SECRET))
                .hasMessage("tries must be at least 1, but was 0; secret must not be blank");
    }

    @Test
    void nothing_is_thrown_where_nothing_is_wrong() {
        assertThatCode(() -> SettingException.throwIfAny(List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> new SettingException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_value_is_shown_up_to_128_characters() {
        assertThat(Complaint.of("name", "a".repeat(128), "is taken").value()).isEqualTo("'" + "a".repeat(128) + "'");
        assertThat(Complaint.of("name", "a".repeat(129), "is taken").value()).isEqualTo("'" + "a".repeat(128) + "...'");
    }
}
