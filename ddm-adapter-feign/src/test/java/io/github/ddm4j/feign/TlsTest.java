/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileServer.stallAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TLS and proxies: nothing is sent until the provider itself is on the line, and proven to be it. */
class TlsTest {

    private static TestTls tls;
    private static HostileServer server;

    @BeforeAll
    static void start() throws Exception {
        tls = new TestTls("ip:127.0.0.1");
        server = tls.server();
        server.otherwise(reply(200, Wire.STARTED));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_trusted_server_gets_the_request() throws Exception {
        assertThat(call(adapter(server.uri()).http(Wire.trusting(tls.trust())))).isInstanceOf(JobStarted.class);
    }

    @Test
    void an_untrusted_server_gets_nothing() {
        int before = server.received().size();

        assertUnreachable(call(adapter(server.uri())));
        assertThat(server.received()).hasSize(before);
    }

    @Test
    void a_trusted_server_with_another_name_gets_nothing() throws Exception {
        TestTls other = new TestTls("dns:ddm.example.com");
        try (HostileServer impostor = other.server()) {
            assertUnreachable(call(adapter(impostor.uri()).http(Wire.trusting(other.trust()))));
            assertThat(impostor.received()).isEmpty();
        }
    }

    @Test
    void a_client_certificate_is_shown_to_a_server_that_asks_for_one() throws Exception {
        TestTls client = new TestTls("dns:scaler.example.com");
        try (HostileServer strict = tls.serverFor(client)) {
            strict.otherwise(reply(200, Wire.STARTED));

            assertThat(call(adapter(strict.uri()).http(Wire.trusting(tls.trustAndShow(client)))))
                    .isInstanceOf(JobStarted.class);
            assertThat(strict.posts()).isEqualTo(1);
        }
    }

    /** With TLS 1.3 the server says so only when the request may have left: unknown, though it has not; reads show it. */
    @Test
    void a_server_that_asks_for_a_client_certificate_gets_nothing_without_one() throws Exception {
        try (HostileServer strict = tls.serverFor(tls);
                FeignScaleOutAdapter adapter =
                        adapter(strict.uri()).http(Wire.trusting(tls.trust())).build()) {
            assertThat(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)))
                    .isInstanceOfAny(OutcomeUnknownException.class, ProviderUnavailableException.class);
            assertThat(catchThrowable(() -> adapter.instance(Wire.INSTANCE)))
                    .isInstanceOf(ProviderUnavailableException.class);
            assertThat(strict.received()).isEmpty();
        }
    }

    @Test
    void trust_is_asked_for_at_every_new_connection_and_its_sessions_are_kept_while_it_is_the_same() throws Exception {
        AtomicReference<SSLContext> current = new AtomicReference<>(SSLContext.getDefault());
        try (FeignScaleOutAdapter adapter = adapter(server.uri())
                .http(http -> http.sslContext(current::get))
                .build()) {
            assertUnreachable(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)));

            current.set(tls.trust());
            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
            assertThat(Collections.list(current.get().getClientSessionContext().getIds()))
                    .isNotEmpty();
        }
    }

    @Test
    void a_source_of_trust_that_fails_leaves_the_call_unsent() {
        int before = server.received().size();
        try (FeignScaleOutAdapter adapter = adapter(server.uri())
                .http(http -> http.sslContext(() -> {
                    throw new IllegalStateException("no bundle");
                }))
                .build()) {
            assertUnreachable(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)));
        }
        assertThat(server.received()).hasSize(before);
    }

    @Test
    void a_server_without_tls_gets_nothing() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerGarbage(listener));
            answering.start();
            assertUnreachable(call(adapter(URI.create("https://127.0.0.1:" + listener.getLocalPort()))));
        }
    }

    @Test
    void a_server_that_stalls_the_handshake_gets_nothing_and_the_deadline_holds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            assertUnreachable(call(adapter(URI.create("https://127.0.0.1:" + silent.getLocalPort()))
                    .http(http -> http.deadline(Duration.ofMillis(200)))));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void an_order_over_tls_that_is_never_answered_is_unknown_when_the_deadline_is_over() throws Exception {
        try (HostileServer silent = tls.server()) {
            silent.otherwise(stallAfter(""));
            long start = System.nanoTime();

            assertThat(call(adapter(silent.uri())
                            .http(Wire.trusting(tls.trust()))
                            .http(http -> http.deadline(Duration.ofMillis(500)))))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void hanging_up_on_a_second_order_is_unknown_and_sends_nothing_twice() throws Exception {
        try (HostileServer rude = tls.server();
                FeignScaleOutAdapter adapter =
                        adapter(rude.uri()).http(Wire.trusting(tls.trust())).build()) {
            rude.then(reply(200, Wire.STARTED), hangUp());
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);

            assertThat(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(rude.posts()).isEqualTo(2);
            assertThat(rude.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_proxy_is_asked_to_connect_and_never_sees_the_token() throws Exception {
        try (HostileServer proxy = HostileServer.start()) {
            proxy.then(peer -> {
                peer.send("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                peer.tunnelTo(server.port());
            });

            assertThat(call(throughProxy(proxy, tls.trust()).http(http -> http.proxyCredentials("user", "secret"))))
                    .isInstanceOf(JobStarted.class);
            String basic = Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.received()).extracting(Received::method).containsExactly("CONNECT");
            assertThat(proxy.received().get(0).header("Proxy-Authorization")).isEqualTo("Basic " + basic);
            assertThat(proxy.received().toString()).doesNotContain(Wire.TOKEN);
            List<Received> seen = server.received();
            assertThat(seen.get(seen.size() - 1).headers()).doesNotContainKey("Proxy-Authorization");
        }
    }

    @Test
    void a_proxy_that_refuses_is_unavailable_whatever_its_status() throws Exception {
        try (HostileServer proxy = HostileServer.start()) {
            for (int status : List.of(302, 400, 401, 403, 404, 407, 429, 500, 502, 503)) {
                proxy.then(reply(status, Wire.STARTED));
                assertUnreachable(call(throughProxy(proxy, tls.trust())));
            }
            proxy.then(hangUp());
            assertUnreachable(call(throughProxy(proxy, tls.trust())));
        }
    }

    @Test
    void a_proxy_that_breaks_the_tunnel_before_tls_is_unavailable() throws Exception {
        try (HostileServer proxy = HostileServer.start()) {
            proxy.then(HostileServer.rawThenHangUp("HTTP/1.1 200 OK\r\n\r\n"));
            assertUnreachable(call(throughProxy(proxy, tls.trust())));
        }
    }

    private FeignScaleOutAdapter.Builder throughProxy(HostileServer proxy, SSLContext trust) {
        return adapter(server.uri()).http(Wire.trusting(trust)).http(http -> http.proxy("127.0.0.1", proxy.port()));
    }

    private static FeignScaleOutAdapter.Builder adapter(URI endpoint) {
        return FeignScaleOutAdapter.builder(endpoint, Wire.PROJECT, AuthTokenProvider.fixed(Wire.TOKEN));
    }

    private static Object call(FeignScaleOutAdapter.Builder builder) {
        try (FeignScaleOutAdapter adapter = builder.build()) {
            Object[] receipt = new Object[1];
            Throwable thrown = catchThrowable(() -> receipt[0] = adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
            return thrown == null ? receipt[0] : thrown;
        }
    }

    private static void assertUnreachable(Object outcome) {
        assertThat(outcome).isInstanceOfSatisfying(ProviderUnavailableException.class, unavailable -> assertThat(
                        unavailable.signalsOutage())
                .isTrue());
    }

    private static void answerGarbage(ServerSocket listener) {
        try (Socket socket = listener.accept();
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            in.read();
        } catch (IOException e) {
            // The client is gone.
        }
    }
}
