/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.MutableClock;
import io.github.ddm4j.feign.Wire;
import io.github.ddm4j.feign.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Keys that renew themselves, and a clock that is wrong: a key is locked by five wrong signatures in a row. */
class SigningKeysTest {

    private static final AccessKey OLD = AccessKey.temporary("key-id-of-old", "secret-of-old", "token-of-old");
    private static final AccessKey NEW = AccessKey.temporary("key-id-of-new", "secret-of-new", "token-of-new");

    private final HostileServer server = HostileServer.start().otherwise(reply(200, Wire.STARTED));
    private final MutableClock clock = new MutableClock();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Has a key, and a newer one for whoever asks for it. */
    private static final class Vault implements AccessKeyProvider {

        private final AtomicInteger renewals = new AtomicInteger();
        private volatile AccessKey current;
        private final AccessKey next;

        Vault(AccessKey current, AccessKey next) {
            this.current = current;
            this.next = next;
        }

        @Override
        public AccessKey accessKey() {
            return current;
        }

        @Override
        public AccessKey accessKeyAfterRefusal(AccessKey refused) {
            renewals.incrementAndGet();
            current = next;
            return next;
        }
    }

    @Test
    void every_call_is_signed_with_the_key_of_that_moment() {
        Vault vault = new Vault(OLD, NEW);
        try (var adapter = adapter(vault)) {
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
            vault.current = NEW;
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
        }

        assertThat(tokensSent()).containsExactly("token-of-old", "token-of-new");
    }

    @Test
    void after_a_401_a_call_is_tried_once_more_with_another_key() {
        server.then(reply(401, "{}"));
        try (var adapter = adapter(new Vault(OLD, NEW))) {
            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
        }

        assertThat(tokensSent()).containsExactly("token-of-old", "token-of-new");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void the_same_key_is_never_sent_twice_also_where_its_secret_differs() {
        server.otherwise(reply(401, "{}"));
        for (AccessKey same : List.of(OLD, AccessKey.temporary("key-id-of-old", "another", "token-of-old"))) {
            try (var adapter = adapter(new Vault(OLD, same))) {
                assertThat(refusal(adapter).reason()).isEqualTo(RejectionReason.ACCESS);
            }
        }

        assertThat(server.posts()).isEqualTo(2);
    }

    @Test
    void of_many_calls_that_are_refused_at_once_one_renews_the_key() throws Exception {
        CountDownLatch all = new CountDownLatch(8);
        server.otherwise(peer -> {
            if (peer.request().header("X-Security-Token").equals("token-of-old")) {
                all.countDown();
                awaitAll(all);
                reply(401, "{}").on(peer);
            } else {
                reply(200, Wire.STARTED).on(peer);
            }
        });
        Vault vault = new Vault(OLD, NEW);
        try (var adapter = adapter(vault)) {
            List<java.util.concurrent.CompletableFuture<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(Wire.inThread(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)));
            }
            for (var call : calls) {
                assertThat(call.get()).isInstanceOf(JobStarted.class);
            }
        }

        assertThat(vault.renewals).hasValue(1);
    }

    @Test
    void a_source_that_fails_leaves_the_call_unsent() {
        AccessKeyProvider broken = new AccessKeyProvider() {
            @Override
            public AccessKey accessKey() {
                throw new IllegalStateException("no vault");
            }

            @Override
            public AccessKey accessKeyAfterRefusal(AccessKey refused) {
                return refused;
            }
        };
        try (var adapter = adapter(broken)) {
            assertThat(catchThrowable(() -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasRootCauseMessage("no vault");
        }

        assertThat(server.connections()).isZero();
    }

    @Test
    void how_far_the_clock_is_off_is_learned_from_a_refusal_for_later_calls_and_told_once() {
        Instant theirs = clock.instant().plus(Duration.ofMinutes(20));
        server.otherwise(peer -> {
            boolean late = !peer.request().header("X-Sdk-Date").startsWith("20261122T1220");
            if (late) {
                reply(401, "{\"error_code\":\"APIGW.0301\"}", "Date: " + http(theirs))
                        .on(peer);
            } else {
                reply(200, Wire.STARTED).on(peer);
            }
        });
        List<String> warnings;
        try (var adapter = adapter(Authenticators.fixed(OLD))) {
            warnings = warnings(() -> {
                assertThat(refusal(adapter).reason()).isEqualTo(RejectionReason.ACCESS);
                assertThat(server.posts()).as("the refused one is not repeated").isEqualTo(1);
                for (int i = 0; i < 5; i++) {
                    assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
                }
            });
        }

        assertThat(warnings).singleElement().asString().contains("event=clock_skew", "ahead_seconds=1200");
        assertThat(server.posts()).isEqualTo(6);
    }

    @Test
    void a_clock_that_is_put_right_is_believed_again() {
        ProviderClock learned = new ProviderClock(clock);
        learned.learnFrom(refusedAt(clock.instant().minus(Duration.ofHours(1))));
        assertThat(learned.instant()).isEqualTo(clock.instant().minus(Duration.ofHours(1)));

        learned.learnFrom(refusedAt(clock.instant()));
        assertThat(learned.instant()).isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "-PT1M", "PT24H", "-PT24H"})
    void a_difference_from_a_minute_to_a_day_is_learned(Duration difference) {
        ProviderClock learned = new ProviderClock(clock);
        learned.learnFrom(refusedAt(clock.instant().plus(difference)));

        assertThat(learned.instant()).isEqualTo(clock.instant().plus(difference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "-PT59S", "PT24H1S", "-P400D"})
    void a_difference_that_no_gateway_minds_or_that_cannot_be_changes_nothing(Duration difference) {
        ProviderClock learned = new ProviderClock(clock);
        learned.learnFrom(refusedAt(clock.instant().plus(difference)));

        assertThat(learned.instant()).isEqualTo(clock.instant());
    }

    @Test
    void a_refusal_without_a_date_changes_nothing() {
        ProviderClock learned = new ProviderClock(clock);
        learned.learnFrom(HttpAnswer.of(401, new byte[0]));

        assertThat(learned.instant()).isEqualTo(clock.instant());
    }

    @Test
    void a_difference_that_stays_within_a_minute_of_the_known_one_is_no_news() {
        ProviderClock learned = new ProviderClock(clock);
        learned.learnFrom(refusedAt(clock.instant().plusSeconds(1200)));

        assertThat(warnings(() -> learned.learnFrom(refusedAt(clock.instant().plusSeconds(1259)))))
                .isEmpty();
        assertThat(learned.instant()).isEqualTo(clock.instant().plusSeconds(1200));
    }

    private static HttpAnswer refusedAt(Instant time) {
        return new HttpAnswer(
                401,
                new org.apache.hc.core5.http.Header[] {
                    new org.apache.hc.core5.http.message.BasicHeader("date", http(time))
                },
                new byte[0],
                new io.github.ddm4j.feign.http.Secrets());
    }

    private static String http(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static List<String> warnings(Runnable work) {
        Logger ours = (Logger) LoggerFactory.getLogger(AkSkAuthenticator.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Level before = ours.getLevel();
        ours.setLevel(Level.WARN);
        ours.addAppender(log);
        try {
            work.run();
        } finally {
            ours.detachAppender(log);
            ours.setLevel(before);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static ScaleOutRejectedException refusal(FeignScaleOutAdapter adapter) {
        return catchThrowableOfType(
                ScaleOutRejectedException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));
    }

    private FeignScaleOutAdapter adapter(AccessKeyProvider keys) {
        return FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, keys)
                .clock(clock)
                .build();
    }

    private List<String> tokensSent() {
        return server.received().stream()
                .map(request -> request.header("X-Security-Token"))
                .toList();
    }

    private static void awaitAll(CountDownLatch all) {
        try {
            all.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
