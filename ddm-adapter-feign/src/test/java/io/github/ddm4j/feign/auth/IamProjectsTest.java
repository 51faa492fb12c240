/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.auth.IamWorld.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IamProjectsTest {

    private final HostileServer iam = HostileServer.start();
    private final IamTokenProvider provider = IamWorld.provider(iam).build();

    @AfterEach
    void stop() {
        provider.close();
        iam.close();
    }

    @Test
    void the_id_of_a_regions_project_is_found_by_its_name() {
        iam.then(token("t1"), reply(200, projects("p1:cn-north-4")));

        assertThat(provider.projectId("cn-north-4")).isEqualTo(new ProjectId("p1"));

        Received request = iam.received().get(1);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v3/projects?name=cn-north-4");
        assertThat(request.header("X-Auth-Token")).isEqualTo("t1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_name_cannot_change_the_request() {
        iam.then(token("t1"), reply(200, projects("p1:a&b=c d/e?{f}")));

        assertThat(provider.projectId("a&b=c d/e?{f}")).isEqualTo(new ProjectId("p1"));
        assertThat(iam.received().get(1).path()).isEqualTo("/v3/projects?name=a%26b%3Dc%20d/e%3F%7Bf%7D");
    }

    @Test
    void no_project_of_that_name_is_not_found() {
        iam.then(token("t1"), reply(200, projects("p2:cn-north-4_team")));

        var rejected = catchThrowableOfType(ScaleOutRejectedException.class, () -> provider.projectId("cn-north-4"));
        assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_FOUND);
        assertThat(rejected).hasMessage("IAM shows this user no project named 'cn-north-4'");
    }

    @Test
    void several_projects_of_that_name_are_all_named() {
        iam.then(token("t1"), reply(200, projects("p1:cn-north-4", "p2:cn-north-4")));

        var rejected = catchThrowableOfType(ScaleOutRejectedException.class, () -> provider.projectId("cn-north-4"));
        assertThat(rejected.reason()).isEqualTo(RejectionReason.BAD_REQUEST);
        assertThat(rejected).hasMessage("IAM shows this user 2 projects named 'cn-north-4', so give the id: [p1, p2]");
    }

    @Test
    void a_refused_token_is_renewed_once() {
        iam.then(token("t1"), reply(401, ""), token("t2"), reply(200, projects("p1:cn-north-4")));

        assertThat(provider.projectId("cn-north-4")).isEqualTo(new ProjectId("p1"));
        assertThat(iam.received().get(3).header("X-Auth-Token")).isEqualTo("t2");
    }

    @Test
    void refused_credentials_are_passed_on() {
        iam.otherwise(reply(401, IamWorld.WRONG_PASSWORD));

        assertThatThrownBy(() -> provider.projectId("cn-north-4")).isInstanceOf(ScaleOutRejectedException.class);
        assertThat(iam.received()).hasSize(1);
    }

    @Test
    void a_missing_permission_is_rejected_access() {
        iam.then(token("t1"), reply(403, "{\"error\":{\"code\":403,\"message\":\"no\",\"title\":\"Forbidden\"}}"));

        var rejected = catchThrowableOfType(ScaleOutRejectedException.class, () -> provider.projectId("cn-north-4"));
        assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
        assertThat(rejected.providerMessage()).contains("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "<html>",
                "{\"projects\":[{\"name\":\"cn-north-4\"}]}",
                "{\"projects\":[{\"name\":\"cn-north-4\",\"id\":\"../x\"}]}"
            })
    void an_answer_without_sense_is_an_outage(String body) {
        iam.then(token("t1"), reply(200, body));

        var unavailable =
                catchThrowableOfType(ProviderUnavailableException.class, () -> provider.projectId("cn-north-4"));
        assertThat(unavailable.signalsOutage()).isTrue();
    }

    @Test
    void an_iam_that_is_down_is_an_outage() {
        iam.then(token("t1"), reply(503, ""));

        var unavailable =
                catchThrowableOfType(ProviderUnavailableException.class, () -> provider.projectId("cn-north-4"));
        assertThat(unavailable.signalsOutage()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "häuser", "a\u007f"})
    void what_cannot_be_a_name_is_refused_and_nothing_is_sent(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.projectId(name))
                .withMessageContaining("project name must have")
                .withMessageNotContaining("\n");
        assertThatIllegalArgumentException().isThrownBy(() -> IamTokenProvider.builder(iam.uri(), IamWorld.USER, name));
        assertThat(iam.connections()).isZero();
    }

    @Test
    void a_name_has_up_to_64_characters() {
        String longest = "n".repeat(64);
        iam.then(token("t1"), reply(200, projects("p1:" + longest)));

        assertThat(provider.projectId(longest)).isEqualTo(new ProjectId("p1"));
        assertThatIllegalArgumentException().isThrownBy(() -> provider.projectId(longest + "n"));
    }

    private static String projects(String... idsAndNames) {
        StringBuilder list = new StringBuilder();
        for (String idAndName : idsAndNames) {
            String[] parts = idAndName.split(":");
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"id\":\"%s\",\"name\":\"%s\",\"enabled\":true,\"is_domain\":false}"
                            .formatted(parts[0], parts[1]));
        }
        return "{\"links\":{},\"projects\":[" + list + "]}";
    }
}
