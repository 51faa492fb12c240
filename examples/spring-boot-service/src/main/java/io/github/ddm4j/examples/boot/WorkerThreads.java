/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's threads: one for each submission that goes on, and for each reader of progress. */
@Configuration(proxyBeanMethods = false)
class WorkerThreads {

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService workers() {
        return Executors.newCachedThreadPool();
    }
}
