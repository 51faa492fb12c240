/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.rawThenHangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.feign.HostileServer.Act;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A provider that quotes one part of the credentials, whole or a piece of it, wherever it can. */
class EverySecretTest {

    private static final String ID = "AKIDCANARY0123456789";
    private static final String SECRET = "sk-canary-abcdefghijklmnopqrstuvwxyz";
    private static final String SECURITY_TOKEN = "security-token-canary-" + "0123456789".repeat(5);

    private final HostileServer server = HostileServer.start();
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
        server.close();
    }

    /** Where a text of the provider can stand. */
    static Stream<Function<String, Act>> places() {
        return Stream.of(
                quoted -> reply(
                        401, "{\"error_msg\":\"key %s is wrong\",\"error_code\":\"APIGW.0301\"}".formatted(quoted)),
                quoted -> reply(400, "{\"errCode\":\"%s\"}".formatted(quoted)),
                quoted -> reply(403, "{\"request_id\":\"%s\"}".formatted(quoted)),
                quoted -> reply(500, "", "X-Request-Id: " + quoted),
                quoted -> reply(200, Wire.STARTED, "X-Request-Id: " + quoted),
                quoted -> reply(200, "{\"jobId\":\"j\",\"instanceName\":\"%s\"}".formatted(quoted)),
                quoted -> reply(200, "{\"jobId\":\"%s\"}".formatted(quoted)),
                quoted -> reply(200, "{\"orderId\":\"%s\"}".formatted(quoted)),
                quoted -> reply(200, quoted),
                quoted -> rawThenHangUp("HTTP/1.1 200 OK\r\n" + quoted + "\r\n\r\n"),
                quoted -> rawThenHangUp("HTTP/1.1 " + quoted + "\r\n\r\n"),
                quoted -> rawThenHangUp(quoted + "\r\n\r\n"),
                quoted -> rawThenHangUp("HTTP/1.1 200 OK\r\nContent-Length: " + quoted + "\r\n\r\n"),
                quoted -> rawThenHangUp("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + quoted + "\r\n"),
                quoted -> rawThenHangUp("HTTP/1.1 200 OK\r\nTransfer-Encoding: " + quoted + "\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void nothing_of_an_access_key_shows_nor_its_signature(Function<String, Act> place) {
        for (int part = 0; part < 8; part++) {
            int quoted = part;
            server.then(peer -> {
                String authorization = peer.request().header("Authorization");
                String signature = authorization.substring(authorization.indexOf("Signature=") + 10);
                List<String> quotes = List.of(
                        ID,
                        SECRET,
                        SECURITY_TOKEN,
                        signature,
                        piece(ID),
                        piece(SECRET),
                        piece(signature),
                        authorization);
                place.apply(quotes.get(quoted)).on(peer);
            });
            // With both parts the wrong way round, the secret is what is sent as the id.
            AccessKey key = quoted % 2 == 0
                    ? AccessKey.temporary(ID, SECRET, SECURITY_TOKEN)
                    : AccessKey.temporary(SECRET, ID, SECURITY_TOKEN);
            try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, key)
                    .build()) {
                String seen = outcome(adapter);
                String signature =
                        server.received().get(server.received().size() - 1).header("Authorization");
                assertHidden(seen + logged(), signature.substring(signature.indexOf("Signature=") + 10));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void nothing_of_a_token_shows(Function<String, Act> place) {
        try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                        server.uri(), Wire.PROJECT, AuthTokenProvider.fixed(SECURITY_TOKEN))
                .build()) {
            for (String quoted :
                    List.of(SECURITY_TOKEN, piece(SECURITY_TOKEN), "x" + SECURITY_TOKEN.substring(0, 12))) {
                server.then(place.apply(quoted));
                assertHidden(outcome(adapter) + logged(), SECURITY_TOKEN);
            }
        }
    }

    @Test
    void an_id_that_is_the_token_is_none() {
        String token = "0123456789abcdef0123456789abcdef";
        server.then(reply(200, "{\"jobId\":\"" + token + "\"}"), reply(200, "{\"orderId\":\"" + token + "\"}"));
        try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                        server.uri(), Wire.PROJECT, AuthTokenProvider.fixed(token))
                .build()) {
            assertThat(outcome(adapter))
                    .contains(OutcomeUnknownException.class.getName())
                    .doesNotContain(token);
            assertThat(outcome(adapter))
                    .contains(OutcomeUnknownException.class.getName())
                    .doesNotContain(token);
        }
    }

    private static void assertHidden(String seen, String signature) {
        for (String secret : List.of(ID, SECRET, SECURITY_TOKEN, signature)) {
            for (int start = 0; start + 12 <= secret.length(); start++) {
                assertThat(seen).doesNotContain(secret.substring(start, start + 12));
            }
        }
    }

    /** Just as long as must not show. */
    private static String piece(String secret) {
        return secret.substring(3, 15);
    }

    private static String outcome(FeignScaleOutAdapter adapter) {
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
