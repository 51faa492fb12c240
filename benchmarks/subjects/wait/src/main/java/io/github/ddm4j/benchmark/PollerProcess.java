/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.core.model.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits for jobs with a thread each, which reads its job every ten seconds: {@code WAITS}. */
public final class PollerProcess {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration STARTED = Duration.ofSeconds(3);
    private static final int STACK_BYTES = 256 * 1024;

    private PollerProcess() {}

    public static void main(String[] args) throws InterruptedException {
        int waits = Integer.parseInt(args[0]);
        Used before = Used.now();
        JobProvider provider = new JobProvider(waits, 1, () -> Duration.ZERO);
        List<Thread> pollers = new ArrayList<>(waits);
        for (int i = 0; i < waits; i++) {
            JobId jobId = JobProvider.jobId(i);
            Thread poller = new Thread(null, () -> poll(provider, jobId), "poller-" + i, STACK_BYTES);
            poller.setDaemon(true);
            poller.start();
            pollers.add(poller);
        }
        Thread.sleep(STARTED.toMillis());
        String where = "waits " + waits;
        Used.now().print(where, before, pollers.size());
        long calls = provider.requests().total();
        Thread.sleep(PAUSE.toMillis());
        double aMinute = (provider.requests().total() - calls) * 60.0 / PAUSE.toSeconds();
        Sample.print(where, "provider calls a minute", "1/min", aMinute);
    }

    private static void poll(JobProvider provider, JobId jobId) {
        try {
            while (!provider.job(jobId).ended()) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
