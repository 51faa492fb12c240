/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.feign.FeignScaleOutAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Somebody who starts a service with wrong settings reads what to set, and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class FailureMessagesTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DdmAdapterAutoConfiguration.class, DdmFlowAutoConfiguration.class})
    static class Service {}

    @Import(NeedsFlow.Consumer.class)
    static class NeedsFlow extends Service {
        record Consumer(ScaleOutFlow flow) {}
    }

    @Import(NeedsPort.Consumer.class)
    static class NeedsPort extends Service {
        record Consumer(ScaleOutPort port) {}
    }

    @Import(NeedsAdapter.Consumer.class)
    static class NeedsAdapter extends Service {
        record Consumer(FeignScaleOutAdapter adapter) {}
    }

    private static void refused(Class<?> service, String... properties) {
        SpringApplication application = new SpringApplicationBuilder(service)
                .web(WebApplicationType.NONE)
                .build();
        assertThatThrownBy(() -> {
            try (ConfigurableApplicationContext started = application.run(properties)) {
                throw new AssertionError("started: " + started);
            }
        });
    }

    private static void assertReadable(CapturedOutput output) {
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
    }

    @Test
    void a_variable_that_is_not_there_is_named_beside_all_else_that_is_wrong(CapturedOutput output) {
        refused(
                Service.class,
                "--ddm.project-id=${DDM_PROJECT_ID}",
                "--ddm.region=eu-west-101",
                "--ddm.auth.iam.domain=d",
                "--ddm.auth.iam.user=${DDM_IAM_USER}",
                "--ddm.auth.iam.password=${DDM_IAM_PASSWORD}",
                "--ddm.deadline=2h");

        assertReadable(output);
        assertThat(output)
                .contains("ddm.project-id is taken from DDM_PROJECT_ID, which is not set")
                .contains("ddm.auth.iam.user is taken from DDM_IAM_USER, which is not set")
                .contains("ddm.auth.iam.password is taken from DDM_IAM_PASSWORD, which is not set")
                .contains("ddm.deadline must be from 1 millisecond to 1 hour, but was 2h");
    }

    @ParameterizedTest
    @ValueSource(classes = {NeedsFlow.class, NeedsPort.class})
    void who_has_set_nothing_reads_what_to_set(Class<?> service, CapturedOutput output) {
        refused(service);

        assertReadable(output);
        assertThat(output)
                .contains("ddm.project-id must be set, but is not")
                .contains("ddm.region or ddm.endpoint must be set, but neither is")
                .contains("ddm.auth must hold one of token, iam and access-key");
    }

    @Test
    void who_has_set_everything_to_empty_variables_reads_the_same(CapturedOutput output) {
        refused(
                NeedsFlow.class,
                "--ddm.project-id=${DDM_PROJECT_ID:}",
                "--ddm.region=${DDM_REGION:}",
                "--ddm.auth.token=${DDM_TOKEN:}");

        assertReadable(output);
        assertThat(output).contains("ddm.project-id must be set, but is not");
    }

    @Test
    void who_asks_for_the_adapter_itself_is_led_to_the_ports(CapturedOutput output) {
        refused(
                NeedsAdapter.class,
                "--ddm.project-id=p",
                "--ddm.region=eu-west-101",
                "--ddm.auth.token=" + Contexts.CANARY);

        assertReadable(output);
        assertThat(output)
                .contains("Have ScaleOutPort, InstancePort or JobPort injected")
                .doesNotContain(Contexts.CANARY);
    }

    @Test
    void another_missing_bean_is_not_ours_to_explain(CapturedOutput output) {
        refused(Service.class, "--ddm.project-id=p", "--ddm.region=nowhere", "--ddm.auth.token=t");

        assertReadable(output);
        assertThat(output).contains("ddm.region must be one of").doesNotContain("There is no bean of type");
    }
}
