/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.dripAfter;
import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.raw;
import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileServer.reset;
import static io.github.ddm4j.feign.HostileServer.stallAfter;
import static io.github.ddm4j.feign.auth.IamWorld.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Act;
import io.github.ddm4j.feign.MutableClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong credentials are told from an IAM that is down, and neither is hammered. */
class IamFailureTest {

    private static final String GOOD = IamWorld.body(Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400));

    private final HostileServer iam = HostileServer.start();
    private final MutableClock clock = new MutableClock();
    private final IamTokenProvider provider =
            IamWorld.provider(iam).clock(clock).build();

    @AfterEach
    void stop() {
        provider.close();
        iam.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void a_refusal_is_rejected_access_and_the_password_is_not_sent_again(int status) {
        iam.otherwise(reply(status, IamWorld.WRONG_PASSWORD, "X-Request-Id: iam-req"));

        for (int call = 0; call < 10; call++) {
            var rejected = catchThrowableOfType(ScaleOutRejectedException.class, provider::token);
            assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
            assertThat(rejected.providerMessage()).contains("The username or password is wrong.");
            assertThat(rejected.requestId()).contains("iam-req");
            assertThat(rejected).hasMessageStartingWith("Nothing was applied: IAM refused the credentials");
        }
        assertThat(iam.posts()).isEqualTo(1);
    }

    @Test
    void a_bug_in_asking_is_told_as_an_outage_by_its_name_alone() {
        assertThat(IamFailures.ofToken(new IllegalStateException("canary-password")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Nothing was applied: IAM gave no token. No answer came: it broke off in an unexpected way,"
                        + " IllegalStateException")
                .hasNoCause();
    }

    @Test
    void credentials_that_were_refused_are_tried_again_after_the_back_off() {
        iam.then(reply(401, IamWorld.WRONG_PASSWORD), token("t2"));
        catchThrowableOfType(ScaleOutRejectedException.class, provider::token);
        clock.advance(Duration.ofMinutes(5));

        assertThat(provider.token()).isEqualTo(AuthToken.of("t2"));
    }

    @Test
    void the_back_off_after_a_refusal_can_be_longer() {
        iam.otherwise(reply(401, IamWorld.WRONG_PASSWORD));
        try (IamTokenProvider patient = IamWorld.provider(iam)
                .refusalBackOff(Duration.ofHours(1))
                .clock(clock)
                .build()) {
            catchThrowableOfType(ScaleOutRejectedException.class, patient::token);
            clock.advance(Duration.ofMinutes(59));

            assertThat(catchThrowableOfType(ScaleOutRejectedException.class, patient::token))
                    .hasMessageContaining("not asked again before 2026-11-22T13:00:00Z");
            assertThat(iam.posts()).isEqualTo(1);
        }
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                arguments("500", reply(500, "{}")),
                arguments("503 with HTML", reply(503, "<html>down</html>")),
                arguments("405", reply(405, "")),
                arguments("408", reply(408, "")),
                arguments("409", reply(409, "")),
                arguments("460", reply(460, "")),
                arguments("499", reply(499, "")),
                arguments("400 of a gateway that failed", reply(400, "{\"error_code\":\"APIGW.0601\"}")),
                arguments("307 elsewhere", reply(307, "", "Location: http://127.0.0.1:1/")),
                arguments("hung up", hangUp()),
                arguments("reset", reset()),
                arguments("no HTTP", raw("SSH-2.0-nothing\r\n\r\n")),
                arguments("no token in the header", reply(201, GOOD)),
                arguments("not JSON", reply(201, "<html>", "X-Subject-Token: t")),
                arguments("no body", reply(201, "", "X-Subject-Token: t")),
                arguments("JSON null", reply(201, "null", "X-Subject-Token: t")),
                arguments("no token in the body", reply(201, "{}", "X-Subject-Token: t")),
                arguments("no end", reply(201, "{\"token\":{}}", "X-Subject-Token: t")),
                arguments("end no date", reply(201, "{\"token\":{\"expires_at\":\"soon\"}}", "X-Subject-Token: t")),
                arguments(
                        "ended long ago",
                        reply(201, "{\"token\":{\"expires_at\":\"2015-11-09T01:42:57Z\"}}", "X-Subject-Token: t")),
                arguments(
                        "ended when issued",
                        reply(201, IamWorld.body(Instant.EPOCH, Instant.EPOCH), "X-Subject-Token: t")),
                arguments(
                        "ended before issued",
                        reply(201, IamWorld.body(Instant.EPOCH.plusSeconds(9), Instant.EPOCH), "X-Subject-Token: t")),
                arguments("cannot be sent on", reply(201, GOOD, "X-Subject-Token: a b")),
                arguments("empty", reply(201, GOOD, "X-Subject-Token:")),
                arguments("too long to be sent on", reply(201, GOOD, "X-Subject-Token: " + "t".repeat(32 * 1024 + 1))),
                arguments("body over the cap", reply(201, " ".repeat(1024 * 1024) + GOOD, "X-Subject-Token: t")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void an_iam_that_does_not_work_is_an_outage_and_not_asked_by_every_call(String name, Act act) {
        iam.otherwise(act);

        for (int call = 0; call < 10; call++) {
            var unavailable = catchThrowableOfType(ProviderUnavailableException.class, provider::token);
            assertThat(unavailable.signalsOutage()).isTrue();
            assertThat(unavailable.getMessage())
                    .startsWith("Nothing was applied: IAM gave ")
                    .doesNotContain("may have been applied");
        }
        assertThat(iam.posts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', it holds no token",
        "'{\"token\":{}}', it does not say when the token ends",
        "'{\"token\":{\"expires_at\":\"soon\"}}', it does not say when the token ends"
    })
    void an_answer_without_a_token_is_told_with_what_it_lacks(String body, String lack) {
        iam.otherwise(reply(201, body, "X-Subject-Token: t"));

        assertThat(catchThrowableOfType(ProviderUnavailableException.class, provider::token))
                .hasMessageContaining(lack);
    }

    @Test
    void an_iam_that_came_back_is_asked_again_after_a_second() {
        iam.then(reply(503, ""), token("t2"));
        catchThrowableOfType(ProviderUnavailableException.class, provider::token);
        clock.advance(Duration.ofSeconds(1));

        assertThat(provider.token()).isEqualTo(AuthToken.of("t2"));
    }

    @Test
    void an_iam_that_cannot_be_reached_is_an_outage_with_its_cause() throws IOException {
        ProviderUnavailableException unavailable;
        try (Socket nobodyListens = new Socket()) {
            nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nowhere = URI.create("http://127.0.0.1:" + nobodyListens.getLocalPort());
            try (IamTokenProvider lost = IamTokenProvider.builder(nowhere, IamWorld.USER, IamWorld.REGION)
                    .build()) {
                unavailable = catchThrowableOfType(ProviderUnavailableException.class, lost::token);
            }
        }
        assertThat(unavailable.signalsOutage()).isTrue();
        assertThat(unavailable)
                .hasMessageStartingWith("Nothing was applied: IAM gave no token. Nothing was sent: ")
                .hasRootCauseInstanceOf(ConnectException.class);
    }

    static Stream<Act> slow() {
        return Stream.of(
                stallAfter(""),
                stallAfter("HTTP/1.1 201 Created\r\nX-Subject-Token: t\r\n"),
                dripAfter("HTTP/1.1 201 Created\r\nContent-Length: 1000000\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("slow")
    void the_deadline_covers_the_whole_answer(Act act) {
        iam.otherwise(act);
        try (IamTokenProvider hasty = IamWorld.provider(iam)
                .http(http -> http.deadline(Duration.ofMillis(200)))
                .build()) {
            var unavailable = catchThrowableOfType(ProviderUnavailableException.class, hasty::token);
            assertThat(unavailable.signalsOutage()).isTrue();
            assertThat(unavailable.getMessage())
                    .matches(
                            "Nothing was applied: IAM gave no token\\. No answer came: (the deadline passed|SocketTimeoutException)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: 90", "X-Nothing: 1"})
    void an_iam_that_throttles_is_left_alone_and_says_nothing_of_an_outage(String header) {
        Duration asked = Duration.ofSeconds(header.startsWith("Retry") ? 90 : 60);
        iam.then(reply(429, "{\"error_code\":\"APIGW.0308\",\"error_msg\":\"slow down\"}", header), token("t2"));

        var throttled = catchThrowableOfType(ProviderUnavailableException.class, provider::token);
        assertThat(throttled.signalsOutage()).isFalse();
        assertThat(throttled.retryAfter()).contains(asked);
        assertThat(throttled.errorCode()).contains("APIGW.0308");
        clock.advance(asked.minusSeconds(1));
        assertThat(catchThrowableOfType(ProviderUnavailableException.class, provider::token)
                        .retryAfter())
                .contains(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(provider.token()).isEqualTo(AuthToken.of("t2"));
    }

    @Test
    void an_interrupt_ends_the_request_and_does_not_count_as_an_outage() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        iam.then(peer -> {
            asked.countDown();
            peer.awaitClientGone();
        });
        iam.then(token("t2"));
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            var given = catchThrowableOfType(ProviderUnavailableException.class, provider::token);
            return given != null
                    && !given.signalsOutage()
                    && Thread.currentThread().isInterrupted();
        });
        Thread caller = new Thread(call);
        caller.start();
        asked.await();

        caller.interrupt();

        assertThat(call.get()).isTrue();
        assertThat(provider.token()).as("asked again at once").isEqualTo(AuthToken.of("t2"));
    }
}
