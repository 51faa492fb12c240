/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.junit.FakeDdm;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;

/** The two auto-configurations meet in a service that has both adapters, a DataSource, and the journal switched on. */
@FakeDdm
@DirtiesContext
@SpringBootTest(
        classes = JournalInSpringBootTest.Service.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "ddm.journal.enabled=true",
            "ddm.journal.create-table-if-missing=true",
            "ddm.journal.database-may-forget=true"
        })
class JournalInSpringBootTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        DataSource dataSource() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:service;DB_CLOSE_DELAY=-1");
            return source;
        }
    }

    @Autowired
    private ScaleOutFlow flow;

    @Autowired
    private FakeCloud cloud;

    @Test
    void the_flow_has_the_journal_and_the_same_key_orders_once() {
        IdempotencyKey key = new IdempotencyKey("ticket 7");
        ScaleOutRequest oneNode =
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

        flow.submit(key, Examples.INSTANCE, oneNode);

        assertThat(flow.submit(key, Examples.INSTANCE, oneNode)).isInstanceOf(Submission.Applied.class);
        assertThatThrownBy(() -> flow.submit(Examples.INSTANCE, oneNode)).isInstanceOf(InvalidScaleOutException.class);
        assertThat(cloud.accepted()).isEqualTo(1);
    }
}
