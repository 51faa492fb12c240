/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.HostileServer.Act;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies that ask for credentials, and origins behind them that pretend to be one. */
class ProxyTest {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("user:secret-word".getBytes(StandardCharsets.UTF_8));

    private static TestTls tls;

    @BeforeAll
    static void start() throws Exception {
        tls = new TestTls("ip:127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proxy-Authenticate: Basic realm=\"x\"",
                "Proxy-Authenticate: Digest realm=\"x\", nonce=\"n\", stale=true, algorithm=MD5, qop=\"auth\""
            })
    void an_order_that_its_origin_answers_with_407_inside_the_tunnel_is_sent_once(String challenge) throws Exception {
        try (HostileServer origin = tls.server();
                HostileServer proxy = HostileServer.start();
                FeignScaleOutAdapter adapter = through(proxy, origin.uri())) {
            proxy.otherwise(tunnel(origin));
            origin.otherwise(reply(407, "", challenge));

            assertThat(failure(adapter)).isInstanceOf(ScaleOutRejectedException.class);
            assertThat(origin.posts()).isEqualTo(1);
            assertThat(origin.received().get(0).headers()).doesNotContainKey("Proxy-Authorization");
        }
    }

    @Test
    void the_credentials_go_with_the_first_connect() throws Exception {
        try (HostileServer origin = tls.server();
                HostileServer proxy = HostileServer.start();
                FeignScaleOutAdapter adapter = through(proxy, origin.uri())) {
            proxy.otherwise(tunnel(origin));
            origin.otherwise(reply(200, Wire.STARTED));

            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
            assertThat(proxy.received()).singleElement().satisfies(connect -> {
                assertThat(connect.method()).isEqualTo("CONNECT");
                assertThat(connect.path()).isEqualTo("127.0.0.1:" + origin.port());
                assertThat(connect.header("Proxy-Authorization")).isEqualTo(BASIC);
            });
        }
    }

    @Test
    void a_proxy_that_asks_for_a_digest_again_and_again_gets_none() {
        try (HostileServer proxy = HostileServer.start();
                FeignScaleOutAdapter adapter = through(proxy, URI.create("https://127.0.0.1:1"))) {
            proxy.otherwise(reply(
                    407,
                    "",
                    "Proxy-Authenticate: Digest realm=\"x\", nonce=\"n\", stale=true, algorithm=MD5, qop=\"auth\""));

            assertThat(failure(adapter)).isInstanceOf(ProviderUnavailableException.class);
            assertThat(proxy.received()).hasSizeBetween(1, 2);
            assertThat(proxy.received())
                    .extracting(request -> request.header("Proxy-Authorization"))
                    .allMatch(header -> header.equals(BASIC));
        }
    }

    @Test
    void what_a_proxy_sends_after_its_consent_is_not_taken_for_the_origins_answer() throws Exception {
        try (HostileServer origin = tls.server();
                HostileServer proxy = HostileServer.start();
                FeignScaleOutAdapter adapter = through(proxy, origin.uri())) {
            origin.otherwise(reply(200, Wire.STARTED));
            proxy.otherwise(peer -> {
                peer.send(("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"jobId\":\"fake\"}")
                        .getBytes(StandardCharsets.ISO_8859_1));
                peer.tunnelTo(origin.port());
            });

            assertThat(failure(adapter)).isInstanceOf(ProviderUnavailableException.class);
            assertThat(origin.posts()).isZero();
        }
    }

    @Test
    void plain_http_goes_through_a_proxy_with_the_credentials_in_the_first_request() {
        AtomicReference<Received> seen = new AtomicReference<>();
        try (HostileServer proxy = HostileServer.start();
                FeignScaleOutAdapter adapter = through(proxy, URI.create("http://127.0.0.1:1"))) {
            proxy.then(peer -> {
                seen.set(peer.request());
                reply(200, Wire.STARTED).on(peer);
            });
            proxy.otherwise(reply(407, "", "Proxy-Authenticate: Basic realm=\"x\""));

            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
            assertThat(seen.get().header("Proxy-Authorization")).isEqualTo(BASIC);
            assertThat(seen.get().path())
                    .isEqualTo("http://127.0.0.1:1/v2/" + Wire.PROJECT + "/instances/" + Wire.INSTANCE
                            + "/action/enlarge");

            assertThat(failure(adapter)).isInstanceOf(ScaleOutRejectedException.class);
            assertThat(proxy.posts()).isEqualTo(2);
        }
    }

    private static Act tunnel(HostileServer origin) {
        return peer -> {
            peer.send("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            peer.tunnelTo(origin.port());
        };
    }

    private static FeignScaleOutAdapter through(HostileServer proxy, URI origin) {
        try {
            return FeignScaleOutAdapter.builder(origin, Wire.PROJECT, AuthTokenProvider.fixed(Wire.TOKEN))
                    .http(Wire.trusting(tls.trust()))
                    .http(http -> http.proxy("127.0.0.1", proxy.port()))
                    .http(http -> http.proxyCredentials("user", "secret-word"))
                    .build();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Throwable failure(FeignScaleOutAdapter adapter) {
        return catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
    }
}
