/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.AuditPort;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeTrace;
import io.github.ddm4j.fake.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** The flow of an application asks the audit log if a property says where it is. */
class AuditLogBeanTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR, 1).build();

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final Instant start = Instant.now().minusSeconds(60);

    @AfterEach
    void stop() {
        server.close();
    }

    private ApplicationContextRunner signing(String... properties) {
        return Contexts.empty()
                .withPropertyValues(
                        "ddm.project-id=" + Examples.PROJECT,
                        "ddm.endpoint=" + server.uri(),
                        "ddm.auth.access-key=" + Examples.ACCESS_KEY,
                        "ddm.auth.secret-key=" + Examples.SECRET_KEY)
                .withPropertyValues(properties)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new);
    }

    private ApplicationContextRunner auditing(String... properties) {
        return signing(properties).withPropertyValues("ddm.audit.endpoint=" + server.uri());
    }

    @Test
    void an_order_that_nobody_else_shows_is_found_and_the_question_is_metered() {
        cloud.failNext(Fault.hangUp().afterApplying());
        auditing().run(context -> {
            Submission.FoundApplied found = (Submission.FoundApplied)
                    context.getBean(ScaleOutFlow.class).submit(Examples.YEARLY_MONTHLY_INSTANCE, ONE_NODE);

            assertThat(found.orderId()).contains(cloud.ordersToPay().get(0));
            assertThat(context.getBean(MeterRegistry.class)
                            .get("ddm.call")
                            .tags("call", "orderTraces", "outcome", "ok")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void without_the_property_there_is_no_audit_log() {
        signing("ddm.audit.endpoint=").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(AuditPort.class);
            assertThat(context.getBean(DdmAdapter.class).circuitBreakerStates()).doesNotContainKey("ddm-audit");
        });
    }

    @Test
    void an_audit_log_of_the_application_takes_its_place() {
        AuditPort own = (instance, since, marker) -> new AuditPort.Page(List.of(), Optional.empty());
        auditing().withBean("own", AuditPort.class, () -> own).run(context -> assertThat(context)
                .hasSingleBean(AuditPort.class)
                .hasBean("own"));
    }

    @Test
    void a_slip_in_the_name_of_the_user_never_makes_an_order_of_ours_not_applied() {
        cloud.failNext(Fault.hangUp().afterApplying());
        auditing(
                        "ddm.audit.sole-user=exmaple-user",
                        "ddm.flow.quiet-time=1s",
                        "ddm.flow.trace-lag=1s",
                        "ddm.flow.poll-interval=100ms",
                        "ddm.flow.call-budget.calls=1000")
                .withPropertyValues("ddm.auth.access-key=", "ddm.auth.secret-key=", "ddm.auth.token=" + Examples.TOKEN)
                .run(context -> assertThat(context.getBean(ScaleOutFlow.class).submit(Examples.INSTANCE, ONE_NODE))
                        .isInstanceOf(Submission.FoundApplied.class));
    }

    @Test
    void whose_an_order_is_goes_by_the_properties() {
        cloud.auditLog().setOthersOverApi("somebody", "KEYOFSOMEBODYELSE");
        FakeTrace.Builder ours = FakeTrace.builder(Examples.INSTANCE, start);
        cloud.auditLog().add(ours.byAccessKey("us", Examples.ACCESS_KEY).build());
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);

        auditing().run(context -> assertThat(by(context)).isEqualTo(OrderTrace.By.UNKNOWN));
        auditing("ddm.audit.other-own-keys=none")
                .run(context -> assertThat(by(context)).isEqualTo(OrderTrace.By.OTHERS));
        auditing("ddm.audit.other-own-keys=ONE, KEYOFSOMEBODYELSE")
                .run(context -> assertThat(by(context)).isEqualTo(OrderTrace.By.OUR_KEY));
        auditing("ddm.audit.other-own-keys[0]=KEYOFSOMEBODYELSE")
                .run(context -> assertThat(by(context)).isEqualTo(OrderTrace.By.OUR_KEY));
        auditing("ddm.audit.sole-user=somebody")
                .run(context -> assertThat(by(context)).isEqualTo(OrderTrace.By.OUR_USER));
    }

    private OrderTrace.By by(ApplicationContext context) {
        return context.getBean(AuditPort.class)
                .orderTraces(Examples.INSTANCE, start, Optional.empty())
                .traces()
                .get(0)
                .actor()
                .by();
    }

    @Test
    void the_connection_that_is_given_leads_to_the_audit_log_too() {
        DdmConnectionDetails details = server::uri;
        signing("ddm.audit.endpoint=https://cts.example.com")
                .withBean(DdmConnectionDetails.class, () -> details)
                .run(context -> assertThat(context.getBean(AuditPort.class)
                                .orderTraces(Examples.INSTANCE, start, Optional.empty())
                                .traces())
                        .isEmpty());
    }

    @Test
    void no_text_shows_an_access_key() {
        DdmProperties.Audit audit = new DdmProperties.Audit("https://h", "u", List.of("KEYOFOURS"));

        assertThat(audit.toString()).doesNotContain("KEYOFOURS");
    }
}
