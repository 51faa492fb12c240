/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Stamp;
import io.github.ddm4j.core.port.SubmissionJournal;
import io.github.ddm4j.core.port.SubmissionJournal.Entry;
import io.github.ddm4j.core.port.SubmissionJournal.Put;
import io.github.ddm4j.core.port.SubmissionJournal.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The common ground of the suites of a journal. */
@ExtendWith(JournalRuleInFailures.class)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class JournalSuite {

    static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");
    static final InstanceId OTHER_INSTANCE = new InstanceId("0d548585363e454b9e569b0a8d15565fin09");
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration DAY = Duration.ofHours(24);

    /** The number of threads at once that a claim has to stand. */
    static final int MANY = 32;

    /** The beginning of the names of threads that do the same at the same moment. */
    static final String AT_ONCE = "writer-";

    private @Nullable SubmissionJournalFixture fixture;
    private Duration patience = Duration.ZERO;

    /** Makes a new fixture. The suite calls it before every test. */
    protected abstract SubmissionJournalFixture createFixture();

    @BeforeEach
    void openFixture() {
        fixture = createFixture();
        assertThat(fixture).as("what createFixture returned").isNotNull();
    }

    @AfterEach
    void closeFixture() {
        if (fixture != null) {
            fixture.close();
        }
    }

    final void patience(Duration time) {
        patience = time;
    }

    final Duration patience() {
        return patience;
    }

    final SubmissionJournalFixture fixture() {
        if (fixture == null) {
            throw new IllegalStateException("The fixture is there during a test only");
        }
        return fixture;
    }

    final SubmissionJournal journal() {
        return fixture().journal();
    }

    static IdempotencyKey key(String value) {
        return new IdempotencyKey(value);
    }

    /** Returns an open record with a lease. */
    static Entry open(String key, InstanceId instance) {
        return new Entry(
                key(key), instance, true, Optional.empty(), Stamp.random(), LEASE, "1 OPEN\nwhy=" + key + "\n");
    }

    static Entry open(String key) {
        return open(key, INSTANCE);
    }

    /** Returns the same key's record, settled by a witness. */
    static Entry settled(String key, InstanceId instance, String witness) {
        return new Entry(
                key(key),
                instance,
                false,
                Optional.of(witness),
                Stamp.random(),
                Duration.ZERO,
                "1 APPLIED\nbaseline=" + key + "\n");
    }

    static Entry refused(String key) {
        return new Entry(
                key(key), INSTANCE, false, Optional.empty(), Stamp.random(), Duration.ZERO, "1 REFUSED\nwhy=no\n");
    }

    final void given(Entry entry) {
        assertThat(fixture().another().insert(entry)).isEqualTo(Put.DONE);
    }

    final Optional<Stored> stored(String key) {
        return fixture().another().read(key(key), OTHER_INSTANCE, DAY).stream()
                .filter(row -> row.entry().key().equals(key(key)))
                .findFirst();
    }

    final Entry standing(String key) {
        return stored(key)
                .map(Stored::entry)
                .orElseThrow(() -> new AssertionError("key " + key + " is not in the journal"));
    }

    /** Has so many threads do this at the same moment, and waits for all. */
    final <T> List<T> atOnce(int threads, IntFunction<T> work) {
        AtomicInteger started = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(threads, run -> new Thread(run, AT_ONCE + started.getAndIncrement()));
        try {
            CountDownLatch start = new CountDownLatch(threads);
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    return work.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : all) {
                results.add(one.get(patience.toMillis() * 3, TimeUnit.MILLISECONDS));
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError("A call has failed or has no end: " + e, e);
        } finally {
            pool.shutdownNow();
        }
    }
}
