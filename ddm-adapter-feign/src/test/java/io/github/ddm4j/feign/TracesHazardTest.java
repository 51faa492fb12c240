/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.feign.auth.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read of a log that writes traces in a way of its own. */
class TracesHazardTest {

    private static final String OUR_KEY = "OURACCESSKEYID000001";
    private static final String SECOND_KEY = "OURACCESSKEYID000002";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant SINCE = NOW.minus(Duration.ofMinutes(20));
    private static final long TIME = NOW.minusSeconds(60).toEpochMilli();

    private final HostileServer ddm = HostileServer.start();
    private final HostileServer cts = HostileServer.start();
    private FeignScaleOutAdapter adapter = adapter(AuditSettings.of(cts.uri()));

    @AfterEach
    void stop() {
        adapter.close();
        cts.close();
        ddm.close();
    }

    private FeignScaleOutAdapter adapter(AuditSettings settings) {
        return FeignScaleOutAdapter.builder(
                        ddm.uri(), Wire.PROJECT, AccessKey.of(OUR_KEY, "secret-of-the-key-0123456789"))
                .http(http -> http.deadline(Duration.ofSeconds(5)))
                .clock(new MutableClock())
                .sleeper(pause -> {})
                .audit(settings)
                .build();
    }

    private void given(AuditSettings.Builder settings) {
        adapter.close();
        adapter = adapter(settings.build());
    }

    private AuditPort.Page page(String body) {
        cts.otherwise(reply(200, body));
        return adapter.auditPort().orElseThrow().orderTraces(Wire.INSTANCE, SINCE, Optional.empty());
    }

    private static String traces(String... traces) {
        return "{\"traces\":[" + String.join(",", traces) + "],\"meta_data\":{\"count\":1,\"marker\":null}}";
    }

    private static String trace(String id, String fields) {
        return "{\"trace_id\":\"" + id + "\",\"trace_name\":\"enlargeNode\",\"time\":" + TIME + "," + fields + "}";
    }

    private static String user(String name, String key) {
        return "\"user\":{\"name\":\"" + name + "\",\"access_key_id\":\"" + key + "\"}";
    }

    @Test
    void what_our_own_key_has_signed_is_not_others_whatever_the_log_calls_its_kind() {
        OrderTrace trace = page(traces(trace("t", "\"trace_type\":\"ConsoleAction\"," + user("scaler", OUR_KEY))))
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
    void an_order_whose_trace_cannot_be_read_and_a_page_that_may_go_on_are_no_silence() {
        String full = IntStream.range(0, 100)
                .mapToObj(i -> trace("t" + i, user("somebody", "THEIRACCESSKEY000001")))
                .collect(Collectors.joining(","));
        for (String answer : List.of(
                traces("{\"trace_id\":\"t\",\"trace_name\":\"enlargeNode\",\"time\":\"soon\"}"),
                traces("{\"trace_name\":\"enlargeNode\",\"time\":" + TIME + "}"),
                "{\"traces\":[],\"meta_data\":{\"marker\":\"m-1\"}}",
                "{\"traces\":[" + full + "]}")) {
            assertThat(page(answer).wholeFrom()).as(answer).contains(Instant.MAX);
        }
        for (String answer : List.of(
                "{\"traces\":[]}",
                traces("{\"trace_id\":\"t\",\"trace_name\":\"restartInstance\",\"time\":\"soon\"}"),
                traces(trace("t", user("somebody", OUR_KEY))))) {
            assertThat(page(answer).wholeFrom()).as(answer).isEmpty();
        }
    }

    @Test
    void a_trace_without_a_name_may_be_a_scale_out_because_nothing_else_was_asked_for() {
        String nameless = "{\"trace_id\":\"t\",\"time\":" + TIME + "," + user("scaler", OUR_KEY)
                + ",\"response\":{\"orderId\":\"CS1\"}}";

        assertThat(page(traces(nameless)).wholeFrom()).contains(Instant.MAX);
    }

    @Test
    void a_key_that_is_named_twice_is_in_no_exception() {
        Throwable complaint =
                catchThrowable(() -> AuditSettings.builder(cts.uri()).otherOwnKeys(SECOND_KEY, SECOND_KEY));

        if (complaint != null) {
            assertThat(complaint.toString()).doesNotContain(SECOND_KEY);
        }
    }

    @Test
    void keys_that_were_split_at_commas_are_our_own_blanks_or_not() {
        Throwable refused = catchThrowable(() -> {
            given(AuditSettings.builder(cts.uri()).otherOwnKeys("OURACCESSKEYID000003, " + SECOND_KEY));
            AuditPort.Page page =
                    page(traces(trace("t1", user("scaler", OUR_KEY)), trace("t2", user("scaler", SECOND_KEY))));
            assertThat(page.traces().get(1).actor().by()).isNotEqualTo(By.OTHERS);
        });

        assertThat(refused).isNotInstanceOf(AssertionError.class);
    }

    @Test
    void an_access_key_is_in_no_id_of_a_trace_either() {
        String key = "THEIRACCESSKEY000002";
        OrderTrace trace = page(traces(trace(
                        "t",
                        user("u", key) + ",\"request\":{\"flavor_id\":\"" + key + "\"},\"response\":{\"jobId\":\"" + key
                                + "\"}")))
                .traces()
                .get(0);

        assertThat(trace.toString()).doesNotContain(key);
    }

    /** Holds. */
    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "\"request\":\"@DEEP@\"",
                "\"response\":\"@DEEP@\"",
                "\"user\":\"@DEEP@\"",
                "\"user\":\"\\\"scaler\\\"\"",
                "\"user\":\"null\"",
                "\"request\":\"{\\\"node_number\\\":1e999999999}\"",
                "\"request\":\"{\\\"node_number\\\":@DIGITS@}\"",
                "\"request\":\"{\\\"node_number\\\":2} and more\"",
                "\"code\":1e400",
                "\"code\":12345678901234567890",
                "\"record_time\":1e15",
                "\"response\":{\"jobId\":null,\"errCode\":{}}",
                "\"trace_rating\":{}",
                "\"resource_id\":17"
            })
    void no_odd_text_brings_down_the_reading(String field) {
        String odd = field.replace("@DEEP@", "[".repeat(10_000)).replace("@DIGITS@", "9".repeat(5_000));
        assertThat(page(traces(trace("t", odd))).traces()).hasSize(1);
    }
}
