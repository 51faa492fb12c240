/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Without the watch no call would ever end by itself, so nothing ends the watch. */
class CallWatchTest {

    /** As a heap that is full for a moment does it: where the loop begins to look, before it looks at anything. */
    @Test
    void an_error_in_a_tick_ends_the_tick_and_nothing_else() throws InterruptedException {
        AtomicInteger errors = new AtomicInteger(3);
        CountDownLatch thrown = new CountDownLatch(3);
        Set<HttpExchange> full = new java.util.AbstractSet<>() {
            private final Set<HttpExchange> all = ConcurrentHashMap.newKeySet();

            @Override
            public boolean add(HttpExchange exchange) {
                return all.add(exchange);
            }

            @Override
            public Iterator<HttpExchange> iterator() {
                if (errors.getAndDecrement() > 0) {
                    thrown.countDown();
                    throw new OutOfMemoryError("just now");
                }
                return all.iterator();
            }

            @Override
            public int size() {
                return all.size();
            }
        };
        try (CallWatch watch = new CallWatch("watch", full)) {
            HttpExchange overdue = new HttpExchange(System.nanoTime() - 1, null);
            CountDownLatch ended = new CountDownLatch(1);
            overdue.uses(new ConnectionStub(ended::countDown).connection());
            watch.add(overdue);

            assertThat(thrown.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_request_that_cannot_be_ended_leaves_the_watch_alive_for_all_others() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (CallWatch watch = new CallWatch("watch")) {
            HttpExchange stubborn = overdue(() -> {
                tried.countDown();
                throw new OutOfMemoryError("just now");
            });
            watch.add(stubborn);
            assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();

            watch.add(overdue(ended::countDown));

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_watch_that_is_never_needed_has_no_thread() {
        try (CallWatch watch = new CallWatch("watch-of-nothing")) {
            assertThat(watch.closed()).isFalse();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("watch-of-nothing");
        }
    }

    @Test
    void a_watch_at_rest_wakes_for_the_next_call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (CallWatch watch = new CallWatch("watch-at-rest")) {
            HttpExchange shortCall = ConnectedPair.exchange();
            watch.add(shortCall);
            assertThat(comesTo("watch-at-rest", Thread.State.TIMED_WAITING))
                    .as("with a call, it rests between two looks")
                    .isTrue();
            watch.remove(shortCall);
            assertThat(comesTo("watch-at-rest", Thread.State.WAITING))
                    .as("without one, it rests until it is needed")
                    .isTrue();

            watch.add(overdue(ended::countDown));

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void all_calls_share_one_thread_that_keeps_no_jvm_from_ending() {
        try (CallWatch watch = new CallWatch("watch-of-many")) {
            for (int call = 0; call < 3; call++) {
                watch.add(ConnectedPair.exchange());
            }

            assertThat(threads("watch-of-many")).singleElement().matches(Thread::isDaemon);
        }
    }

    @Test
    void closing_ends_the_calls_in_flight_and_the_thread_and_leaves_those_that_came_back() {
        AtomicInteger touched = new AtomicInteger();
        HttpExchange inFlight = ConnectedPair.exchange();
        HttpExchange back = ConnectedPair.exchange();
        back.uses(new ConnectionStub(touched::incrementAndGet).connection());
        CallWatch watch = new CallWatch("watch-that-closes");
        watch.add(inFlight);
        watch.add(back);
        watch.remove(back);

        watch.close();

        assertThat(watch.closed()).isTrue();
        assertThat(inFlight.cut()).isEqualTo(HttpExchange.Cut.CLOSE);
        assertThat(back.cut()).isNull();
        assertThat(touched).hasValue(0);
        assertThat(threads("watch-that-closes")).isEmpty();
    }

    @Test
    void closing_wakes_a_watch_at_rest_so_that_it_can_end() {
        CallWatch watch = new CallWatch("watch-asleep");
        HttpExchange shortCall = ConnectedPair.exchange();
        watch.add(shortCall);
        watch.remove(shortCall);
        assertThat(comesTo("watch-asleep", Thread.State.WAITING)).isTrue();

        watch.close();

        assertThat(threads("watch-asleep")).isEmpty();
    }

    @Test
    void a_call_after_closing_is_ended_and_starts_no_thread() {
        CallWatch watch = new CallWatch("watch-that-is-closed");
        watch.close();
        HttpExchange late = ConnectedPair.exchange();

        watch.add(late);

        assertThat(late.cut()).isEqualTo(HttpExchange.Cut.CLOSE);
        assertThat(threads("watch-that-is-closed")).isEmpty();
    }

    @Test
    void an_interrupted_caller_closes_as_well_and_stays_interrupted() {
        CallWatch watch = new CallWatch("watch-closed-by-one-in-a-hurry");
        watch.add(ConnectedPair.exchange());

        Thread.currentThread().interrupt();
        watch.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads("watch-closed-by-one-in-a-hurry")).isEmpty();
        watch.close();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_pause_ends_with_its_time_or_with_the_closing() throws Exception {
        CallWatch watch = new CallWatch("watch");
        watch.awaitClose(Duration.ofMillis(1));
        Thread pausing = new Thread(
                () -> {
                    try {
                        watch.awaitClose(Duration.ofHours(1));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "pausing");
        pausing.start();
        assertThat(comesTo("pausing", Thread.State.TIMED_WAITING)).isTrue();

        watch.close();

        pausing.join(10_000);
        assertThat(pausing.isAlive()).isFalse();
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    /** Returns true as soon as the one thread of this name is in this state. */
    private static boolean comesTo(String name, Thread.State state) {
        Thread thread = threads(name).get(0);
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (thread.getState() != state && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        return thread.getState() == state;
    }

    private static HttpExchange overdue(Runnable end) {
        HttpExchange exchange = new HttpExchange(System.nanoTime() - 1, null);
        exchange.uses(new ConnectionStub(end).connection());
        return exchange;
    }
}
