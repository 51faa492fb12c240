/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.NodeTarget;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> env = new HashMap<>(Map.of(
            "DDM_ENDPOINT", "https://ddm.example.com",
            "DDM_PROJECT_ID", "619d3e78f61b4be68bc5aa0b59edcf7b",
            "DDM_INSTANCE_ID", "28e8841d0b9c4f6a9a30742ee60e1068in09",
            "DDM_FLAVOR_ID", "8f2e696c-a9c1-30bd-af90-25522bc67606",
            "DDM_NODES", "2",
            "DDM_AUTH_TOKEN", "canary-token"));

    @Test
    void optional_settings_have_the_safe_defaults() {
        Settings settings = new Settings(env);

        ScaleOutRequest request = settings.request();
        assertThat(request.autoPay()).isFalse();
        assertThat(request.groupId()).isEmpty();
        assertThat(request.availabilityZones()).isEmpty();
        assertThat(settings.wholeJob()).isTrue();
        settings.check();
    }

    @Test
    void every_setting_of_a_request_is_taken() {
        env.putAll(Map.of(
                "DDM_GROUP_ID", "f080abf2010d45118068c28c8958f5fcgr09",
                "DDM_AUTO_PAY", "true",
                "DDM_AVAILABLE_ZONES", "az1, az2",
                "DDM_DEADLINE_SECONDS", "7"));

        Settings settings = new Settings(env);

        assertThat(settings.request().nodesToAdd()).isEqualTo(2);
        assertThat(settings.request().groupId()).hasToString("Optional[f080abf2010d45118068c28c8958f5fcgr09]");
        assertThat(settings.request().autoPay()).isTrue();
        assertThat(settings.request().availabilityZones()).hasSize(2);
    }

    @Test
    void every_setting_of_a_target_is_taken() {
        env.putAll(Map.of("DDM_TARGET", "5", "DDM_GROUP_ID", "gr09", "DDM_AUTO_PAY", "true"));

        Settings settings = new Settings(env);

        assertThat(settings.target())
                .isEqualTo(new NodeTarget(
                        new FlavorId(env.get("DDM_FLAVOR_ID")), 5, Optional.of(new GroupId("gr09")), true));
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_by_option_and_variable() {
        env.remove("DDM_PROJECT_ID");
        env.put("DDM_INSTANCE_ID", "../x");
        env.put("DDM_NODES", "many");
        env.put("DDM_AUTO_PAY", "yes");
        env.put("DDM_DEADLINE_SECONDS", "0");

        assertThatThrownBy(this::readAll)
                .hasMessageContaining("--project-id or DDM_PROJECT_ID: is mandatory")
                .hasMessageContaining("DDM_INSTANCE_ID: V2: instance_id")
                .hasMessageContaining("DDM_NODES: must be a whole number, but was 'many'")
                .hasMessageContaining("DDM_AUTO_PAY: must be true or false, but was 'yes'")
                .hasMessageContaining("DDM_DEADLINE_SECONDS: must be at least 1, but was '0'");
    }

    @Test
    void rules_of_the_request_are_said_by_their_names() {
        env.put("DDM_NODES", "33");
        env.put("DDM_AVAILABLE_ZONES", "az1");

        assertThatThrownBy(this::readAll)
                .hasMessageContaining("V5: node_number")
                .hasMessageContaining("V6: available_zones");
    }

    @Test
    void a_credential_is_never_shown() {
        env.put("DDM_AUTH_TOKEN", "canary token");
        assertThatThrownBy(this::readAll)
                .hasMessageContaining("DDM_AUTH_TOKEN")
                .message()
                .doesNotContain("canary");

        env.put("DDM_ACCESS_KEY", "canary\nkey");
        env.put("DDM_SECRET_KEY", "canary\nsecret");
        assertThatThrownBy(this::readAll)
                .hasMessageContaining("DDM_ACCESS_KEY")
                .message()
                .doesNotContain("canary");
    }

    @Test
    void half_an_access_key_is_not_enough() {
        env.put("DDM_ACCESS_KEY", "AK");

        assertThatThrownBy(this::readAll).hasMessageContaining("DDM_SECRET_KEY: is mandatory");
    }

    @Test
    void a_secret_is_no_option() {
        assertThat(Setting.values())
                .filteredOn(setting -> setting.name().matches(".*(TOKEN|_KEY|SECRET|PASSWORD).*"))
                .hasSize(4)
                .allMatch(Setting::secret);
    }

    private void readAll() {
        Settings settings = new Settings(env);
        settings.adapter();
        settings.instance();
        settings.request();
        settings.check();
    }
}
