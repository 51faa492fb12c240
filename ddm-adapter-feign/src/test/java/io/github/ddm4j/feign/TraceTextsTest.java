/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a trace whose fields are missing, odd or long, and what of it is shown. */
class TraceTextsTest extends AuditLogReads {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trace_name\":\"enlargeNode\",\"time\":1795348740000}",
                "{\"trace_id\":\"t\",\"time\":1795348740000}",
                "{\"trace_id\":\"t\",\"trace_name\":\"enlargeNode\"}",
                "{\"trace_id\":\"t\",\"trace_name\":\"enlargeNode\",\"time\":\"soon\"}",
                "{\"trace_id\":\"t\",\"trace_name\":\"enlargeNode\",\"time\":999999999999999}",
                "{\"trace_id\":\"t\",\"trace_name\":\"reduceNode\",\"time\":1795348740000}",
                "{\"trace_id\":\"t\",\"trace_name\":\"enlargeNode\",\"time\":1}",
            })
    void a_trace_without_id_name_or_time_of_something_else_or_too_early_is_left_out(String other) {
        cts.otherwise(reply(200, traces(other, trace(""))));

        assertThat(page().traces()).extracting(OrderTrace::id).containsExactly("t-1");
    }

    @Test
    void a_trace_with_nothing_but_id_name_and_time_says_nothing_more() {
        OrderTrace bare = only(trace(""));

        assertThat(bare.actor()).isEqualTo(new Actor(By.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(bare.asked()).isEqualTo(Asked.NOTHING_TOLD);
        assertThat(bare.result()).isEqualTo(Result.NOTHING_TOLD);
        assertThat(bare.instanceId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"request\":\"\"",
                "\"request\":\"none\"",
                "\"request\":\"[]\"",
                "\"request\":7",
                "\"request\":\"{\\\"node_number\\\":\\\"many\\\",\\\"flavor_id\\\":\\\"a b\\\",\\\"group_id\\\":[]}\"",
                "\"request\":\"{\\\"node_number\\\":0}\"",
                "\"response\":\"oops\"",
                "\"response\":\"{\\\"jobId\\\":\\\"job 1\\\",\\\"orderId\\\":{}}\"",
                "\"code\":\"fine\"",
                "\"code\":99",
                "\"trace_rating\":\"splendid\"",
                "\"user\":\"somebody\"",
                "\"user\":[]",
                "\"record_time\":\"late\"",
                "\"resource_id\":\"a b\""
            })
    void a_field_that_is_odd_counts_as_missing(String field) {
        OrderTrace read = only(trace(field));

        assertThat(read).isEqualTo(only(trace("")));
    }

    @Test
    void request_and_response_may_be_objects_and_numbers_may_be_texts() {
        OrderTrace read =
                only(trace("\"request\":{\"node_number\":\"3\"},\"response\":{\"errCode\":\"DBS.300323\"},\"code\":400,"
                        + "\"trace_rating\":\"WARNING\",\"time\":\"" + TIME + "\""));

        assertThat(read.asked().nodes()).hasValue(3);
        assertThat(read.result().errorCode()).contains("DBS.300323");
        assertThat(read.failed()).isTrue();
    }

    @Test
    void a_request_too_long_to_be_an_order_is_not_read_and_shown_nowhere() {
        String long64k = "x".repeat(64 * 1024);
        OrderTrace read = only(trace("\"request\":" + quoted("{\"node_number\":2,\"note\":\"" + long64k + "\"}")));

        assertThat(read.asked()).isEqualTo(Asked.NOTHING_TOLD);
        assertThat(read.toString()).doesNotContain("xxxx");
    }

    @Test
    void what_a_user_typed_into_a_request_is_not_shown() {
        OrderTrace read = only(trace("\"request\":" + quoted("{\"node_number\":2,\"password\":\"typed-by-mistake\"}")
                + ",\"message\":\"m\""));

        assertThat(read.toString()).doesNotContain("typed-by-mistake");
    }

    @Test
    void a_trace_of_another_instance_is_told_as_what_it_is() {
        OrderTrace read = only(trace("\"resource_id\":\"of-somebody-else\""));

        assertThat(read.instanceId()).contains(new InstanceId("of-somebody-else"));
    }

    @Test
    void times_in_the_future_are_told_as_they_are() {
        long tomorrow = NOW.plus(Duration.ofDays(1)).toEpochMilli();
        OrderTrace read = only("{\"trace_id\":\"t\",\"trace_name\":\"enlargeNode\",\"time\":" + tomorrow + "}");

        assertThat(read.time()).isEqualTo(Instant.ofEpochMilli(tomorrow));
    }

    @Test
    void an_access_key_is_in_no_text_of_a_trace_ours_or_not() {
        String template = "\"trace_type\":\"by %1$s\",\"source_ip\":\"from %1$s\",\"request_id\":\"r %1$s\","
                + "\"response\":{\"errCode\":\"of %1$s\"},\"user\":{\"name\":\"user %1$s\",\"access_key_id\":\"%1$s\"}";
        for (String key : new String[] {OUR_KEY, OTHER_KEY}) {
            String shown = only(trace(template.formatted(key)).replace("t-1", "t " + key))
                    .toString();

            assertThat(shown).contains("***").doesNotContain(key);
        }
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

    @ParameterizedTest
    @ValueSource(
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
