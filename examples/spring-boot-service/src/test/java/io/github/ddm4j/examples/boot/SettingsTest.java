/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    private static final String[] CLOUD = {
        "--spring.profiles.active=cloud",
        "--spring.main.web-application-type=none",
        "--DDM_REGION=eu-west-101",
        "--DDM_PROJECT_ID=619d3e78f61b4be68bc5aa0b59edcf7b",
        "--DDM_IAM_DOMAIN=a-domain",
        "--DDM_IAM_USER=a-user"
    };

    @Test
    void the_cloud_profile_needs_only_the_environment() {
        try (ConfigurableApplicationContext context = start("--DDM_IAM_PASSWORD=a-password")) {
            assertThat(context.getBean(ScaleOutPort.class)).isNotNull();
            assertThat(context.getBean(AuthTokenProvider.class)).isNotNull();
            assertThat(context.getBean(ScaleOutFlow.class)).isNotNull();
            assertThat(context.getBeanProvider(FakeCloud.class).stream()).isEmpty();
        }
    }

    @Test
    void wrong_settings_are_named_and_the_service_does_not_start(CapturedOutput output) {
        assertThatThrownBy(() -> start("--DDM_IAM_PASSWORD=canary-password", "--ddm.max-connections=0"));
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("ddm.max-connections must be from 1 to 1024, but was 0")
                .doesNotContain("canary-password");
    }

    @Test
    void what_is_missing_in_the_environment_is_named_all_at_once(CapturedOutput output) {
        assertThatThrownBy(() -> SpringApplication.run(
                Application.class, "--spring.profiles.active=cloud", "--spring.main.web-application-type=none"));
        assertThat(output)
                .contains("ddm.region is taken from DDM_REGION, which is not set")
                .contains("ddm.project-id is taken from DDM_PROJECT_ID, which is not set")
                .contains("ddm.auth.iam.domain is taken from DDM_IAM_DOMAIN, which is not set")
                .contains("ddm.auth.iam.user is taken from DDM_IAM_USER, which is not set")
                .contains("ddm.auth.iam.password is taken from DDM_IAM_PASSWORD, which is not set");
    }

    private static ConfigurableApplicationContext start(String... more) {
        String[] all = new String[CLOUD.length + more.length];
        System.arraycopy(CLOUD, 0, all, 0, CLOUD.length);
        System.arraycopy(more, 0, all, CLOUD.length, more.length);
        return SpringApplication.run(Application.class, all);
    }
}
