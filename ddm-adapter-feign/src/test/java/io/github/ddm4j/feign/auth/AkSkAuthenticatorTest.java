/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.http.HttpAnswer;
import io.github.ddm4j.feign.http.Transport.Credentials;
import io.github.ddm4j.feign.http.Transport.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AkSkAuthenticatorTest {

    private static final URI JOBS = URI.create("https://ddm.example/v3/p1/jobs?limit=10");
    private static final Request GET = new Request("GET", JOBS, Map.of(), new byte[0], null);

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T23:59:58.999Z"), ZoneId.of("Asia/Shanghai"));
    private final ProjectId project = new ProjectId("p1");
    private final AkSkAuthenticator authenticator =
            new AkSkAuthenticator(Authenticators.fixed(AccessKey.of("AK", "SK-CANARY")), project, clock);

    @Test
    void the_date_is_universal_time_whatever_the_zone_of_the_clock() {
        assertThat(headers(authenticator)).containsEntry("X-Sdk-Date", "20261122T235958Z");
    }

    @Test
    void a_permanent_key_sends_no_security_token() {
        Map<String, String> headers = headers(authenticator);

        assertThat(headers).containsOnlyKeys("X-Sdk-Date", "X-Project-Id", "Authorization");
        assertThat(headers.get("Authorization"))
                .matches(
                        "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-project-id;x-sdk-date, Signature=[0-9a-f]{64}");
    }

    @Test
    void a_temporary_key_sends_its_security_token_and_signs_it() {
        var temporary =
                new AkSkAuthenticator(Authenticators.fixed(AccessKey.temporary("AK", "SK", "TOKEN")), project, clock);

        Map<String, String> headers = headers(temporary);

        assertThat(headers).containsEntry("X-Security-Token", "TOKEN");
        assertThat(headers.get("Authorization"))
                .contains("SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,");
    }

    @Test
    void a_refused_key_is_not_tried_again() {
        Credentials refused = authenticator.credentials(GET);

        assertThat(authenticator.newer(refused, GET, HttpAnswer.of(401, new byte[0])))
                .isEmpty();
    }

    @Test
    void a_caller_who_is_interrupted_waits_for_no_key_and_stays_interrupted() {
        Credentials refused = authenticator.credentials(GET);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> authenticator.newer(refused, GET, HttpAnswer.of(401, new byte[0])))
                .satisfies(given -> assertThat(given.signalsOutage()).isFalse());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_thousand_keys_are_known_as_signed_with_and_the_oldest_is_forgotten_first() {
        SignedKeys keys = new SignedKeys();
        IntStream.rangeClosed(1, 1000).forEach(number -> keys.add("AK" + number));
        keys.add("AK1");
        assertThat(keys.contains("AK1")).isTrue();

        keys.add("AK1001");
        assertThat(keys.contains("AK1")).isFalse();
        assertThat(keys.contains("AK2")).isTrue();
        assertThat(keys.contains("AK1001")).isTrue();
    }

    @Test
    void the_secret_is_neither_sent_nor_shown() {
        assertThat(headers(authenticator).toString()).doesNotContain("CANARY");
        assertThat(authenticator).asString().doesNotContain("CANARY");
    }

    private static Map<String, String> headers(AkSkAuthenticator by) {
        return by.credentials(GET).headers();
    }
}
