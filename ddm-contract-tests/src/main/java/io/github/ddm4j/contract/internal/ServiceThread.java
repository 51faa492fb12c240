/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread as a service has them: those that it starts keep the JVM alive, unless they are made not to. */
public final class ServiceThread {

    private ServiceThread() {}

    /**
     * Does this in such a thread, and returns those of the threads that it has started which keep the JVM alive once it is
     * done.
     *
     * @param patience how long each of them may take to end
     * @throws RuntimeException or an {@link Error}, as it was thrown there
     */
    public static List<Thread> leftBy(Runnable life, Duration patience) throws InterruptedException {
        // Threads inherit their group, which tells them from those of tests that run meanwhile.
        ThreadGroup group = new ThreadGroup("service");
        FutureTask<Boolean> done = new FutureTask<>(life, true);
        Thread service = new Thread(group, done, "service");
        // They inherit that too, and a thread of JUnit may be a daemon.
        service.setDaemon(false);
        service.start();
        try {
            done.get();
        } catch (ExecutionException e) {
            throw asThrown(e);
        } finally {
            service.interrupt();
        }
        List<Thread> left = alive(group);
        for (Thread thread : left) {
            thread.join(patience.toMillis());
        }
        return left.stream().filter(Thread::isAlive).toList();
    }

    private static RuntimeException asThrown(ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException thrown) {
            return thrown;
        }
        if (failed.getCause() instanceof Error thrown) {
            throw thrown;
        }
        return new IllegalStateException(failed.getCause());
    }

    private static List<Thread> alive(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() * 2 + 16];
        group.enumerate(threads);
        List<Thread> alive = new ArrayList<>(Arrays.asList(threads));
        alive.removeIf(thread -> Objects.isNull(thread) || thread.isDaemon());
        return alive;
    }
}
