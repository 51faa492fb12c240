/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyTest {

    @Test
    void shows_three_stars_and_nothing_of_itself() {
        assertThat(AccessKey.temporary("AK-CANARY", "SK-CANARY", "TOKEN-CANARY"))
                .hasToString("***");
    }

    @Test
    void two_keys_are_equal_if_all_their_parts_are() {
        AccessKey key = AccessKey.temporary("AK", "SK", "TOKEN");

        assertThat(key).isEqualTo(AccessKey.temporary("AK", "SK", "TOKEN"));
        assertThat(key).hasSameHashCodeAs(AccessKey.temporary("AK", "SK", "TOKEN"));
        for (AccessKey other : List.of(
                AccessKey.temporary("AK2", "SK", "TOKEN"),
                AccessKey.temporary("AK", "SK2", "TOKEN"),
                AccessKey.temporary("AK", "SK", "TOKEN2"),
                AccessKey.of("AK", "SK"))) {
            assertThat(key).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
        }
        assertThat(key).isNotEqualTo("***");
    }

    @Test
    void only_a_temporary_key_has_a_security_token() {
        assertThat(AccessKey.of("AK", "SK").securityToken()).isEmpty();
        assertThat(AccessKey.temporary("AK", "SK", "TOKEN").securityToken()).contains("TOKEN");
    }

    @Test
    void tokens_are_equal_by_their_texts() {
        AuthToken token = AuthToken.of("token");

        assertThat(token).isEqualTo(AuthToken.of("token")).hasSameHashCodeAs(AuthToken.of("token"));
        assertThat(token).isNotEqualTo(AuthToken.of("other")).doesNotHaveSameHashCodeAs(AuthToken.of("other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY\n", "CAN ARY", "CANARY\r\nX-Injected: 1", "CANÀRY", "CANARY\u007f"})
    void what_cannot_be_a_key_is_refused_without_being_shown(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessKey.of(bad, "SK"))
                .withMessageStartingWith("access key id")
                .withMessageNotContaining("CAN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessKey.of("AK", bad))
                .withMessageStartingWith("secret access key")
                .withMessageNotContaining("CAN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessKey.temporary("AK", "SK", bad))
                .withMessageStartingWith("security token")
                .withMessageNotContaining("CAN");
    }

    @Test
    void a_security_token_longer_than_a_header_may_be_is_refused() {
        String longest = "t".repeat(32 * 1024);

        assertThat(AccessKey.temporary("AK", "SK", longest).securityToken()).contains(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessKey.temporary("AK", "SK", longest + "t"))
                .withMessage("security token must have 1 to 32768 characters, but has 32769");
    }

    @Test
    void no_part_may_be_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> AccessKey.of(null, "SK"))
                .withMessage("access key id must not be null; is it missing in the environment?");
        assertThatNullPointerException().isThrownBy(() -> AccessKey.of("AK", null));
        assertThatNullPointerException().isThrownBy(() -> AccessKey.temporary("AK", "SK", null));
    }
}
