/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.auth.IamWorld.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens from IAM as they should come. */
class IamTokenProviderTest {

    private final HostileServer iam = HostileServer.start();
    private final MutableClock clock = new MutableClock();
    private final IamTokenProvider provider =
            IamWorld.provider(iam).clock(clock).build();

    @AfterEach
    void stop() {
        provider.close();
        iam.close();
    }

    @Test
    void building_sends_nothing() {
        assertThat(iam.connections()).isZero();
    }

    @Test
    void a_token_is_asked_for_with_the_password_for_a_project_by_name() throws IOException {
        iam.then(token("t1"));

        assertThat(provider.token()).isEqualTo(AuthToken.of("t1"));

        Received request = iam.received().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v3/auth/tokens");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("X-Auth-Token")).isEmpty();
        assertJson(request.body(), """
                {"auth":{"identity":{"methods":["password"],"password":{"user":{
                "name":"scaler","password":"canary-pässword-\\"quoted\\"","domain":{"name":"acme"}}}},
                "scope":{"project":{"name":"cn-north-4"}}}}""");
    }

    @Test
    void a_token_is_asked_for_for_a_project_by_id() throws IOException {
        iam.then(token("t1"));
        try (IamTokenProvider byId = IamTokenProvider.builder(iam.uri(), IamWorld.USER, new ProjectId("p1"))
                .build()) {
            byId.token();
        }

        assertThat(new ObjectMapper().readTree(iam.received().get(0).body()).at("/auth/scope"))
                .hasToString("{\"project\":{\"id\":\"p1\"}}");
    }

    @Test
    void a_token_is_kept_and_renewed_ahead_of_its_end() {
        iam.then(token("t1"), token("t2"));

        assertThat(provider.token()).isEqualTo(AuthToken.of("t1"));
        clock.advance(Duration.ofHours(23).plusMinutes(29));
        assertThat(provider.token()).isEqualTo(AuthToken.of("t1"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(provider.token()).isEqualTo(AuthToken.of("t2"));
        assertThat(iam.posts()).isEqualTo(2);
    }

    @Test
    void where_iam_does_not_say_when_it_issued_the_end_is_taken_by_our_clock() {
        Instant end = clock.instant().plus(Duration.ofHours(2));
        iam.then(reply(201, "{\"token\":{\"expires_at\":\"" + end + "\"}}", "X-Subject-Token: t1"), token("t2"));
        provider.token();

        clock.advance(Duration.ofMinutes(107));
        assertThat(provider.token()).isEqualTo(AuthToken.of("t1"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(provider.token()).isEqualTo(AuthToken.of("t2"));
    }

    @Test
    void a_listener_hears_of_each_token() {
        iam.then(token("t1"));
        AtomicInteger heard = new AtomicInteger();
        TokenListener listener = new TokenListener() {
            @Override
            public void renewed(Duration took) {
                heard.incrementAndGet();
            }

            @Override
            public void renewalFailed(Duration took, ScaleOutException failure) {}
        };
        try (IamTokenProvider observed =
                IamWorld.provider(iam).listener(listener).clock(clock).build()) {
            observed.token();
            observed.token();
        }

        assertThat(heard).hasValue(1);
    }

    @Test
    void a_refused_token_is_renewed() {
        iam.then(token("t1"), token("t2"));

        assertThat(provider.tokenAfterRefusal(provider.token())).isEqualTo(AuthToken.of("t2"));
    }

    @Test
    void a_token_as_long_as_the_gateway_takes_arrives_whole() {
        String longest = "t".repeat(32 * 1024);
        iam.then(token(longest));

        assertThat(provider.token().value()).isEqualTo(longest);
    }

    @Test
    void a_kept_alive_connection_that_iam_closes_does_not_send_the_password_twice() {
        iam.then(token("t1", Duration.ofMinutes(10)), hangUp());
        provider.token();
        clock.advance(Duration.ofMinutes(10));

        assertThatThrownBy(provider::token).isInstanceOf(ProviderUnavailableException.class);
        assertThat(iam.posts()).isEqualTo(2);
    }

    @Test
    void a_closed_provider_still_gives_its_token_but_asks_for_no_other() {
        iam.then(token("t1"), token("t2"));
        provider.token();
        provider.close();
        provider.close();

        assertThat(provider.token()).isEqualTo(AuthToken.of("t1"));
        clock.advance(Duration.ofHours(24));
        assertThatThrownBy(provider::token)
                .isInstanceOfSatisfying(
                        ProviderUnavailableException.class,
                        unavailable -> assertThat(unavailable.signalsOutage()).isFalse());
        assertThat(iam.posts()).isEqualTo(1);
    }

    @Test
    void a_closed_provider_leaves_no_thread() {
        iam.then(token("t1"));
        provider.token();
        provider.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("ddm4j") && thread.isAlive());
    }

    private static void assertJson(String actual, String expected) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(actual)).isEqualTo(mapper.readTree(expected));
    }
}
