/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.port.AuditPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By whom a trace is. */
class TraceOwnerTest extends AuditLogReads {

    private static final String SECOND_KEY = "OURACCESSKEYID000002";

    @ParameterizedTest
    @CsvSource({
        OUR_KEY + ", OUR_KEY",
        OTHER_KEY + ", UNKNOWN",
    })
    void a_key_that_this_adapter_has_signed_with_is_ours_and_another_one_says_nothing(String key, By by) {
        only(trace(user("scaler", OUR_KEY)));

        assertThat(only(trace(user("scaler", key))).actor().by()).isEqualTo(by);
    }

    @ParameterizedTest
    @CsvSource({
        OUR_KEY + ", OUR_KEY",
        "KEYOFTHEREPLICA00003, OUR_KEY",
        OTHER_KEY + ", OTHERS",
    })
    void with_all_keys_of_ours_named_any_further_one_is_of_others(String key, By by) {
        given(AuditSettings.builder(cts.uri()).otherOwnKeys("KEYOFTHEREPLICA00003"));
        only(trace(user("scaler", "KEYOFTHEREPLICA00003")));

        assertThat(only(trace(user("scaler", key))).actor().by()).isEqualTo(by);
    }

    @ParameterizedTest
    @CsvSource({"scaler, OUR_USER", "somebody, OTHERS"})
    void a_user_that_nobody_else_uses_is_us_and_every_other_user_is_not(String user, By by) {
        given(AuditSettings.builder(cts.uri()).soleUser("scaler"));
        only(trace(user("scaler", OTHER_KEY)));

        assertThat(only(trace(user(user, OTHER_KEY))).actor().by()).isEqualTo(by);
        assertThat(only(trace("\"user\":{\"name\":\"" + user + "\"}")).actor().by())
                .isEqualTo(by);
    }

    @Test
    void a_log_that_has_not_shown_us_yet_cannot_say_that_somebody_is_not_us() {
        given(AuditSettings.builder(cts.uri()).otherOwnKeys());
        assertThat(only(trace(user("scaler", OTHER_KEY))).actor().by()).isEqualTo(By.UNKNOWN);

        given(AuditSettings.builder(cts.uri()).soleUser("scalre"));
        assertThat(only(trace(user("scaler", OTHER_KEY))).actor().by()).isEqualTo(By.UNKNOWN);
    }

    @Test
    void a_page_that_shows_us_says_of_all_its_traces_who_is_not_us() {
        given(AuditSettings.builder(cts.uri()).otherOwnKeys());
        cts.otherwise(reply(
                200,
                traces(trace(user("scaler", OTHER_KEY)) + ","
                        + trace(user("scaler", OUR_KEY)).replace("t-1", "t-2"))));

        assertThat(page().traces()).extracting(trace -> trace.actor().by()).containsExactly(By.OTHERS, By.OUR_KEY);
    }

    @Test
    void what_was_done_on_the_console_is_never_ours() {
        given(AuditSettings.builder(cts.uri()).soleUser("scaler"));

        assertThat(only(trace("\"trace_type\":\"ConsoleAction\",\"user\":{\"name\":\"scaler\"}"))
                        .actor()
                        .by())
                .isEqualTo(By.OTHERS);
    }

    @Test
    void what_our_own_key_has_signed_is_not_others_whatever_the_log_calls_its_kind() {
        OrderTrace trace = page(traces(trace("t", user("scaler", OUR_KEY).replace("ApiCall", "ConsoleAction"))))
                .traces()
                .get(0);

        assertThat(trace.actor().by()).isNotEqualTo(By.OTHERS);
    }

    @Test
    void the_result_that_the_system_itself_records_is_not_that_of_others() {
        given(AuditSettings.builder(cts.uri()).soleUser("scaler"));
        AuditPort.Page page = page(traces(
                trace("request", "\"trace_type\":\"ApiCall\",\"user\":{\"name\":\"scaler\"}"),
                trace(
                        "result",
                        "\"trace_type\":\"SystemAction\",\"user\":{\"name\":\"op_svc_ddm\"},"
                                + "\"response\":{\"jobId\":\"j1\"},\"request\":{\"node_number\":2}")));

        assertThat(page.traces().get(1).actor().by()).isNotEqualTo(By.OTHERS);
    }

    @Test
    void settings_show_no_key() {
        assertThat(AuditSettings.builder(cts.uri())
                        .soleUser("scaler")
                        .otherOwnKeys(OTHER_KEY)
                        .build()
                        .toString())
                .contains("scaler")
                .doesNotContain(OTHER_KEY);
    }

    @Test
    void a_key_may_be_named_twice() {
        given(AuditSettings.builder(cts.uri()).otherOwnKeys(SECOND_KEY, SECOND_KEY));

        assertThat(only(trace(user("scaler", SECOND_KEY))).actor().by()).isEqualTo(By.OUR_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECOND_KEY + ", " + OTHER_KEY, SECOND_KEY + "," + OTHER_KEY, " " + SECOND_KEY, ""})
    void keys_that_no_trace_can_name_are_refused_and_not_shown(String keys) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditSettings.builder(cts.uri()).otherOwnKeys(keys))
                .withMessageContaining("otherOwnKeys")
                .withMessageNotContaining(SECOND_KEY);
    }
}
