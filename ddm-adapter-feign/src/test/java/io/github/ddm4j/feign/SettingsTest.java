/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.core.validation.SettingException.Complaint;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.ddm4j.feign.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong setting is refused by name, value and rule, before anything is started. */
class SettingsTest {

    private static FeignScaleOutAdapter.Builder builder(String endpoint) {
        return FeignScaleOutAdapter.builder(URI.create(endpoint), Wire.PROJECT, AuthTokenProvider.fixed(Wire.TOKEN));
    }

    @ParameterizedTest
    @CsvSource({
        "http://ddm.example.com, must use https",
        "http://127.0.0.1.example.com, must use https",
        "http://10.0.0.1, must use https",
        "ftp://ddm.example.com, must be an https URI",
        "ddm.example.com, must be an https URI",
        "https:ddm.example.com, must name a host",
        "https:///x, must name a host",
        "https://ddm_int.example.com, must name a host without an underscore",
        "https://ddm.example_int.com:8443, must name a host without an underscore",
        "'https://-ddm.example.com', 'must name a host by letters, digits, hyphens and dots'",
        "'https://ddm..example.com', 'must name a host by letters, digits, hyphens and dots'",
        "https://ddm.example.com:0, must have a port from 1 to 65535",
        "https://ddm.example.com:70000, must have a port from 1 to 65535",
        "https://ddm.example.com/v2, without a path",
        "https://ddm.example.com?x=y, without query or fragment",
        "https://ddm.example.com#x, without query or fragment"
    })
    void an_endpoint_that_is_none_is_refused(String endpoint, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(endpoint).build())
                .withMessageStartingWith("endpoint ")
                .withMessageContaining(rule)
                .withMessageContaining("'" + endpoint + "'");
    }

    @Test
    void an_endpoint_with_user_info_is_refused_without_showing_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://me:secret@ddm.example.com").build())
                .withMessage("endpoint must not hold user info, but was '***@ddm.example.com'");
        // No host in Java's eyes, and so no user info either.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://me:secret@ddm_a.example.com").build())
                .withMessage("endpoint must not hold user info, but was '***@ddm_a.example.com'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https:/me:secret@ddm.example.com").build())
                .withMessage("endpoint must name a host, but was '***@ddm.example.com'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("//secret@ddm.example.com").build())
                .withMessage("endpoint must not hold user info, but was '***@ddm.example.com'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ddm.eu-west-101.myhuaweicloud.eu",
                "HTTPS://ddm.example.com/",
                "https://[2001:db8::1]:8443",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://[::1]:80"
            })
    void an_endpoint_with_https_or_on_this_host_is_fine(String endpoint) {
        try (FeignScaleOutAdapter adapter = builder(endpoint).build()) {
            assertThat(adapter).isNotNull();
        }
    }

    @Test
    void plain_http_to_another_host_is_possible_when_asked_for_in_words() {
        try (FeignScaleOutAdapter adapter = builder("http://ddm.example.com")
                .http(http -> http.allowInsecureHttp())
                .build()) {
            assertThat(adapter).isNotNull();
        }
    }

    @Test
    void the_transport_can_be_set_as_a_whole() {
        HttpSettings plain = HttpSettings.builder().allowInsecureHttp().build();
        try (FeignScaleOutAdapter adapter =
                builder("http://ddm.example.com").http(plain).build()) {
            assertThat(adapter).isNotNull();
        }
    }

    @Test
    void reads_are_repeated_after_random_pauses_unless_nobody_wants_them_repeated() {
        JobId job = new JobId("job-1");
        List<Duration> pauses = new ArrayList<>();
        try (HostileServer down = HostileServer.start().otherwise(reply(503, ""));
                FeignScaleOutAdapter adapter =
                        Wire.adapter(down).sleeper(pauses::add).build();
                FeignScaleOutAdapter once =
                        Wire.adapter(down).repeatReads(false).build()) {
            assertThat(catchThrowable(() -> adapter.job(job))).isInstanceOf(ProviderUnavailableException.class);
            assertThat(down.received()).hasSize(3);
            assertThat(pauses).hasSize(2).allSatisfy(pause -> assertThat(pause).isPositive());

            assertThat(catchThrowable(() -> once.job(job))).isInstanceOf(ProviderUnavailableException.class);
            assertThat(down.received()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0005S", "PT2H"})
    void times_out_of_range_are_refused(Duration time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder("https://h").http(http -> http.deadline(time)).build())
                .withMessage("deadline must be from 1 millisecond to 1 hour, but was " + time);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://h")
                        .http(http -> http.connectTimeout(time))
                        .build())
                .withMessage("connectTimeout must be from 1 millisecond to 1 hour, but was " + time);
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://h")
                        .http(http -> http.maxResponseBytes(0))
                        .build())
                .withMessage("maxResponseBytes must be from 1 byte to 64 MiB, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://h")
                        .http(http -> http.maxConnections(1025))
                        .build())
                .withMessage("maxConnections must be from 1 to 1024, but was 1025");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://h")
                        .http(http -> http.proxy("p", 65_536))
                        .build())
                .withMessage("proxy port must be from 1 to 65535, but was 65536");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_as_data() {
        SettingException wrong = catchThrowableOfType(SettingException.class, () -> HttpSettings.builder()
                .deadline(Duration.ZERO)
                .maxConnections(0)
                .idleTime(Duration.ofHours(2))
                .connectionLife(Duration.ofDays(2))
                .proxy("a b", 1)
                .proxyCredentials("u:", "secret\n")
                .build());

        assertThat(wrong.complaints())
                .containsExactly(
                        new Complaint("deadline", "PT0S", "must be from 1 millisecond to 1 hour"),
                        new Complaint("idleTime", "PT2H", "must be from 1 millisecond to 1 hour"),
                        new Complaint("connectionLife", "PT48H", "must be from 1 millisecond to 1 day"),
                        new Complaint("maxConnections", "0", "must be from 1 to 1024"),
                        new Complaint("proxy host", "'a b'", "must be a host name or an address"),
                        new Complaint("proxy user", null, "must not be blank, nor hold a colon or control characters"),
                        new Complaint("proxy password", null, "must not hold control characters"));
        assertThat(wrong).hasMessageStartingWith("deadline must be from 1 millisecond to 1 hour, but was PT0S; ");
    }

    @Test
    void settings_show_no_password() {
        HttpSettings settings = HttpSettings.builder()
                .proxy("proxy", 3128)
                .proxyCredentials("user", "secret")
                .build();

        assertThat(settings.toString()).contains("proxy=proxy:3128").doesNotContain("secret");
        assertThat(settings.toBuilder().build()).hasToString(settings.toString());
    }

    @Test
    void a_proxy_has_a_host() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder("https://h").http(http -> http.proxy("a b", 1)).build())
                .withMessage("proxy host must be a host name or an address, but was 'a b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://h")
                        .http(http -> http.proxy("me:secret@proxy", 1))
                        .build())
                .withMessage("proxy host must be a host name or an address, but was '***@proxy'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("https://h")
                        .http(http -> http.proxyCredentials("u", "p"))
                        .build())
                .withMessage("proxyCredentials need a proxy, but none is set");
    }

    @Test
    void null_is_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> FeignScaleOutAdapter.builder(null, Wire.PROJECT, AuthTokenProvider.fixed("t")))
                .withMessage("endpoint");
        assertThatNullPointerException()
                .isThrownBy(() ->
                        FeignScaleOutAdapter.builder(URI.create("https://h"), Wire.PROJECT, (AuthTokenProvider) null))
                .withMessage("tokens");
        try (FeignScaleOutAdapter adapter = builder("https://h").build()) {
            assertThatNullPointerException()
                    .isThrownBy(() -> adapter.scaleOut(null, Wire.ONE_NODE))
                    .withMessage("instanceId");
            assertThatNullPointerException()
                    .isThrownBy(() -> adapter.scaleOut(Wire.INSTANCE, null))
                    .withMessage("request");
        }
    }
}
