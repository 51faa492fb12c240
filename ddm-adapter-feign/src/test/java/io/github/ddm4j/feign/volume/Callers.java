/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.volume.Fate.Told;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that call one adapter, are interrupted at any moment, and hold what they are told against the server's book. */
final class Callers {

    private static final int THREADS = 14;
    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder("f", 1).build();

    private final FeignScaleOutAdapter adapter;
    private final HostileProvider provider;
    private final Duration deadline;
    private final Findings findings;
    private final AtomicInteger left;
    private final List<Thread> threads = new ArrayList<>();

    Callers(FeignScaleOutAdapter adapter, HostileProvider provider, Duration deadline, int calls, Findings findings) {
        this.adapter = adapter;
        this.provider = provider;
        this.deadline = deadline;
        this.findings = findings;
        this.left = new AtomicInteger(calls);
    }

    void run(ThreadFactory factory) throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            threads.add(factory.newThread(this::work));
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            provider.pause(10);
            threads.get(ThreadLocalRandom.current().nextInt(THREADS)).interrupt();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work() {
        for (int call = left.getAndDecrement(); call > 0; call = left.getAndDecrement()) {
            Thread.interrupted();
            switch (ThreadLocalRandom.current().nextInt(10)) {
                case 0 -> read("job-" + call);
                case 1 -> list();
                default -> order("in-" + call);
            }
        }
    }

    private void order(String instance) {
        long start = System.nanoTime();
        Told told;
        Object outcome;
        try {
            ScaleOutReceipt receipt = adapter.scaleOut(new InstanceId(instance), ONE_NODE);
            outcome = receipt;
            told = Told.ACCEPTED;
        } catch (Throwable thrown) {
            outcome = thrown;
            told = told(thrown);
        }
        boolean cut = Thread.currentThread().isInterrupted() || System.nanoTime() - start >= deadline.toNanos();
        findings.count(told + (cut ? " (cut off)" : ""));
        judge(instance, told, outcome, cut);
        requireNoSecret(outcome);
    }

    private Told told(Throwable thrown) {
        if (thrown instanceof ScaleOutRejectedException) {
            return Told.REJECTED;
        }
        if (thrown instanceof ProviderUnavailableException) {
            return Told.UNAVAILABLE;
        }
        findings.require(thrown instanceof OutcomeUnknownException, "an exception that is none of ours", "" + thrown);
        return Told.UNKNOWN;
    }

    private void judge(String instance, Told told, Object outcome, boolean cut) {
        HostileProvider.Record record = provider.order(instance);
        if (record == null) {
            findings.require(
                    told == Told.UNAVAILABLE || told == Told.UNKNOWN,
                    "an outcome of an order that never came",
                    told + " " + outcome);
            return;
        }
        Fate fate = record.fate();
        boolean renewed = fate == Fate.UNAUTHORIZED_ONCE || fate == Fate.UNAUTHORIZED;
        findings.require(
                record.posts() <= (renewed ? 2 : 1), "a double order", instance + " " + fate + " " + record.posts());
        boolean true_ = told == fate.truth || cut && (told == Told.UNKNOWN || renewed && told == Told.UNAVAILABLE);
        // Before its second request, a call may find that no connection comes about.
        true_ |= renewed && record.posts() == 1 && told == Told.UNAVAILABLE || renewed && told == Told.UNKNOWN;
        findings.require(true_, "an untrue outcome", instance + " " + fate + " was told as " + outcome);
        if (told == Told.ACCEPTED) {
            findings.require(
                    outcome.toString().contains(record.job()), "a receipt of another order", instance + " " + outcome);
        }
    }

    private void read(String id) {
        try {
            Job job = adapter.job(new JobId(id));
            findings.require(job.id().value().equals(id), "a read of another job", id + " " + job);
            findings.count("job");
        } catch (Throwable thrown) {
            notRead(thrown);
        }
    }

    private void list() {
        long begun = System.nanoTime();
        try {
            List<Job> jobs = adapter.jobsSince(Instant.EPOCH);
            boolean whole = jobs.size() == 1 && jobs.get(0).id().value().equals("listed");
            boolean overtaken = Reading.isOvertaken(jobs, begun);
            findings.require(whole || overtaken, "a list that nobody gave", "" + jobs);
            findings.count(overtaken ? "list sent unasked while the call was on its way" : "list");
        } catch (Throwable thrown) {
            notRead(thrown);
        }
    }

    private void notRead(Throwable thrown) {
        findings.require(thrown instanceof ProviderUnavailableException, "a read that is not unavailable", "" + thrown);
        findings.count("unread");
        requireNoSecret(thrown);
    }

    private void requireNoSecret(Object outcome) {
        String text = outcome.toString();
        if (outcome instanceof Throwable thrown) {
            StringWriter all = new StringWriter();
            thrown.printStackTrace(new PrintWriter(all, true));
            text = all.toString();
        }
        findings.require(!Tokens.isIn(text), "a secret", text);
    }
}
