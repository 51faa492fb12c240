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
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.OrderTrace.Actor;
import io.github.ddm4j.core.model.OrderTrace.Asked;
import io.github.ddm4j.core.model.OrderTrace.By;
import io.github.ddm4j.core.model.OrderTrace.Rating;
import io.github.ddm4j.core.model.OrderTrace.Result;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The read of the audit log: what it sends, what it understands, what it does not believe. */
class TracesOnTheWireTest {

    private static final String OUR_KEY = "OURACCESSKEYID000001";
    private static final String OTHER_KEY = "THEIRACCESSKEY000002";

    /** The beginning of {@link MutableClock}. */
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Instant SINCE = NOW.minus(Duration.ofMinutes(20));
    private static final long TIME = NOW.minusSeconds(60).toEpochMilli();

    private final HostileServer ddm = HostileServer.start();
    private final HostileServer cts = HostileServer.start();
    private final MutableClock clock = new MutableClock();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
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
                .clock(clock)
                .circuitBreakerRegistry(registry)
                .sleeper(pause -> {})
                .audit(settings)
                .build();
    }

    private void given(AuditSettings.Builder settings) {
        adapter.close();
        adapter = adapter(settings.build());
    }

    private AuditPort.Page page() {
        return page(Optional.empty());
    }

    private AuditPort.Page page(Optional<String> marker) {
        return adapter.auditPort().orElseThrow().orderTraces(Wire.INSTANCE, SINCE, marker);
    }

    private OrderTrace only(String trace) {
        cts.otherwise(reply(200, traces(trace)));
        assertThat(page().traces()).hasSize(1);
        return page().traces().get(0);
    }

    private static String traces(String... traces) {
        return "{\"traces\":[" + String.join(",", traces) + "],\"meta_data\":{\"count\":1,\"marker\":null}}";
    }

    /** A trace with nothing but what it has to have, and these fields. */
    private static String trace(String fields) {
        return "{\"trace_id\":\"t-1\",\"trace_name\":\"enlargeNode\",\"time\":" + TIME
                + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    private static String user(String name, String key) {
        return "\"trace_type\":\"ApiCall\",\"user\":{\"name\":\"" + name + "\",\"access_key_id\":\"" + key + "\"}";
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

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
    void a_megabyte_of_request_is_more_than_an_answer_may_have() {
        cts.otherwise(reply(200, traces(trace("\"request\":\"" + "x".repeat(1024 * 1024) + "\""))));

        assertThat(catchThrowableOfType(ProviderUnavailableException.class, this::page))
                .isNotNull();
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
    void a_page_of_many_short_traces_is_read_whole() {
        cts.otherwise(reply(
                200,
                traces(IntStream.range(0, 5000)
                        .mapToObj(i -> trace("").replace("t-1", "t-" + i))
                        .collect(Collectors.joining(",")))));

        assertThat(page().traces()).hasSize(5000);
    }

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
    void settings_show_no_key() {
        assertThat(AuditSettings.builder(cts.uri())
                        .soleUser("scaler")
                        .otherOwnKeys(OTHER_KEY)
                        .build()
                        .toString())
                .contains("scaler")
                .doesNotContain(OTHER_KEY);
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
