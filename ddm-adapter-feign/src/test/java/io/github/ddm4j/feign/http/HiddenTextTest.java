/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is hidden in a text: every run of a secret that is long enough, and nothing else. */
class HiddenTextTest {

    private static final int RUN = 12;

    @Test
    void words_shorter_than_six_characters_are_no_secrets() {
        assertThat(new Secrets("12345").hide("12345 nodes")).isEqualTo("12345 nodes");
        assertThat(new Secrets("123456").hide("123456 nodes")).isEqualTo("*** nodes");
        Secrets later = new Secrets();
        later.add(List.of("user", "password"));
        assertThat(later.hide("user and password")).isEqualTo("user and ***");
    }

    @Test
    void a_short_secret_is_hidden_only_as_a_whole_and_a_long_one_in_every_run_of_twelve() {
        assertThat(new Secrets("password").hide("passwor and assword")).isEqualTo("passwor and assword");
        Secrets token = new Secrets("0123456789abcdefghij");
        assertThat(token.hide("[123456789ab]")).isEqualTo("[123456789ab]");
        assertThat(token.hide("[123456789abc]")).isEqualTo("[***]");
        assertThat(token.isIn("[123456789ab]")).isFalse();
        assertThat(token.isIn("[123456789abc]")).isTrue();
    }

    @Test
    void secrets_side_by_side_are_hidden_together_and_a_text_without_any_stays_the_same() {
        Secrets secrets = new Secrets("first-secret", "second-secret");

        assertThat(secrets.hide("first-secretsecond-secret")).isEqualTo("***");
        assertThat(secrets.hide("first-secret, second-secret")).isEqualTo("***, ***");
        assertThat(secrets.hide("nothing")).isEqualTo("nothing");
        assertThat(secrets.hide("")).isEmpty();
        assertThat(secrets.hide(null)).isNull();
        assertThat(new Secrets().hide("anything at all")).isEqualTo("anything at all");
    }

    /** Of few letters, so that runs repeat themselves, overlap, and end one too early. */
    @Test
    void just_the_runs_are_hidden_that_a_look_at_every_place_finds() {
        Random random = new Random(20_261_129);
        for (int round = 0; round < 5_000; round++) {
            String secret = letters(random, 6 + random.nextInt(20));
            StringBuilder text = new StringBuilder(letters(random, random.nextInt(20)));
            for (int piece = random.nextInt(3); piece > 0; piece--) {
                int from = random.nextInt(secret.length());
                text.append(secret, from, from + random.nextInt(secret.length() - from + 1));
                text.append(letters(random, random.nextInt(4)));
            }

            assertThat(new Secrets(secret).hide(text.toString()))
                    .as("%s in %s", secret, text)
                    .isEqualTo(hiddenPlaceByPlace(text.toString(), secret));
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(2)));
        }
        return letters.toString();
    }

    private static String hiddenPlaceByPlace(String text, String secret) {
        int least = Math.min(RUN, secret.length());
        boolean[] hidden = new boolean[text.length()];
        for (int from = 0; from + least <= text.length(); from++) {
            if (secret.contains(text.substring(from, from + least))) {
                java.util.Arrays.fill(hidden, from, from + least, true);
            }
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!hidden[i]) {
                shown.append(text.charAt(i));
            } else if (i == 0 || !hidden[i - 1]) {
                shown.append("***");
            }
        }
        return shown.toString();
    }
}
