/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.Correlation;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.Wire;
import io.github.ddm4j.feign.internal.CallLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What an operator reads. That no secret is in it, {@link CredentialCanaryTest} and {@code SecretsTest} tell. */
class LogLinesTest {

    private static final Pattern KEY_VALUES = Pattern.compile("(\\w+=(\"[^\"]*\"|[^\\s\"=]+)( |$))+");

    private final Logger ours = (Logger) LoggerFactory.getLogger("io.github.ddm4j.feign");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final HostileServer server = HostileServer.start();
    private final FeignScaleOutAdapter adapter = Wire.adapter(server).build();

    @BeforeEach
    void listen() {
        log.start();
        ours.addAppender(log);
        ours.setLevel(Level.TRACE);
        MDC.put("trace", "t-1");
    }

    @AfterEach
    void stop() {
        ours.setLevel(null);
        ours.detachAppender(log);
        MDC.clear();
        adapter.close();
        server.close();
    }

    private List<ILoggingEvent> linesOf(Runnable call) {
        log.list.clear();
        catchThrowable(call::run);
        return List.copyOf(log.list);
    }

    private List<ILoggingEvent> linesOfScaleOut() {
        return linesOf(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
    }

    @Test
    void a_call_that_succeeds_or_is_refused_writes_one_line_at_debug() {
        server.then(reply(200, Wire.STARTED), reply(400, "{\"errCode\":\"DBS.280001\",\"externalMessage\":\"no\"}"));

        for (int call = 0; call < 2; call++) {
            assertThat(linesOfScaleOut()).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
                assertThat(line.getFormattedMessage())
                        .startsWith("call=scaleOut instance=" + Wire.INSTANCE + " outcome=");
            });
        }
    }

    @Test
    void the_line_of_an_order_names_what_was_started() {
        String jobOfAnOrder = "{\"instanceId\":\"" + Wire.INSTANCE + "\",\"jobId\":\"job-1\",\"orderId\":\"order-1\"}";
        server.then(reply(200, Wire.ORDERED), reply(200, jobOfAnOrder, "X-Request-Id: req-1"));

        for (String started : List.of(
                "outcome=OrderPlaced order=CS1810251738L8VVD request_id=- duration_ms=",
                "outcome=JobStarted job=job-1 order=order-1 request_id=req-1 duration_ms=")) {
            assertThat(linesOfScaleOut()).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                    .matches(KEY_VALUES)
                    .contains(started));
        }
    }

    @Test
    void a_line_tells_the_time_that_its_call_took_and_a_failure_s_its_message() {
        long start = System.nanoTime();
        CallLog call = new CallLog("scaleOut", "");
        while (System.nanoTime() - start < 3_000_000) {
            Thread.onSpinWait();
        }
        String line = linesOf(() -> call.failed(new OutcomeUnknownException("no \"answer\"", ProviderError.NONE, null)))
                .get(0)
                .getFormattedMessage();
        long most = (System.nanoTime() - start) / 1_000_000;

        assertThat(line).endsWith(" message=\"no 'answer'\"");
        assertThat(Long.parseLong(line.replaceAll(".* duration_ms=(\\d+) .*", "$1")))
                .isBetween(2L, most);
    }

    @Test
    void a_lost_answer_writes_one_line_and_at_warn() {
        server.then(hangUp());

        assertThat(linesOfScaleOut()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith(
                            "call=scaleOut instance=" + Wire.INSTANCE + " outcome=OutcomeUnknownException status=-");
        });
    }

    @Test
    void one_line_names_key_instance_attempt_request_and_trace_of_an_order_that_a_flow_sends() {
        Correlation names = new Correlation(
                Wire.INSTANCE,
                Optional.of(new IdempotencyKey("ticket 7")),
                2,
                Optional.empty(),
                Optional.of("4bf92f3577b34da6"));
        server.then(reply(503, "{\"error_code\":\"APIGW.0202\",\"request_id\":\"req-7\"}"));

        assertThat(linesOf(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE, gate(() -> Optional.of(names)))))
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .matches(KEY_VALUES)
                        .startsWith("call=scaleOut instance=" + Wire.INSTANCE
                                + " key=\"ticket 7\" attempt=2 trace_id=4bf92f3577b34da6 outcome=OutcomeUnknownException"
                                + " status=503 error_code=APIGW.0202 request_id=req-7 "));
    }

    @Test
    void a_gate_that_cannot_name_its_order_changes_neither_outcome_nor_log() {
        server.then(reply(200, Wire.STARTED));
        Supplier<Optional<Correlation>> broken = () -> {
            throw new IllegalStateException("broken");
        };

        assertThat(linesOf(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE, gate(broken))))
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("call=scaleOut instance=" + Wire.INSTANCE + " outcome=JobStarted"));
    }

    private static SendGate gate(Supplier<Optional<Correlation>> names) {
        return new SendGate() {
            @Override
            public Permission ask(InstanceId instance, ScaleOutRequest request) {
                return Permission.granted();
            }

            @Override
            public Optional<Correlation> correlation() {
                return names.get();
            }
        };
    }

    @Test
    void an_order_that_nobody_waited_for_is_a_warning_though_it_says_nothing_of_the_provider() {
        server.then(peer -> {
            adapter.close();
            peer.awaitClientGone();
        });

        assertThat(linesOfScaleOut()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith(
                            "call=scaleOut instance=" + Wire.INSTANCE + " outcome=OutcomeUnknownException status=-");
        });
    }

    @Test
    void a_read_writes_one_line_however_many_requests_it_makes() {
        server.otherwise(reply(404, ""));

        assertThat(linesOf(() -> adapter.instance(Wire.INSTANCE)))
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("call=instance instance=" + Wire.INSTANCE
                                + " outcome=ScaleOutRejectedException status=404"));
    }

    @Test
    void every_line_is_key_value_whatever_the_provider_says() {
        String hostile =
                "{\"errCode\":\"A B=1 \\\"c\\\"\",\"externalMessage\":\"x\\\" outcome=\\\"JobStarted\\ncall=scaleOut\"}";
        server.then(reply(200, Wire.STARTED), reply(400, hostile), reply(503, hostile), hangUp());

        for (int call = 0; call < 4; call++) {
            assertThat(linesOfScaleOut()).singleElement().satisfies(line -> {
                String text = line.getFormattedMessage();
                assertThat(text).matches(KEY_VALUES);
                assertThat(text.replaceAll("\"[^\"]*\"", ""))
                        .containsOnlyOnce("outcome=")
                        .containsOnlyOnce("call=");
            });
        }
    }

    @Test
    void tokens_write_key_values_too() {
        IssuedToken due =
                new IssuedToken(AuthToken.of("t"), Instant.EPOCH, Instant.now().plus(Duration.ofDays(9)));
        TokenCache cache = new TokenCache(() -> due, Clock.systemUTC(), Duration.ofMinutes(1));

        assertThat(linesOf(cache::token)).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .matches(KEY_VALUES)
                .startsWith("event=token_renewed expires_at="));
    }

    @Test
    void a_token_that_is_kept_because_no_newer_one_came_is_told() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Iterator<IssuedToken> once = List.of(
                        new IssuedToken(AuthToken.of("t"), now.minus(Duration.ofHours(23)), now.plusSeconds(60)))
                .iterator();
        TokenCache cache = new TokenCache(once::next, Clock.fixed(now, ZoneOffset.UTC), Duration.ofMinutes(1));
        cache.token();

        assertThat(linesOf(cache::token)).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .matches(KEY_VALUES)
                .startsWith("event=token_kept expires_at=2026-11-22T12:01:00Z "));
    }

    @Test
    void the_context_of_the_application_is_left_as_it_was() {
        server.then(reply(200, Wire.STARTED));

        assertThat(linesOfScaleOut())
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).isEqualTo(Map.of("trace", "t-1")));
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("trace", "t-1"));
    }
}
