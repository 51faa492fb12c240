/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.internal.run;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A flow's own threads, used by callers who bring no executor. They are daemons, and exist while there is work for
 * them.
 */
public final class Workers {

    private static final int THREADS = 4;

    private Workers() {}

    public static ExecutorService create() {
        ThreadPoolExecutor workers =
                new ThreadPoolExecutor(THREADS, THREADS, 1, SECONDS, new LinkedBlockingQueue<>(), Workers::daemon);
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "ddm4j-submit");
        thread.setDaemon(true);
        return thread;
    }
}
