/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which connection a read gets that others have used before it, and what becomes of the rest. */
@Timeout(20)
class IdleConnectionsTest {

    private final List<ConnectedPair> all = new ArrayList<>();
    private final IdleConnections idle = new IdleConnections(HttpSettings.defaults());

    @AfterEach
    void stop() throws Exception {
        for (ConnectedPair pair : all) {
            pair.close();
        }
    }

    @Test
    void the_one_used_last_is_taken_first_because_it_is_the_likeliest_to_live() throws Exception {
        ConnectedPair first = rested();
        ConnectedPair last = rested();

        assertThat(idle.take()).isSameAs(last.connection());
        assertThat(idle.take()).isSameAs(first.connection());
        assertThat(idle.take()).isNull();
    }

    @Test
    void one_that_the_server_has_spoken_on_is_said_goodbye_to_and_the_next_one_is_taken() throws Exception {
        ConnectedPair good = rested();
        ConnectedPair spoken = rested();
        spoken.say("!");

        assertThat(idle.take()).isSameAs(good.connection());
        assertThat(spoken.connection().isOpen()).isFalse();
    }

    @Test
    void one_that_cannot_be_looked_at_is_not_left_open() throws Exception {
        List<String> done = new ArrayList<>();
        HttpConnection broken = new HttpConnection();
        Socket socket = new Socket() {
            @Override
            public SocketChannel getChannel() {
                throw new StackOverflowError();
            }

            @Override
            public void close() {
                done.add("closed");
            }
        };
        broken.own(socket);
        broken.ready(socket);
        idle.put(broken);

        assertThatThrownBy(idle::take).isInstanceOf(StackOverflowError.class);
        assertThat(done).contains("closed");
    }

    @Test
    void one_that_has_rested_or_lived_too_long_is_said_goodbye_to() throws Exception {
        Duration blink = Duration.ofMillis(1);
        for (HttpSettings shortLived : List.of(
                HttpSettings.builder().idleTime(blink).build(),
                HttpSettings.builder().connectionLife(blink).build())) {
            IdleConnections brief = new IdleConnections(shortLived);
            ConnectedPair old = restedIn(brief);
            long from = System.nanoTime();
            while (System.nanoTime() - from <= blink.toNanos()) {
                Thread.onSpinWait();
            }

            assertThat(brief.take()).isNull();
            assertThat(old.end()).isEqualTo("FIN after 0");
        }
    }

    @Test
    void room_is_made_by_a_goodbye_to_those_that_have_rested_longest() throws Exception {
        ConnectedPair oldest = rested();
        ConnectedPair older = rested();
        ConnectedPair newest = rested();

        idle.trimTo(3);
        assertThat(oldest.connection().isOpen()).isTrue();
        idle.trimTo(1);

        assertThat(oldest.end()).isEqualTo("FIN after 0");
        assertThat(older.end()).isEqualTo("FIN after 0");
        assertThat(idle.take()).isSameAs(newest.connection());
    }

    @Test
    void closing_says_goodbye_to_all_and_to_whatever_comes_later() throws Exception {
        ConnectedPair here = rested();
        idle.close();
        ConnectedPair late = rested();

        assertThat(here.end()).isEqualTo("FIN after 0");
        assertThat(late.end()).isEqualTo("FIN after 0");
        assertThat(idle.take()).isNull();
    }

    private ConnectedPair rested() throws Exception {
        return restedIn(idle);
    }

    private ConnectedPair restedIn(IdleConnections place) throws Exception {
        ConnectedPair pair = ConnectedPair.plain();
        all.add(pair);
        place.put(pair.connection());
        return pair;
    }
}
