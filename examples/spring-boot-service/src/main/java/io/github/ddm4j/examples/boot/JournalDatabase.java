/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.github.ddm4j.core.ScaleOutFlow;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The profile of several replicas: the journal's own pool, by whose name the journal finds it, and its housekeeping. */
@Configuration(proxyBeanMethods = false)
@Profile("replicas")
@EnableScheduling
class JournalDatabase {

    @Bean
    @ConfigurationProperties("service.journal-pool")
    HikariDataSource ddmJournalDataSource() {
        return new HikariDataSource();
    }

    @Bean
    Housekeeping housekeeping(ScaleOutFlow flow) {
        return new Housekeeping(flow);
    }

    /** Settles what a replica that died has left. It reads and never sends, so that all replicas may do it. */
    record Housekeeping(ScaleOutFlow flow) {

        @Scheduled(fixedDelayString = "${service.resume-every}")
        void resume() {
            flow.resume();
        }
    }
}
