/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.TestTls;
import io.github.ddm4j.feign.Wire;
import io.github.ddm4j.feign.http.HttpFailure.Kind;
import io.github.ddm4j.feign.http.Transport.Attempt;
import io.github.ddm4j.feign.http.Transport.Authenticator;
import io.github.ddm4j.feign.http.Transport.Request;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A newer JVM sets the flag of an interrupt first, and closes the channel of its thread a moment later. If the thread has
 * taken the flag down meanwhile and calls again, then that channel is closed which the new call waits on, and no flag
 * tells why.
 */
@Timeout(20)
class LateInterruptTest {

    private final List<Late> opened = new ArrayList<>();
    private HostileServer server = HostileServer.start();

    @BeforeEach
    @AfterEach
    void takeTheFlagDown() {
        Thread.interrupted();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_call_whose_answer_is_cut_off_is_given_up_and_its_thread_is_interrupted() {
        assertThat(failure(server, http -> {}, Moment.ANSWER))
                .returns(Kind.GIVEN_UP, HttpFailure::kind)
                .returns("the calling thread was interrupted", HttpFailure::why);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void a_call_whose_connect_is_cut_off_is_given_up_unsent() {
        assertThat(failure(server, http -> {}, Moment.CONNECT).kind()).isEqualTo(Kind.GIVEN_UP_UNSENT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.posts()).isZero();
    }

    @Test
    void a_call_whose_handshake_is_cut_off_is_given_up_unsent() throws Exception {
        TestTls tls = new TestTls("ip:127.0.0.1");
        try (HostileServer secure = tls.server()) {
            var trust = tls.trust();

            assertThat(failure(secure, http -> http.sslContext(trust), Moment.ANSWER)
                            .kind())
                    .isEqualTo(Kind.GIVEN_UP_UNSENT);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void no_other_address_is_tried_after_a_connect_that_was_cut_off() {
        ConnectionRoute route =
                new ConnectionRoute(server.uri(), HttpSettings.builder().build());
        route.sockets = () -> late(Moment.CONNECT);
        InetAddress loopback = InetAddress.getLoopbackAddress();

        assertThat(catchThrowableOfType(
                        IOException.class,
                        () -> route.open(
                                new HttpConnection(), ConnectedPair.exchange(), new InetAddress[] {loopback, loopback
                                })))
                .isInstanceOf(ClosedByInterruptException.class);

        assertThat(opened).hasSize(1);
    }

    private HttpFailure failure(HostileServer asked, Consumer<HttpSettings.Builder> settings, Moment moment) {
        HttpSettings.Builder http = HttpSettings.builder();
        settings.accept(http);
        URI uri = asked.uri();
        try (Transport transport = new Transport(uri, http.build());
                Attempt attempt = Attempt.within(Duration.ofSeconds(10))) {
            transport.route.sockets = () -> late(moment);
            Request order = new Request("POST", uri.resolve("/orders"), Map.of(), new byte[] {'{', '}'}, null);
            return catchThrowableOfType(
                    HttpFailure.class, () -> transport.exchange(order, Authenticator.none(Wire.TOKEN), attempt));
        }
    }

    private Late late(Moment moment) {
        Late socket = new Late(moment);
        opened.add(socket);
        return socket;
    }

    private enum Moment {
        CONNECT,
        ANSWER
    }

    /** A socket that is closed by an interrupt whose flag is down by then. */
    private static final class Late extends Socket {

        private final Moment moment;

        Late(Moment moment) {
            this.moment = moment;
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            if (moment == Moment.CONNECT) {
                throw new ClosedByInterruptException();
            }
            super.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ((InetSocketAddress) address).getPort()),
                    timeout);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    super.read(bytes, offset, length);
                    throw new ClosedByInterruptException();
                }
            };
        }
    }
}
