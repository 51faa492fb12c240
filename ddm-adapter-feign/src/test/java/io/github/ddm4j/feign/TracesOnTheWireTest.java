/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import io.github.ddm4j.core.port.AuditPort;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The read of the audit log: what it sends, which answers it understands, and which it does not believe. */
class TracesOnTheWireTest extends AuditLogReads {

    @Test
    void a_complete_trace_is_read_in_its_documented_form() {
        String request = "{\"flavor_id\":\"" + Wire.FLAVOR + "\",\"node_number\":2,\"group_id\":\"g1\"}";
        String response = "{\"instanceId\":\"" + Wire.INSTANCE + "\",\"jobId\":\"job-1\"}";
        OrderTrace read =
                only(trace("""
                "trace_rating":"normal","trace_type":"ApiCall","record_time":%d,"code":"200","request":%s,"response":%s,
                "user":{"id":"u1","name":"scaler","domain":{"id":"d1","name":"acme"},"access_key_id":"%s"},
                "source_ip":"192.0.2.1","service_type":"DDM","resource_type":"instance","resource_id":"%s",
                "request_id":"r-1","new_field":[1]""".formatted(TIME + 60_000, quoted(request), quoted(response), OUR_KEY, Wire.INSTANCE)));

        assertThat(read)
                .isEqualTo(new OrderTrace(
                        "t-1",
                        "enlargeNode",
                        Instant.ofEpochMilli(TIME),
                        Optional.of(Instant.ofEpochMilli(TIME + 60_000)),
                        Optional.of(Wire.INSTANCE),
                        new Actor(By.OUR_KEY, Optional.of("scaler"), Optional.of("192.0.2.1"), Optional.of("ApiCall")),
                        new Asked(
                                Optional.of(new FlavorId(Wire.FLAVOR)),
                                OptionalInt.of(2),
                                Optional.of(new GroupId("g1"))),
                        new Result(
                                Optional.of(Rating.NORMAL),
                                OptionalInt.of(200),
                                Optional.of(new JobId("job-1")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("r-1"))));
    }

    @Test
    void one_get_to_the_audit_log_alone_asks_for_the_instances_orders_in_a_window() {
        cts.otherwise(reply(200, traces()));

        assertThat(page()).isEqualTo(new AuditPort.Page(java.util.List.of(), Optional.empty()));
        assertThat(cts.received()).hasSize(1);
        assertThat(cts.received().get(0).method()).isEqualTo("GET");
        assertThat(cts.received().get(0).path())
                .isEqualTo("/v3/" + Wire.PROJECT + "/traces?trace_type=system&service_type=DDM&resource_type=instance"
                        + "&resource_id=" + Wire.INSTANCE + "&trace_name=enlargeNode&from="
                        + (SINCE.toEpochMilli() - 1) + "&to="
                        + NOW.plus(Duration.ofHours(1)).toEpochMilli() + "&limit=100");
        assertThat(ddm.received()).isEmpty();
    }

    @Test
    void a_moment_that_the_provider_no_longer_knows_is_asked_for_as_far_back_as_it_goes() {
        cts.otherwise(reply(200, traces()));
        adapter.auditPort().orElseThrow().orderTraces(Wire.INSTANCE, Instant.EPOCH, Optional.empty());

        long back = NOW.minus(Duration.ofDays(7).minusHours(1)).toEpochMilli() - 1;
        assertThat(cts.received().get(0).path()).contains("&from=" + back + "&");
    }

    @Test
    void the_next_page_is_asked_for_by_the_marker_of_the_one_before() {
        cts.then(reply(200, "{\"traces\":[" + trace("") + "],\"meta_data\":{\"marker\":\"m-1\"}}"))
                .otherwise(reply(200, traces()));

        Optional<String> next = page().next();
        assertThat(next).contains("m-1");
        assertThat(page(next).next()).isEmpty();
        assertThat(cts.received().get(1).path()).endsWith("&limit=100&next=m-1");
    }

    @Test
    void an_empty_page_is_the_last_one_whatever_its_marker() {
        cts.otherwise(reply(200, "{\"traces\":[],\"meta_data\":{\"marker\":\"m-1\"}}"));

        assertThat(page().next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"traces\":[%s],\"meta_data\":{\"marker\":\"m-1\"}}",
                "{\"traces\":[%s],\"meta_data\":{\"marker\":\"no marker\"}}",
                "{\"traces\":[%s],\"meta_data\":{\"marker\":7}}",
            })
    void a_marker_that_leads_nowhere_is_no_usable_answer(String body) {
        cts.otherwise(reply(200, body.formatted(trace(""))));

        assertThat(catchThrowableOfType(ProviderUnavailableException.class, () -> page(Optional.of("m-1"))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"traces\":{}}",
                "{\"traces\":\"none\"}",
                "{\"traces\":null}",
                "{\"traces\":[null]}",
                "{\"traces\":[7]}",
                "no json",
                ""
            })
    void an_answer_that_is_no_list_is_not_believed_and_may_be_asked_for_again(String body) {
        cts.otherwise(reply(200, body));

        ProviderUnavailableException unavailable = catchThrowableOfType(ProviderUnavailableException.class, this::page);
        assertThat(unavailable.signalsOutage()).isTrue();
        assertThat(cts.received()).hasSize(3);
    }

    @Test
    void an_order_whose_trace_cannot_be_read_and_a_page_that_may_go_on_are_no_silence() {
        String full = IntStream.range(0, 100)
                .mapToObj(i -> trace("t" + i, user("somebody", "THEIRACCESSKEY000001")))
                .collect(Collectors.joining(","));
        for (String answer : List.of(
                traces("{\"trace_id\":\"t\",\"trace_name\":\"enlargeNode\",\"time\":\"soon\"}"),
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

    @ParameterizedTest
    @ValueSource(strings = {"\"trace_name\":\"enlargeNode\"", "\"trace_id\":\"t\""})
    void an_order_without_an_id_and_what_may_be_one_without_a_name_are_no_silence_up_to_their_time(String named) {
        long old = SINCE.toEpochMilli() - 1;

        assertThat(page(traces("{" + named + ",\"time\":" + TIME + "}")).wholeFrom())
                .contains(Instant.ofEpochMilli(TIME + 1));
        assertThat(page(traces("{" + named + ",\"time\":" + old + "}")).wholeFrom())
                .isEmpty();
    }

    @Test
    void a_megabyte_of_request_is_more_than_an_answer_may_have() {
        cts.otherwise(reply(200, traces(trace("\"request\":\"" + "x".repeat(1024 * 1024) + "\""))));

        assertThat(catchThrowableOfType(ProviderUnavailableException.class, this::page))
                .isNotNull();
    }

    @Test
    void a_page_of_many_short_traces_is_read_whole() {
        cts.otherwise(reply(
                200,
                traces(IntStream.range(0, 5000)
                        .mapToObj(i -> trace("").replace("t-1", "t-" + i))
                        .collect(Collectors.joining(",")))));

        assertThat(page().traces()).hasSize(5000);
    }

    @ParameterizedTest
    @CsvSource({"403, ACCESS", "404, NOT_FOUND", "400, BAD_REQUEST"})
    void a_missing_permission_and_a_log_that_is_switched_off_are_rejected_after_one_request(
            int status, RejectionReason reason) {
        cts.otherwise(reply(status, "{\"error_code\":\"CTS.9999\",\"error_msg\":\"no\"}"));

        ScaleOutRejectedException rejected = catchThrowableOfType(ScaleOutRejectedException.class, this::page);
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.errorCode()).contains("CTS.9999");
        assertThat(rejected.signalsOutage()).isFalse();
        assertThat(cts.received()).hasSize(1);
    }

    @Test
    void a_log_that_is_down_is_unavailable_and_opens_its_own_breaker_alone() {
        cts.otherwise(reply(503, ""));

        assertThat(catchThrowableOfType(ProviderUnavailableException.class, this::page)
                        .signalsOutage())
                .isTrue();
        assertThat(registry.circuitBreaker("ddm-audit").getMetrics().getNumberOfFailedCalls())
                .isEqualTo(1);
        assertThat(registry.circuitBreaker("ddm-read").getMetrics().getNumberOfBufferedCalls())
                .isZero();
        assertThat(adapter.circuitBreakerStates())
                .containsOnlyKeys("ddm-scale-out", "ddm-read", "ddm-audit")
                .containsEntry("ddm-audit", "CLOSED");
    }

    @Test
    void once_closed_nothing_is_sent() {
        AuditPort port = adapter.auditPort().orElseThrow();
        adapter.close();

        ProviderUnavailableException closed = catchThrowableOfType(
                ProviderUnavailableException.class, () -> port.orderTraces(Wire.INSTANCE, SINCE, Optional.empty()));
        assertThat(closed.signalsOutage()).isFalse();
        assertThat(cts.received()).isEmpty();
    }

    @Test
    void an_adapter_that_was_not_told_of_a_log_has_none_and_no_breaker_for_it() {
        try (FeignScaleOutAdapter plain = Wire.adapter(ddm).build()) {
            assertThat(plain.auditPort()).isEmpty();
            assertThat(plain.circuitBreakerStates()).containsOnlyKeys("ddm-scale-out", "ddm-read");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-4, https://cts.cn-north-4.myhuaweicloud.com",
        "eu-west-101, https://cts.eu-west-101.myhuaweicloud.eu",
        "eu-de, https://cts.eu-de.otc.t-systems.com"
    })
    void the_log_of_a_region_has_an_endpoint(String region, URI endpoint) {
        assertThat(Endpoints.ctsOfRegion(region)).isEqualTo(endpoint);
    }

    @Test
    void a_setting_that_cannot_be_is_refused_when_it_is_given_or_built() {
        AuditSettings.Builder settings = AuditSettings.builder(cts.uri());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.soleUser(" "))
                .withMessageContaining("soleUser");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adapter(AuditSettings.of(URI.create("http://cts.example.com"))))
                .withMessageContaining("https");
    }
}
