/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.feign.HostileServer;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that give up while they wait for a connection, as often as it takes to hit every moment. */
class PlacesTest {

    private static final int ROUNDS = 2_000;

    private final HostileServer server = HostileServer.start();
    private final Transport transport =
            new Transport(server.uri(), HttpSettings.builder().maxConnections(1).build());

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    /** Three callers for one place: the one in the middle gives it back in the moment in which the others are ended. */
    @Test
    void none_is_lost_though_two_of_three_waiting_callers_are_interrupted_when_it_becomes_free() throws Exception {
        Places places = new Places(1);
        for (int round = 0; round < ROUNDS; round++) {
            CyclicBarrier moment = new CyclicBarrier(4);
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < 3; caller++) {
                Thread thread = new Thread(() -> {
                    HttpExchange exchange = new HttpExchange(
                            System.nanoTime() + Duration.ofSeconds(5).toNanos(), null);
                    await(moment);
                    take(places, exchange);
                });
                thread.start();
                callers.add(thread);
            }
            await(moment);
            callers.get(round % 3).interrupt();
            callers.get((round + 1) % 3).interrupt();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(places.free()).as("round %s", round).isEqualTo(1);
        }
    }

    @Test
    void none_is_lost_though_the_deadline_passes_in_the_moment_in_which_it_becomes_free() throws Exception {
        Places places = new Places(1);
        for (int round = 0; round < ROUNDS; round++) {
            long deadline = System.nanoTime() + 20_000 + round * 50L;
            Thread other = new Thread(() -> take(places, new HttpExchange(deadline, null)));
            other.start();
            take(places, new HttpExchange(deadline, null));
            other.join();
            assertThat(places.free()).as("round %s", round).isEqualTo(1);
        }
    }

    @Test
    void closing_ends_every_wait() throws Exception {
        Places places = new Places(1);
        places.take(new HttpExchange(Long.MAX_VALUE, null));
        CountDownLatch through = new CountDownLatch(1);
        new Thread(() -> {
                    take(
                            places,
                            new HttpExchange(
                                    System.nanoTime() + Duration.ofHours(1).toNanos(), null));
                    through.countDown();
                })
                .start();

        places.close();

        assertThat(through.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_caller_that_is_interrupted_while_it_waits_gets_none_and_stays_interrupted() throws Exception {
        Places places = new Places(1);
        places.take(ConnectedPair.exchange());

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> places.take(ConnectedPair.exchange())).isInstanceOf(InterruptedIOException.class);

        assertThat(Thread.interrupted()).isTrue();
        places.giveBack();
        assertThat(places.free()).isEqualTo(1);
    }

    @Test
    void a_call_gives_its_place_back_however_it_ends() {
        server.then(
                HostileServer.reply(200, "{}"),
                HostileServer.reply(500, "{}"),
                HostileServer.hangUp(),
                HostileServer.reset(),
                HostileServer.raw("nonsense\r\n\r\n"),
                HostileServer.reply(200, " ".repeat(2_000_000)));
        for (String method : List.of("POST", "POST", "POST", "GET", "GET", "GET")) {
            call(method, Duration.ofSeconds(5));
        }
        server.otherwise(HostileServer.stallAfter(""));
        call("POST", Duration.ofMillis(50));
        call("GET", Duration.ofMillis(50));
        Thread.currentThread().interrupt();
        call("GET", Duration.ofSeconds(5));
        assertThat(Thread.interrupted()).isTrue();

        server.otherwise(HostileServer.reply(200, "{}"));
        assertThat(call("GET", Duration.ofSeconds(5))).isEqualTo(200);
    }

    private int call(String method, Duration time) {
        URI uri = server.uri().resolve("/x");
        try (Transport.Attempt attempt = Transport.Attempt.within(time)) {
            Transport.Request request = new Transport.Request(method, uri, Map.of(), new byte[0], null);
            int status = transport
                    .exchange(request, Transport.Authenticator.none(), attempt)
                    .status();
            attempt.keep();
            return status;
        } catch (HttpFailure failed) {
            return 0;
        }
    }

    /** As a call does: whoever gets a place gives it back. */
    private static void take(Places places, HttpExchange exchange) {
        try {
            places.take(exchange);
            places.giveBack();
        } catch (InterruptedIOException cutOff) {
            // Then there is nothing to give back.
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
