/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.feign.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a single connection lets out, what it notices, and how it ends. */
@Timeout(20)
class HttpConnectionTest {

    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private static TestTls tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new TestTls("ip:127.0.0.1");
    }

    @Test
    void no_request_goes_out_while_none_is_served() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            HttpConnection connection = pair.connection();

            assertThatThrownBy(() -> connection.sendRequestHeader(new BasicClassicHttpRequest("GET", "/x")))
                    .isInstanceOf(ProtocolException.class);

            connection.abort();
            assertThat(pair.end()).isEqualTo("reset");
        }
    }

    @Test
    void a_request_goes_out_once() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            HttpExchange exchange = ConnectedPair.exchange();
            pair.ask(exchange);

            assertThat(pair.heard()).startsWith("GET /x HTTP/1.1\r\n");
            assertThatThrownBy(() -> pair.ask(exchange)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void what_is_left_in_the_buffer_of_a_request_that_is_over_goes_to_nobody() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            HttpConnection connection = pair.connection();
            connection.serve(ConnectedPair.exchange());
            connection.sendRequestHeader(new BasicClassicHttpRequest("GET", "/x"));
            connection.rest();

            assertThatThrownBy(connection::flush).isInstanceOf(ConnectionClosedException.class);

            connection.close(CloseMode.GRACEFUL);
            assertThat(pair.end()).isEqualTo("FIN after 0");
        }
    }

    @Test
    void a_server_that_speaks_or_hangs_up_before_it_is_asked_gets_nothing() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            pair.say(HELLO);
            assertRefused(pair);
        }
        try (ConnectedPair pair = ConnectedPair.overTls(tls)) {
            pair.say(HELLO);
            assertRefused(pair);
        }
        try (ConnectedPair pair = ConnectedPair.overTls(tls)) {
            pair.hangUp();
            assertRefused(pair);
        }
    }

    private static void assertRefused(ConnectedPair pair) throws IOException {
        HttpExchange exchange = ConnectedPair.exchange();

        assertThatThrownBy(() -> pair.ask(exchange)).isInstanceOf(IOException.class);
        assertThat(exchange.handedOver()).isFalse();
        pair.connection().close(CloseMode.GRACEFUL);
        assertThat(pair.end()).startsWith("FIN").doesNotContain("GET");
    }

    @Test
    void session_tickets_are_no_answer() throws Exception {
        try (ConnectedPair pair = ConnectedPair.overTls(tls)) {
            pair.ask(ConnectedPair.exchange());
            assertThat(pair.heard()).startsWith("GET /x HTTP/1.1\r\n");
            pair.say(HELLO);

            assertThat(pair.answer()).isEqualTo("hello");
        }
    }

    @Test
    void at_rest_it_is_quiet_and_stays_good_for_the_next_request() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            assertServesTwice(pair);
        }
        try (ConnectedPair pair = ConnectedPair.overTls(tls)) {
            assertServesTwice(pair);
        }
    }

    private static void assertServesTwice(ConnectedPair pair) throws Exception {
        serveOne(pair);
        assertThat(pair.connection().isQuiet()).isTrue();
        assertThat(pair.client().getSoTimeout())
                .as("the deadline alone bounds an answer")
                .isZero();
        serveOne(pair);
    }

    private static void serveOne(ConnectedPair pair) throws Exception {
        pair.ask(ConnectedPair.exchange());
        pair.heard();
        pair.say(HELLO);
        assertThat(pair.answer()).isEqualTo("hello");
        pair.connection().rest();
    }

    @Test
    void whatever_the_server_sends_at_rest_ends_the_quiet() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            serveOne(pair);
            pair.say("!");
            assertThat(pair.connection().isQuiet()).isFalse();
        }
        try (ConnectedPair pair = ConnectedPair.overTls(tls)) {
            serveOne(pair);
            pair.say("!");
            assertThat(pair.connection().isQuiet()).isFalse();
        }
        try (ConnectedPair pair = ConnectedPair.plain()) {
            serveOne(pair);
            pair.hangUp();
            // An end may take a moment to come through, and nothing but a look shows that it has.
            long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            boolean quiet = true;
            while (quiet && System.nanoTime() < patience) {
                quiet = pair.connection().isQuiet();
            }
            assertThat(quiet).isFalse();
        }
    }

    @Test
    void an_answer_too_many_that_was_read_together_with_the_last_one_ends_the_quiet() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            pair.ask(ConnectedPair.exchange());
            pair.say(HELLO + HELLO);
            assertThat(pair.answer()).isEqualTo("hello");
            assertThat(pair.client().getInputStream().available())
                    .as("nothing is left below")
                    .isZero();

            assertThat(pair.connection().isQuiet()).isFalse();
        }
    }

    /** Decrypted together with the answer, it is neither on the wire any more nor in our buffer yet. */
    @Test
    void over_tls_an_answer_too_many_ends_the_quiet_wherever_it_waits() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n";
        int length =
                HttpConnection.LIMITS.getBufferSize() - head.formatted("1234").length();
        String answer = head.formatted(length) + "x".repeat(length);
        try (ConnectedPair pair = ConnectedPair.overTls(tls)) {
            pair.ask(ConnectedPair.exchange());
            pair.say(answer + HELLO);
            assertThat(pair.answer()).hasSize(length);
            assertThat(pair.client().getInputStream().available())
                    .as("nothing is left below")
                    .isZero();

            assertThat(pair.connection().isQuiet()).isFalse();
        }
    }

    @Test
    void a_closed_one_is_not_quiet() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            pair.connection().close();

            assertThat(pair.connection().isQuiet()).isFalse();
        }
        assertThat(new HttpConnection().isQuiet()).isFalse();
    }

    @Test
    void its_rest_and_its_life_are_over_after_their_time_and_not_before() {
        long idle = 1_000_000_000;
        long life = 3_000_000_000L;
        long before = System.nanoTime();
        HttpConnection connection = new HttpConnection();
        long opened = System.nanoTime();
        connection.rest();
        long rested = System.nanoTime();

        assertThat(connection.isOver(opened + idle, idle, life)).isFalse();
        assertThat(connection.isOver(rested + idle + 1, idle, life)).isTrue();
        assertThat(connection.isOver(before + life, Long.MAX_VALUE, life)).isFalse();
        assertThat(connection.isOver(opened + life + 1, Long.MAX_VALUE, life)).isTrue();
    }

    @Test
    void a_goodbye_is_a_fin_though_the_server_had_said_more_than_was_read() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            pair.say("x".repeat(10_000));
            pair.connection().close(CloseMode.GRACEFUL);

            assertThat(pair.end()).isEqualTo("FIN after 0");
            assertThat(pair.connection().isOpen()).isFalse();
        }
    }

    @Test
    void over_tls_a_goodbye_says_so_before_the_fin_because_an_end_without_it_looks_cut() throws Exception {
        try (ConnectedPair pair = ConnectedPair.overTls(tls)) {
            pair.connection().close(CloseMode.GRACEFUL);

            assertThat(pair.end()).startsWith("FIN after ").isNotEqualTo("FIN after 0");
        }
    }

    @Test
    void a_goodbye_does_not_listen_for_ever_to_a_server_that_goes_on_talking() throws Exception {
        long[] heard = new long[1];
        HttpConnection connection = new HttpConnection();
        connection.own(new Socket() {
            @Override
            public void shutdownOutput() {
                // Nobody is there.
            }

            @Override
            public InputStream getInputStream() {
                return new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("thrown away, not read");
                    }

                    @Override
                    public int available() {
                        return 1_500;
                    }

                    @Override
                    public long skip(long bytes) {
                        heard[0] += bytes;
                        return bytes;
                    }
                };
            }
        });

        connection.close(CloseMode.GRACEFUL);

        assertThat(heard[0]).isEqualTo(64 * 1024);
    }

    @Test
    void a_goodbye_that_cannot_be_said_ends_the_connection_all_the_same() throws Exception {
        List<String> done = new ArrayList<>();
        HttpConnection connection = new HttpConnection();
        connection.own(new Socket() {
            @Override
            public void shutdownOutput() {
                throw new UnsupportedOperationException("half-closed is not for us");
            }

            @Override
            public void close() {
                done.add("closed");
            }
        });

        connection.close(CloseMode.GRACEFUL);

        assertThat(done).containsExactly("closed");
    }

    @Test
    void what_is_not_a_goodbye_is_a_reset_so_that_nothing_of_it_lingers() throws Exception {
        try (ConnectedPair pair = ConnectedPair.plain()) {
            pair.connection().close();
            assertThat(pair.end()).isEqualTo("reset");
        }
        try (ConnectedPair pair = ConnectedPair.plain()) {
            pair.connection().close(CloseMode.IMMEDIATE);
            assertThat(pair.end()).isEqualTo("reset");
        }
        try (ConnectedPair pair = ConnectedPair.plain()) {
            pair.connection().abort();
            pair.connection().close(CloseMode.GRACEFUL);
            assertThat(pair.end()).isEqualTo("reset");
        }
    }

    @Test
    void one_that_was_ended_while_it_was_opened_takes_no_socket() {
        HttpConnection connection = new HttpConnection();
        Socket late = new Socket();
        connection.abort();

        assertThatThrownBy(() -> connection.own(late)).isInstanceOf(SocketException.class);
        assertThat(late.isClosed()).isTrue();
    }

    @Test
    void an_answer_is_acknowledged_at_once_where_the_operating_system_can() throws Exception {
        Acknowledging can = new Acknowledging(Set.of(ExtendedSocketOptions.TCP_QUICKACK));
        HttpConnection connection = new HttpConnection();
        connection.acknowledge();
        connection.own(can);
        connection.acknowledge();

        assertThat(can.set).containsExactly(Map.entry(ExtendedSocketOptions.TCP_QUICKACK, true));

        Acknowledging cannot = new Acknowledging(Set.of());
        connection.own(cannot);
        connection.acknowledge();

        assertThat(cannot.set).isEmpty();
    }

    /** A socket with just these options. */
    private static final class Acknowledging extends Socket {

        private final Set<SocketOption<?>> options;
        private final Map<SocketOption<?>, Object> set = new HashMap<>();

        Acknowledging(Set<SocketOption<?>> options) {
            this.options = options;
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return options;
        }

        @Override
        public <T> Socket setOption(SocketOption<T> name, T value) {
            set.put(name, value);
            return this;
        }
    }
}
