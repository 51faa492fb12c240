/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.raw;
import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileServer.stallAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Act;
import io.github.ddm4j.feign.Wire;
import io.github.ddm4j.feign.auth.IamWire.Project;
import io.github.ddm4j.feign.auth.IamWire.TokenRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** No password, token or key stands in a message, a cause, a text of an object, or any log at its finest level. */
class CredentialCanaryTest {

    private static final String PASSWORD = "CANARY-password";
    private static final String TOKEN = "CANARY-token";
    private static final IamUser USER = IamUser.of("acme", "scaler", PASSWORD);
    private static final AccessKey KEY = AccessKey.temporary("AK", "CANARY-sk", "CANARY-security-token");
    private static final String BODY = IamWorld.body(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final HostileServer iam = HostileServer.start();
    private final HostileServer ddm = HostileServer.start();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.setLevel(before);
        root.detachAppender(log);
        ddm.close();
        iam.close();
    }

    static Stream<Arguments> answersOfIam() {
        String echo = "{\"error\":{\"code\":401,\"message\":\"wrong: CANARY-password\",\"title\":\"no\"}}";
        return Stream.of(
                arguments("a token", reply(201, BODY, "X-Subject-Token: " + TOKEN)),
                arguments("a refusal that echoes", reply(401, echo, "X-Request-Id: CANARY-password")),
                arguments("a bad request that echoes", reply(400, echo)),
                arguments("an outage that echoes", reply(503, echo)),
                arguments("a throttle that echoes", reply(429, echo)),
                arguments("garbage that echoes", reply(201, "CANARY-password", "X-Subject-Token: " + TOKEN)),
                arguments(
                        "a body in the wrong shape", reply(201, "{\"token\":\"CANARY-token\"}", "X-Subject-Token: x")),
                arguments(
                        "an end that is no date",
                        reply(201, "{\"token\":{\"expires_at\":\"CANARY-token\"}}", "X-Subject-Token: x")),
                arguments(
                        "a refusal that quotes the token that comes with it",
                        reply(
                                401,
                                "{\"error\":{\"message\":\"expired: CANARY-token\"}}",
                                "X-Subject-Token: CANARY-token")),
                arguments("a token with a blank", reply(201, BODY, "X-Subject-Token: CANARY token")),
                arguments(
                        "a header without a colon",
                        raw("HTTP/1.1 201 Created\r\nX-Subject-Token CANARY-token\r\n\r\n")),
                arguments("a strange status line", raw("HTTP/1.1 CANARY-token\r\n\r\n")),
                arguments("half an answer", stallAfter("HTTP/1.1 201 Created\r\nX-Subject-Token: CANARY-token\r\n")),
                arguments("no answer", hangUp()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersOfIam")
    void a_password_and_a_token_are_shown_nowhere(String name, Act act) {
        iam.otherwise(act);
        ddm.otherwise(reply(401, "{\"error_msg\":\"bad token CANARY-token\",\"error_code\":\"APIGW.0301\"}"));
        try (IamTokenProvider tokens = IamTokenProvider.builder(iam.uri(), USER, "cn-north-4")
                        .http(http -> http.deadline(Duration.ofMillis(name.startsWith("half") ? 300 : 10_000)))
                        .build();
                var adapter = FeignScaleOutAdapter.builder(ddm.uri(), Wire.PROJECT, tokens)
                        .build()) {
            assertNoCanary(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)));
            assertNoCanary(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)));
            assertNoCanary(catchThrowable(() -> tokens.projectId("cn-north-4")));
            assertThat(tokens.toString() + adapter).doesNotContain("CANARY");
        }
        assertThat(iam.received().get(0).body()).as("the canary was there").contains(PASSWORD);
        assertLogHasNoCanary();
    }

    @Test
    void an_access_key_is_shown_nowhere() {
        ddm.otherwise(reply(401, "{\"error_msg\":\"bad key CANARY-security-token\",\"error_code\":\"APIGW.0301\"}"));
        try (var adapter =
                FeignScaleOutAdapter.builder(ddm.uri(), Wire.PROJECT, KEY).build()) {
            assertNoCanary(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)));
            assertThat(adapter.toString()).doesNotContain("CANARY");
        }
        assertThat(ddm.received().get(0).header("X-Security-Token"))
                .as("the canary was there")
                .contains("CANARY");
        assertLogHasNoCanary();
    }

    @Test
    void a_user_and_what_is_sent_of_one_show_stars_for_the_password() {
        assertThat(USER).hasToString("IamUser[domain=acme, name=scaler, password=***]");
        assertThat(TokenRequest.of(USER, new Project(null, "cn-north-4")))
                .asString()
                .contains("User[***]");
        assertThat(AuthToken.of(TOKEN)).hasToString("***");
    }

    @Test
    void no_object_that_holds_a_secret_shows_it() {
        AuthToken token = AuthToken.of(TOKEN);
        assertThat(Stream.of(
                                USER,
                                KEY,
                                token,
                                new IssuedToken(token, Instant.EPOCH, Instant.EPOCH),
                                TokenRequest.of(USER, new Project(null, "cn-north-4")))
                        .map(Object::toString))
                .allSatisfy(text -> assertThat(text).doesNotContain("CANARY"));
    }

    private static void assertNoCanary(Throwable thrown) {
        StringWriter trace = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(trace, true));
        }
        assertThat(trace.toString())
                .as("stack trace with causes and suppressed")
                .doesNotContain("CANARY");
    }

    private void assertLogHasNoCanary() {
        assertThat(log.list).as("something is logged at all").isNotEmpty();
        assertThat(log.list).allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain("CANARY");
            if (event.getThrowableProxy() != null) {
                assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .doesNotContain("CANARY");
            }
        });
    }
}
