/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileText.letThrough;
import static io.github.ddm4j.feign.HostileText.requireBoth;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.feign.HostileServer;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.HostileText;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** What goes to IAM is free text, and yet stays a string of the body or one parameter of the query. */
class IamInjectionTest {

    private static final Instant NOW = Instant.now();
    private static final String ISSUED = IamWorld.body(NOW, NOW.plusSeconds(3600));

    private static HostileServer server;

    @BeforeContainer
    static void start() {
        server = HostileServer.start().otherwise(reply(404, "{}"));
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Provide
    Arbitrary<String> anything() {
        return HostileText.any();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void domain_user_and_password_stay_strings_of_the_body(@ForAll("anything") String text) throws Exception {
        for (String field : List.of("domain", "user name", "password")) {
            IamUser[] user = new IamUser[1];
            if (letThrough(field, server, () -> {
                user[0] = IamUser.of(
                        field.equals("domain") ? text : "acme",
                        field.equals("user name") ? text : "scaler",
                        field.equals("password") ? text : "a-password");
                try (IamTokenProvider iam = iam(user[0], "cn-north-4")) {
                    iam.token();
                }
            })) {
                JsonNode sent = new ObjectMapper().readTree(received(0).body()).at("/auth/identity/password/user");
                assertThat(received(0).head())
                        .startsWith("POST /v3/auth/tokens HTTP/1.1")
                        .hasSize(7);
                assertThat(sent.at("/domain/name").asText()).isEqualTo(user[0].domain());
                assertThat(sent.path("name").asText()).isEqualTo(user[0].name());
                assertThat(sent.path("password").asText()).isEqualTo(user[0].password());
            }
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void the_name_of_a_project_stays_one_parameter_of_the_query(@ForAll("anything") String text) {
        server.then(reply(201, ISSUED, "X-Subject-Token: a-token"));
        try (IamTokenProvider iam = iam(IamUser.of("acme", "scaler", "a-password"), "cn-north-4")) {
            iam.token();
            if (letThrough("project name", server, () -> iam.projectId(text))) {
                String line = received(0).head().get(0);
                assertThat(line).matches("GET /v3/projects\\?name=[^&#+ ]+ HTTP/1\\.1");
                String value = line.substring(line.indexOf('=') + 1, line.lastIndexOf(' '));
                assertThat(URLDecoder.decode(value, UTF_8)).isEqualTo(text);
                assertThat(received(0).head()).contains("X-Auth-Token: a-token").hasSize(7);
            }
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void the_project_of_a_token_stays_a_string_of_the_body(@ForAll("anything") String text) throws Exception {
        if (letThrough("project name", server, () -> {
            try (IamTokenProvider iam = iam(IamUser.of("acme", "scaler", "a-password"), text)) {
                iam.token();
            }
        })) {
            assertThat(new ObjectMapper()
                            .readTree(received(0).body())
                            .at("/auth/scope/project/name")
                            .asText())
                    .isEqualTo(text);
        }
        requireBoth();
    }

    private static IamTokenProvider iam(IamUser user, String project) {
        return IamTokenProvider.builder(server.uri(), user, project).build();
    }

    private static Received received(int index) {
        return server.received().get(index);
    }
}
