/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.rawThenHangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A canary for a token, with every logger of the JVM at its most talkative. */
class SecretsTest {

    private static final String ECHO = "you sent " + Wire.TOKEN;

    private final HostileServer server = HostileServer.start();
    private final FeignScaleOutAdapter adapter = Wire.adapter(server)
            .circuitBreakerRegistry(CircuitBreakerRegistry.of(
                    CircuitBreakerConfig.custom().minimumNumberOfCalls(100).build()))
            .build();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.setLevel(Level.OFF);
        root.detachAppender(log);
        adapter.close();
        server.close();
    }

    @Test
    void the_token_is_in_no_log_and_no_exception_though_the_provider_echoes_it_everywhere() {
        String error = "{\"errCode\":\"" + Wire.TOKEN + "\",\"externalMessage\":\"" + ECHO + "\",\"request_id\":\""
                + Wire.TOKEN + "\"}";
        String escaped = error.replace("canary", "\\u0063anary");
        server.then(
                reply(200, Wire.STARTED, "X-Echo: " + Wire.TOKEN),
                reply(200, Wire.STARTED, "X-Request-Id: id of " + Wire.TOKEN),
                reply(200, "{\"instanceName\":\"" + ECHO + "\",\"jobId\":\"j\"}"),
                reply(200, "{\"jobId\":\"" + ECHO + "\"}"),
                reply(200, "<" + ECHO + ">", "X-Request-Id: " + Wire.TOKEN),
                reply(400, error),
                reply(400, escaped),
                reply(401, "{\"error\":{\"code\":401,\"message\":\"" + ECHO + "\"}}", "X-Request-Id: " + Wire.TOKEN),
                reply(429, error, "Retry-After: " + Wire.TOKEN),
                reply(503, error),
                reply(302, "", "Location: http://127.0.0.1:1/" + Wire.TOKEN),
                rawThenHangUp("HTTP/1.1 200 OK\r\n" + ECHO + "\r\n\r\n"),
                rawThenHangUp(ECHO + "\r\n\r\n"),
                rawThenHangUp("HTTP/1.1 200 OK\r\nContent-Length: " + Wire.TOKEN + "\r\n\r\n"),
                rawThenHangUp("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Wire.TOKEN + "\r\n"),
                rawThenHangUp("HTTP/1.1 101 Go\r\nUpgrade: " + Wire.TOKEN + "\r\n\r\n"),
                hangUp());
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            seen.append(outcome());
        }

        assertThat(server.posts()).isEqualTo(17);
        assertThat(seen.toString()).contains("you sent ***").doesNotContain(Wire.TOKEN);
        assertThat(logged()).contains("outcome=JobStarted").doesNotContain(Wire.TOKEN);
        assertThat(adapter.toString()).doesNotContain(Wire.TOKEN);
    }

    /** HttpClient has loggers of headers and of bytes, which print a token in full for everybody else. */
    @Test
    void nothing_is_logged_below_the_adapter_when_every_logger_is_switched_on() {
        server.then(reply(200, Wire.STARTED));
        outcome();

        assertThat(log.list)
                .extracting(ILoggingEvent::getLoggerName)
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("org.apache.hc.") || name.startsWith("feign."));
    }

    @Test
    void the_password_for_a_proxy_is_in_no_log_and_no_exception() {
        server.then(reply(407, "", "Proxy-Authenticate: Basic realm=\"x\""));
        try (FeignScaleOutAdapter behindProxy = FeignScaleOutAdapter.builder(
                        URI.create("https://127.0.0.1:1"), Wire.PROJECT, AuthTokenProvider.fixed(Wire.TOKEN))
                .http(http -> http.proxy("127.0.0.1", server.port()))
                .http(http -> http.proxyCredentials("me", Wire.TOKEN))
                .build()) {
            Throwable thrown = catchThrowable(() -> behindProxy.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            assertThat(thrown).isInstanceOf(ProviderUnavailableException.class);
        }
        String sent = server.received().get(0).header("Proxy-Authorization");

        assertThat(sent).startsWith("Basic ");
        assertThat(logged()).isNotEmpty().doesNotContain(Wire.TOKEN, sent.substring("Basic ".length()));
    }

    @Test
    void a_call_is_one_line_in_the_log_and_a_surprise_is_a_warning() {
        server.then(reply(200, Wire.STARTED), reply(400, Wire.page("response-400.json")), hangUp());
        outcome();
        outcome();
        outcome();

        assertThat(log.list)
                .filteredOn(event -> event.getLoggerName().equals(FeignScaleOutAdapter.class.getName()))
                .extracting(event ->
                        event.getLevel() + " " + event.getFormattedMessage().replaceAll("=[0-9]+$", "=_"))
                .satisfiesExactly(
                        done -> assertThat(done)
                                .isEqualTo("DEBUG call=scaleOut instance=" + Wire.INSTANCE
                                        + " outcome=JobStarted job=1eb697c0-1842-43a3-8671-f562d0385cb9"
                                        + " request_id=- duration_ms=_"),
                        refused -> assertThat(refused)
                                .startsWith("DEBUG call=scaleOut instance=" + Wire.INSTANCE
                                        + " outcome=ScaleOutRejectedException status=400"
                                        + " error_code=DBS.280001 request_id=- duration_ms="),
                        unknown -> assertThat(unknown)
                                .startsWith("WARN call=scaleOut instance=" + Wire.INSTANCE
                                        + " outcome=OutcomeUnknownException status=-"
                                        + " error_code=- request_id=- duration_ms="));
    }

    @Test
    void no_exception_of_feign_or_jackson_is_a_cause() {
        server.then(reply(200, "{\"jobId\":"), reply(500, ""), hangUp());
        for (int i = 0; i < 3; i++) {
            Throwable thrown = catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            assertThat(thrown).isInstanceOf(OutcomeUnknownException.class);
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                assertThat(cause.getClass().getName())
                        .doesNotStartWith("feign.")
                        .doesNotStartWith("com.fasterxml.");
            }
        }
    }

    @Test
    void a_hostile_token_is_refused_without_showing_it() {
        for (String hostile : new String[] {"a b", "a\r\nX-Evil: 1", "a\u0000", "é", "x".repeat(32 * 1024 + 1)}) {
            assertThatThrownBy(() -> AuthToken.of(hostile))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(hostile);
        }
    }

    @Test
    void the_words_of_the_provider_stay_readable() {
        server.then(reply(400, Wire.page("response-400.json")));

        assertThatThrownBy(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE))
                .isInstanceOf(ScaleOutRejectedException.class)
                .hasMessage("The provider refused with status 400 (Parameter error., error code DBS.280001)");
    }

    /** Everything that a caller could print of an outcome. */
    private String outcome() {
        try {
            return adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE).toString();
        } catch (ScaleOutException e) {
            StringWriter all = new StringWriter();
            e.printStackTrace(new PrintWriter(all, true));
            return all + "" + e.errorCode() + e.providerMessage() + e.requestId();
        }
    }

    private String logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }
}
