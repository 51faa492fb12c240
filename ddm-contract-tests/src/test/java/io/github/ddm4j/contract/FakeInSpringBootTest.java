/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.junit.FakeDdm;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;

/**
 * The auto-configuration of the Feign adapter finds the fake by the properties that the fake sets as texts alone, though the
 * service's own properties lead elsewhere, as another user and through a proxy.
 */
@FakeDdm
@DirtiesContext
@SpringBootTest(
        classes = FakeInSpringBootTest.Service.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "ddm.flow.poll-interval=100ms",
            "ddm.flow.quiet-time=1s",
            "ddm.flow.call-budget.calls=1000",
            "ddm.region=eu-west-101",
            "ddm.audit.endpoint=https://cts.example.com",
            "ddm.audit.sole-user=scaler",
            "ddm.proxy.host=proxy.example.com",
            "ddm.proxy.port=3128",
            "ddm.auth.iam.domain=${NOWHERE_SET}",
            "ddm.auth.iam.user=scaler",
            "ddm.auth.iam.password=${NOWHERE_SET}"
        })
class FakeInSpringBootTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @Autowired
    private ScaleOutPort port;

    @Autowired
    private ScaleOutFlow flow;

    @Autowired
    private AuditPort audit;

    @Autowired
    private FakeCloud cloud;

    @RepeatedTest(2)
    void a_service_scales_out_against_a_cloud_that_is_as_new() {
        port.scaleOut(
                Examples.INSTANCE,
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build());

        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void the_audit_log_is_that_of_the_fake() {
        port.scaleOut(
                Examples.INSTANCE, ScaleOutRequest.builder(Examples.FLAVOR, 1).build());

        assertThat(audit.orderTraces(Examples.INSTANCE, Instant.EPOCH, Optional.empty())
                        .traces())
                .hasSize(1);
    }

    /** The test that {@code docs/spring-boot.md} shows. */
    @Test
    void a_node_is_ordered_once_though_the_answer_is_lost() {
        cloud.failNext(Fault.cutBody());

        Submission submission = flow.submit(
                Examples.INSTANCE, ScaleOutRequest.builder(Examples.FLAVOR, 1).build());

        assertThat(submission).isInstanceOf(Submission.FoundApplied.class);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }
}
