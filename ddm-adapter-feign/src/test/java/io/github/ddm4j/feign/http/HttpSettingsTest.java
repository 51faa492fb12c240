/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.validation.SettingException;
import io.github.ddm4j.feign.TestTls;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings say unless they are told otherwise, and how far they go. */
class HttpSettingsTest {

    @Test
    void the_defaults_are_as_documented() {
        HttpSettings defaults = HttpSettings.defaults();

        assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.deadline()).isEmpty();
        assertThat(defaults.maxResponseBytes()).isEqualTo(1024 * 1024);
        assertThat(defaults.maxConnections()).isEqualTo(16);
        assertThat(defaults.idleTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.connectionLife()).isEqualTo(Duration.ofMinutes(10));
        assertThat(defaults.reuseConnections()).isTrue();
        assertThat(defaults.insecureHttp()).isFalse();
        assertThat(defaults.proxy()).isEmpty();
        assertThat(defaults.sslContext()).isNull();
    }

    @Test
    void what_is_set_is_kept_also_by_a_builder_that_starts_from_it() throws Exception {
        SSLContext trust = SSLContext.getDefault();
        HttpSettings set = HttpSettings.builder()
                .connectTimeout(Duration.ofSeconds(1))
                .deadline(Duration.ofSeconds(2))
                .maxResponseBytes(3)
                .maxConnections(4)
                .idleTime(Duration.ofSeconds(5))
                .connectionLife(Duration.ofSeconds(6))
                .reuseConnections(false)
                .allowInsecureHttp()
                .sslContext(trust)
                .proxy("proxy", 7)
                .proxyCredentials("user", "password")
                .build();

        for (HttpSettings settings : new HttpSettings[] {set, set.toBuilder().build()}) {
            assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
            assertThat(settings.deadline()).contains(Duration.ofSeconds(2));
            assertThat(settings.maxResponseBytes()).isEqualTo(3);
            assertThat(settings.maxConnections()).isEqualTo(4);
            assertThat(settings.idleTime()).isEqualTo(Duration.ofSeconds(5));
            assertThat(settings.connectionLife()).isEqualTo(Duration.ofSeconds(6));
            assertThat(settings.reuseConnections()).isFalse();
            assertThat(settings.insecureHttp()).isTrue();
            assertThat(settings.sslContext().get()).isSameAs(trust);
            assertThat(settings.proxy()).contains(new HttpSettings.Proxy("proxy", 7, "user", "password"));
        }
    }

    @Test
    void a_builder_that_goes_on_does_not_change_what_was_built() {
        HttpSettings.Builder builder = HttpSettings.builder();
        HttpSettings built = builder.build();

        builder.maxConnections(1);

        assertThat(built.maxConnections()).isEqualTo(16);
    }

    @Test
    void the_limits_themselves_are_within_them() {
        Duration millisecond = Duration.ofMillis(1);
        Duration hour = Duration.ofHours(1);
        HttpSettings least = HttpSettings.builder()
                .connectTimeout(millisecond)
                .deadline(millisecond)
                .maxResponseBytes(1)
                .maxConnections(1)
                .idleTime(millisecond)
                .connectionLife(millisecond)
                .proxy("p", 1)
                .build();
        HttpSettings most = HttpSettings.builder()
                .connectTimeout(hour)
                .deadline(hour)
                .maxResponseBytes(64 * 1024 * 1024)
                .maxConnections(1024)
                .idleTime(hour)
                .connectionLife(Duration.ofDays(1))
                .proxy("p", 65_535)
                .build();

        assertThat(least.deadline()).contains(millisecond);
        assertThat(most.deadline()).contains(hour);
        assertThatThrownBy(() -> HttpSettings.builder()
                        .maxResponseBytes(64 * 1024 * 1024 + 1)
                        .build())
                .isInstanceOf(SettingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {":user", "us:er", "", " ", "us\ner"})
    void a_user_that_a_proxy_would_read_otherwise_is_refused(String user) {
        assertThatThrownBy(() -> HttpSettings.builder()
                        .proxy("p", 1)
                        .proxyCredentials(user, "password")
                        .build())
                .isInstanceOf(SettingException.class)
                .hasMessage("proxy user must not be blank, nor hold a colon or control characters");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void an_endpoint_may_have_any_port_there_is(int port) {
        URI endpoint = URI.create("https://ddm.example.com:" + port);

        assertThat(EndpointRules.check(endpoint, false)).isEqualTo(endpoint);
    }

    @Test
    @Timeout(20)
    void without_a_source_of_trust_the_jvm_s_own_decides_who_is_on_the_line() throws Exception {
        TestTls unknown = new TestTls("ip:127.0.0.1");
        try (var server = unknown.server();
                Socket socket = new Socket("127.0.0.1", server.port())) {
            assertThatThrownBy(() -> new TlsSetup(null).over(socket, "127.0.0.1", server.port()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("certification path");
        }
    }
}
