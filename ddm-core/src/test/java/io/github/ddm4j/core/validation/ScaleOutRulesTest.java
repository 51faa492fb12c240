/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleOutRulesTest {

    @Test
    void a_rejected_value_is_shown_whole_up_to_64_characters_and_cut_beyond() {
        assertThat(shown("!".repeat(64))).isEqualTo("!".repeat(64));
        assertThat(shown("!".repeat(65))).isEqualTo("!".repeat(64) + "… (65 characters)");
    }

    private static String shown(String id) {
        return ScaleOutRules.checkId("group_id", id).orElseThrow().rejected();
    }

    @Test
    void a_rejected_value_is_shown_without_line_breaks_or_invisible_characters() {
        assertThat(ScaleOutRules.checkId("group_id", "a\u2029b\u202ec\u0085")
                        .orElseThrow()
                        .rejected())
                .isEqualTo("a\\u2029b\\u202ec\\u0085");
    }
}
