/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
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

    private static HttpExchange overdue(Runnable end) {
        HttpExchange exchange = new HttpExchange(System.nanoTime() - 1, null);
        exchange.uses(new ConnectionStub(end).connection());
        return exchange;
    }
}
