/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.TestTls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a connection goes, what it needs to stand, and what is tried when it does not. */
@Timeout(20)
class ConnectionRouteTest {

    private static final InetAddress[] THREE = {address(1), address(2), address(3)};

    private final List<Dialled> dialled = new ArrayList<>();
    private final Deque<Throwable> failures = new ArrayDeque<>();
    private final HttpConnection connection = new HttpConnection();

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1, 127.0.0.1, 443",
        "http://127.0.0.1, 127.0.0.1, 80",
        "https://127.0.0.1:8443, 127.0.0.1, 8443",
        "http://127.0.0.1:1, 127.0.0.1, 1",
        "https://[::1]:8443, 0:0:0:0:0:0:0:1, 8443"
    })
    void the_provider_is_called_where_its_address_says(URI endpoint, String host, int port) {
        failures.add(new ConnectException("refused"));

        assertThatThrownBy(() -> open(route(endpoint.toString(), http -> {}))).isInstanceOf(ConnectException.class);

        assertThat(dialled).singleElement().satisfies(socket -> {
            assertThat(socket.address.getAddress().getHostAddress()).isEqualTo(host);
            assertThat(socket.address.getPort()).isEqualTo(port);
        });
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "[::1], 0:0:0:0:0:0:0:1"})
    void behind_a_proxy_it_is_the_proxy_that_is_called(String proxy, String host) {
        failures.add(new ConnectException("refused"));

        assertThatThrownBy(() -> open(route("https://ddm.example.com", http -> http.proxy(proxy, 3128))))
                .isInstanceOf(ConnectException.class);

        assertThat(dialled).singleElement().satisfies(socket -> {
            assertThat(socket.address.getAddress().getHostAddress()).isEqualTo(host);
            assertThat(socket.address.getPort()).isEqualTo(3128);
        });
    }

    @Test
    void one_address_after_the_other_is_tried_until_one_answers() throws Exception {
        failures.add(new ConnectException("first"));
        failures.add(new SocketTimeoutException("second"));

        route("http://127.0.0.1:1", http -> http.connectTimeout(Duration.ofMillis(1_234)))
                .open(connection, ConnectedPair.exchange(), THREE);

        assertThat(dialled).extracting(socket -> socket.address.getAddress()).containsExactly(THREE);
        assertThat(dialled).extracting(Socket::isClosed).containsExactly(true, true, false);
        assertThat(dialled).extracting(socket -> socket.patience).containsOnly(1_234);
        assertThat(dialled).extracting(Dialled::getTcpNoDelay).containsOnly(true);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void where_none_answers_the_last_failure_is_told() {
        failures.add(new ConnectException("first"));
        failures.add(new ConnectException("second"));
        failures.add(new ConnectException("third"));

        assertThatThrownBy(
                        () -> route("http://127.0.0.1:1", http -> {}).open(connection, ConnectedPair.exchange(), THREE))
                .hasMessage("third");

        assertThat(dialled).hasSize(3).allMatch(Socket::isClosed);
    }

    @Test
    void no_further_address_is_tried_once_nobody_waits_any_more_or_when_the_failure_is_none_of_the_network() {
        HttpExchange over = ConnectedPair.exchange();
        over.cut(HttpExchange.Cut.CLOSE);
        failures.add(new ConnectException("cut"));
        assertThatThrownBy(() -> route("http://127.0.0.1:1", http -> {}).open(connection, over, THREE))
                .hasMessage("cut");

        failures.add(new SecurityException("not allowed"));
        assertThatThrownBy(
                        () -> route("http://127.0.0.1:1", http -> {}).open(connection, ConnectedPair.exchange(), THREE))
                .hasMessage("not allowed");

        failures.add(new StackOverflowError("ours"));
        assertThatThrownBy(
                        () -> route("http://127.0.0.1:1", http -> {}).open(connection, ConnectedPair.exchange(), THREE))
                .hasMessage("ours");

        assertThat(dialled).hasSize(3).allMatch(Socket::isClosed);
    }

    @Test
    void a_provider_that_is_silent_in_the_handshake_is_waited_for_as_long_as_for_a_connect() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ConnectionRoute route = real(
                    "https://127.0.0.1:" + silent.getLocalPort(), http -> http.connectTimeout(Duration.ofMillis(100)));

            assertThatThrownBy(() -> open(route)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_answer_is_bounded_by_the_deadline_and_no_longer_by_the_time_to_connect() throws Exception {
        TestTls tls = new TestTls("ip:127.0.0.1");
        try (HostileServer server = tls.server()) {
            ConnectionRoute route = real(server.uri().toString(), http -> http.sslContext(trust(tls)));
            Socket socket = new Socket();
            route.sockets = () -> socket;

            open(route);

            assertThat(socket.getSoTimeout()).isZero();
            assertThat(connection.isOpen()).isTrue();
            connection.close();
        }
    }

    @Test
    void the_jvm_is_not_asked_for_a_proxy() throws Exception {
        List<URI> asked = new ArrayList<>();
        ProxySelector before = ProxySelector.getDefault();
        try (HostileServer server = HostileServer.start()) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    asked.add(uri);
                    return List.of(Proxy.NO_PROXY);
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                    // It is not asked, so nothing fails.
                }
            });
            open(real(server.uri().toString(), http -> {}));

            assertThat(connection.isOpen()).isTrue();
            assertThat(asked).isEmpty();
            connection.close();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 407, 500})
    void a_proxy_that_does_not_consent_is_named_by_its_status(int status) {
        try (HostileServer proxy = HostileServer.start().otherwise(HostileServer.reply(status, ""))) {
            assertThat(catchThrowable(() -> open(through(proxy, "https://ddm.example.com"))))
                    .isInstanceOfSatisfying(HttpFailure.class, refused -> {
                        assertThat(refused.kind()).isEqualTo(HttpFailure.Kind.NOT_SENT);
                        assertThat(refused.why()).isEqualTo("the proxy answered with status " + status);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 299})
    void any_2xx_of_a_proxy_is_its_consent(int status) {
        try (HostileServer proxy =
                HostileServer.start().otherwise(HostileServer.rawThenHangUp("HTTP/1.1 " + status + " Fine\r\n\r\n"))) {
            assertThat(catchThrowable(() -> open(through(proxy, "https://ddm.example.com"))))
                    .as("the handshake fails, not the proxy")
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://ddm.example.com, ddm.example.com:443",
        "https://ddm.example.com:8443, ddm.example.com:8443",
        "https://[2001:db8::1], [2001:db8::1]:443"
    })
    void a_proxy_is_asked_for_host_and_port_and_told_who_asks(String endpoint, String authority) {
        try (HostileServer proxy = HostileServer.start().otherwise(HostileServer.reply(503, ""))) {
            catchThrowable(() -> open(through(proxy, endpoint)));

            Received asked = proxy.received().get(0);
            assertThat(asked.head().get(0)).isEqualTo("CONNECT " + authority + " HTTP/1.1");
            assertThat(asked.header("Host")).isEqualTo(authority);
            assertThat(asked.header("User-Agent")).isEqualTo("ddm4j");
            assertThat(asked.headers()).doesNotContainKey("Proxy-Authorization");
        }
    }

    @Test
    void only_plain_http_shows_the_whole_address_and_the_credentials_to_the_proxy_with_each_request() throws Exception {
        Consumer<HttpSettings.Builder> proxy =
                http -> http.proxy("127.0.0.1", 3128).proxyCredentials("user", "password");

        ClassicHttpRequest open = request(route("http://127.0.0.1:1", proxy));
        assertThat(open.getRequestUri()).isEqualTo("http://127.0.0.1:1/x");
        assertThat(open.getHeader("Proxy-Authorization").getValue()).isEqualTo("Basic dXNlcjpwYXNzd29yZA==");

        ClassicHttpRequest tunnelled = request(route("https://127.0.0.1:1", proxy));
        assertThat(tunnelled.getRequestUri()).isEqualTo("/x");
        assertThat(tunnelled.getHeader("Host").getValue()).isEqualTo("127.0.0.1:1");
        assertThat(tunnelled.containsHeader("Proxy-Authorization")).isFalse();

        ClassicHttpRequest direct = request(route("http://127.0.0.1:1", http -> {}));
        assertThat(direct.getRequestUri()).isEqualTo("/x");
        assertThat(direct.containsHeader("Proxy-Authorization")).isFalse();
    }

    @Test
    void the_password_of_a_proxy_is_a_secret_and_so_is_what_is_sent_of_it() {
        assertThat(route("https://h", http -> http.proxy("p", 1).proxyCredentials("user", "password"))
                        .secrets())
                .containsExactly("password", "dXNlcjpwYXNzd29yZA==");
        assertThat(route("https://h", http -> http.proxy("p", 1)).secrets()).isEmpty();
        assertThat(route("https://h", http -> {}).secrets()).isEmpty();
    }

    private static ClassicHttpRequest request(ConnectionRoute route) {
        return route.request("GET", URI.create("http://127.0.0.1:1/x"));
    }

    private void open(ConnectionRoute route) throws Exception {
        route.open(connection, ConnectedPair.exchange());
    }

    private static ConnectionRoute through(HostileServer proxy, String endpoint) {
        return real(endpoint, http -> http.proxy("127.0.0.1", proxy.port()));
    }

    private static ConnectionRoute real(String endpoint, Consumer<HttpSettings.Builder> settings) {
        HttpSettings.Builder http = HttpSettings.builder();
        settings.accept(http);
        return new ConnectionRoute(URI.create(endpoint), http.build());
    }

    /** A route without a network behind it. */
    private ConnectionRoute route(String endpoint, Consumer<HttpSettings.Builder> settings) {
        ConnectionRoute route = real(endpoint, settings);
        route.sockets = Dialled::new;
        return route;
    }

    private static javax.net.ssl.SSLContext trust(TestTls tls) {
        try {
            return tls.trust();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A socket that remembers whom it was to call, and fails if the test says so. */
    private final class Dialled extends Socket {

        private InetSocketAddress address;
        private int patience;
        private boolean noDelay;

        Dialled() {
            dialled.add(this);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            address = (InetSocketAddress) endpoint;
            patience = timeout;
            Throwable failure = failures.poll();
            if (failure instanceof IOException failed) {
                throw failed;
            }
            if (failure instanceof RuntimeException failed) {
                throw failed;
            }
            if (failure instanceof Error failed) {
                throw failed;
            }
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            noDelay = on;
        }

        @Override
        public boolean getTcpNoDelay() {
            return noDelay;
        }
    }
}
