/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.Test;

class CallWatchTest {

    @Test
    void a_request_that_cannot_be_ended_leaves_the_watch_alive_for_all_others() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (CallWatch watch = new CallWatch("watch")) {
            Exchange stubborn = overdue(() -> {
                tried.countDown();
                throw new OutOfMemoryError("just now");
            });
            watch.add(stubborn);
            assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
            watch.remove(stubborn);

            watch.add(overdue(ended::countDown));

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Exchange overdue(Runnable end) {
        Exchange exchange = new Exchange("POST", URI.create("http://127.0.0.1/"), System.nanoTime() - 1);
        Cancellable connection = () -> {
            end.run();
            return true;
        };
        exchange.setDependency(connection);
        return exchange;
    }
}
