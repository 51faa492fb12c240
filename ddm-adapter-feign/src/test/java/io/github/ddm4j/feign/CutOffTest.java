/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileServer.stallAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.feign.auth.AuthToken;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadline, interrupt and close: calls that we end ourselves, before and after the request may have left. */
class CutOffTest {

    private final HostileServer server = HostileServer.start();
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();

    @AfterEach
    void stop() {
        server.close();
    }

    private FeignScaleOutAdapter.Builder adapter() {
        return Wire.adapter(server).circuitBreakerRegistry(registry);
    }

    @Test
    void the_deadline_covers_the_wait_for_a_connection() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        server.then(peer -> {
            busy.countDown();
            peer.awaitClientGone();
        });
        try (FeignScaleOutAdapter adapter = adapter()
                .http(http -> http.maxConnections(1))
                .http(http -> http.deadline(Duration.ofMillis(300)))
                .build()) {
            CompletableFuture<Throwable> first = Wire.inThread(() -> failure(adapter));
            assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();

            long start = System.nanoTime();
            Throwable second = failure(adapter);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(first.get(5, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
            // It got the connection that the first gave back, or none at all: in no case was it sent twice.
            assertThat(second).isInstanceOfAny(ProviderUnavailableException.class, OutcomeUnknownException.class);
            assertThat(server.posts()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void the_deadline_covers_connecting() throws IOException {
        try (FullServer full = new FullServer();
                FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                                full.uri(), Wire.PROJECT, AuthTokenProvider.fixed(Wire.TOKEN))
                        .http(http -> http.deadline(Duration.ofMillis(200)))
                        .build()) {
            long start = System.nanoTime();

            assertThat(failure(adapter))
                    .isInstanceOfSatisfying(
                            ProviderUnavailableException.class, unavailable -> assertThat(unavailable.signalsOutage())
                                    .isTrue());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void the_deadline_covers_the_token() {
        AuthTokenProvider slow = () -> {
            long end = System.nanoTime() + Duration.ofMillis(60).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return AuthToken.of(Wire.TOKEN);
        };
        try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, slow)
                .http(http -> http.deadline(Duration.ofMillis(50)))
                .build()) {
            assertThat(failure(adapter)).isInstanceOf(ProviderUnavailableException.class);
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void an_interrupt_after_sending_is_unknown_says_nothing_of_the_provider_and_leaves_the_flag_set() throws Exception {
        try (FeignScaleOutAdapter adapter = adapter().build()) {
            AtomicReference<Thread> caller = new AtomicReference<>();
            server.then(peer -> {
                caller.get().interrupt();
                peer.awaitClientGone();
            });
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                thrown.set(failure(adapter));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.set(thread);
            thread.start();

            assertThat(flag.get(2, TimeUnit.SECONDS)).isTrue();
            assertThat(thrown.get()).isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> assertThat(
                            unknown.signalsOutage())
                    .isFalse());
            assertThat(server.posts()).isEqualTo(1);
            assertThat(metrics().getNumberOfBufferedCalls()).isZero();
        }
    }

    @Test
    void an_interrupt_of_a_read_says_nothing_of_the_provider() throws Exception {
        try (FeignScaleOutAdapter adapter = adapter().build()) {
            AtomicReference<Thread> caller = new AtomicReference<>();
            server.then(peer -> {
                caller.get().interrupt();
                peer.awaitClientGone();
            });
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread thread = new Thread(() -> thrown.complete(catchThrowable(() -> adapter.instance(Wire.INSTANCE))));
            caller.set(thread);
            thread.start();

            assertThat(thrown.get(2, TimeUnit.SECONDS)).isInstanceOf(ProviderUnavailableException.class);
            assertThat(server.received()).hasSize(1);
            assertThat(registry.circuitBreaker("ddm-read").getMetrics().getNumberOfBufferedCalls())
                    .isZero();
        }
    }

    @Test
    void an_interrupt_before_sending_is_unavailable_and_says_nothing_of_the_provider() {
        try (FeignScaleOutAdapter adapter = adapter().build()) {
            Thread.currentThread().interrupt();
            Throwable thrown = failure(adapter);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(ProviderUnavailableException.class);
            assertThat(server.received()).isEmpty();
            assertThat(metrics().getNumberOfBufferedCalls()).isZero();
        }
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_connect() throws Exception {
        try (FullServer full = new FullServer();
                FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(full.uri(), Wire.PROJECT, () -> {
                            Thread self = Thread.currentThread();
                            new Thread(self::interrupt).start();
                            return AuthToken.of(Wire.TOKEN);
                        })
                        .build()) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            new Thread(() -> thrown.complete(failure(adapter))).start();

            assertThat(thrown.get(2, TimeUnit.SECONDS)).isInstanceOf(ProviderUnavailableException.class);
        }
    }

    @Test
    void close_ends_calls_in_flight_as_unknown() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        server.then(peer -> {
            sent.countDown();
            peer.awaitClientGone();
        });
        FeignScaleOutAdapter adapter = adapter().build();
        CompletableFuture<Throwable> thrown = Wire.inThread(() -> failure(adapter));
        assertThat(sent.await(5, TimeUnit.SECONDS)).isTrue();

        adapter.close();

        assertThat(thrown.get(2, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> assertThat(unknown.signalsOutage())
                        .isFalse());
        assertThat(metrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void calls_after_close_are_unavailable_and_close_may_be_repeated() {
        FeignScaleOutAdapter adapter = adapter().build();
        adapter.close();
        adapter.close();

        assertThat(failure(adapter))
                .isInstanceOfSatisfying(ProviderUnavailableException.class, unavailable -> assertThat(unavailable)
                        .hasMessage("Nothing was sent: the adapter is closed"));
        assertThat(metrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void close_leaves_neither_a_thread_nor_a_connection() throws Exception {
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
        CountDownLatch gone = new CountDownLatch(1);
        server.then(peer -> {
            reply(200, Wire.STARTED).on(peer);
            try {
                peer.awaitClientGone();
            } finally {
                gone.countDown();
            }
        });
        try (FeignScaleOutAdapter adapter = adapter().build()) {
            ScaleOutReceipt receipt = adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
            assertThat(receipt).isNotNull();
            assertThat(ours(before)).hasSize(1);
        }

        assertThat(gone.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(ours(before)).isEmpty();
    }

    @Test
    void an_adapter_that_cannot_be_built_leaves_no_thread() {
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
        CircuitBreakerRegistry broken = (CircuitBreakerRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CircuitBreakerRegistry.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("broken registry");
                });

        assertThatThrownBy(adapter().circuitBreakerRegistry(broken)::build).hasMessage("broken registry");
        assertThat(ours(before)).isEmpty();
    }

    @Test
    void an_adapter_that_is_built_and_never_used_has_no_thread_at_all() {
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
        FeignScaleOutAdapter never = adapter().build();
        try {
            assertThat(ours(before)).isEmpty();
        } finally {
            never.close();
        }
    }

    @Test
    void a_stalled_answer_does_not_hold_up_other_calls() {
        server.then(stallAfter("")).otherwise(reply(200, Wire.STARTED));
        try (FeignScaleOutAdapter adapter = adapter().build()) {
            CompletableFuture<Throwable> stalled = Wire.inThread(() -> failure(adapter));
            while (server.posts() == 0) {
                Thread.onSpinWait();
            }

            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isNotNull();
            assertThat(stalled).isNotDone();
        }
    }

    /** Threads that came since and belong neither to the test's server nor to the JVM. */
    private static List<Thread> ours(List<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().equals("hostile-server"))
                .filter(thread ->
                        thread.getThreadGroup() == Thread.currentThread().getThreadGroup())
                .toList();
    }

    private CircuitBreaker.Metrics metrics() {
        return Wire.breaker(registry).getMetrics();
    }

    private static Throwable failure(FeignScaleOutAdapter adapter) {
        return catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
    }

    /** A server whose queue of connections is full, so that further connects hang. */
    private static final class FullServer implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> sockets = new ArrayList<>();

        FullServer() throws IOException {
            boolean full = false;
            while (!full) {
                Socket socket = new Socket();
                sockets.add(socket);
                try {
                    socket.connect(listener.getLocalSocketAddress(), 100);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + listener.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
