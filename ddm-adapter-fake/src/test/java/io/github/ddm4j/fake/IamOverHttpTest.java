/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IamOverHttpTest {

    private static final String INSTANCE = "/v1/" + Examples.PROJECT + "/instances/" + Examples.INSTANCE;

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00.123456Z"));
    private final FakeCloud cloud =
            FakeCloud.builder().clock(clock).withExamples().build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);

    @AfterEach
    void close() {
        server.close();
    }

    private HttpCalls.Reply byPassword(String domain, String user, String password, String scope) {
        return tokens("""
                {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"%s","password":"%s",
                "domain":{"name":"%s"}}}},"scope":%s}}""".formatted(user, password, domain, scope));
    }

    private HttpCalls.Reply tokens(String body) {
        return calls.send(calls.to("/v3/auth/tokens?nocatalog=any")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private int readWith(String token) {
        return calls.send(calls.to(INSTANCE).header("X-Auth-Token", token).GET())
                .status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project\":{\"name\":\"eu-west-101\"}}",
                "{\"project\":{\"id\":\"619d3e78f61b4be68bc5aa0b59edcf7b\"}}"
            })
    void a_password_gives_a_token_for_a_project_that_is_good_for_a_day(String scope) {
        HttpCalls.Reply reply = byPassword(Examples.DOMAIN, Examples.USER, Examples.PASSWORD, scope);

        String token = reply.header("X-Subject-Token");
        JsonNode body = reply.body().get("token");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(body.get("issued_at").textValue()).isEqualTo("2026-06-05T08:00:00.123456Z");
        assertThat(body.get("expires_at").textValue()).isEqualTo("2026-06-06T08:00:00.123456Z");
        assertThat(body.get("project").get("id").textValue()).isEqualTo(Examples.PROJECT.value());
        assertThat(reply.raw().body()).doesNotContain(token);
        assertThat(readWith(token)).isEqualTo(200);
        clock.advance(Duration.ofHours(24));
        assertThat(readWith(token)).isEqualTo(401);
    }

    @Test
    void a_token_gives_another_token() {
        HttpCalls.Reply reply = tokens("""
                {"auth":{"identity":{"methods":["token"],"token":{"id":"%s"}},
                "scope":{"project":{"name":"%s"}}}}""".formatted(Examples.TOKEN, Examples.REGION));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(readWith(reply.header("X-Subject-Token"))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "example-domain, example-user, wrong",
        "example-domain, nobody, example-password",
        "elsewhere, example-user, example-password"
    })
    void wrong_credentials_are_401_in_the_shape_of_iam(String domain, String user, String password) {
        HttpCalls.Reply reply = byPassword(domain, user, password, "{\"project\":{\"name\":\"eu-west-101\"}}");

        assertThat(reply.status()).isEqualTo(401);
        JsonNode error = reply.body().get("error");
        assertThat(error.get("code").isNumber()).isTrue();
        assertThat(error.get("code").intValue()).isEqualTo(401);
        assertThat(error.get("message").textValue()).contains("wrong");
        assertThat(error.get("title").textValue()).isEqualTo("Unauthorized");
        assertThat(cloud.iamRequestsSeen()).isEqualTo(1);
    }

    @Test
    void an_unknown_project_is_404_and_a_missing_scope_400() {
        String name = "{\"project\":{\"name\":\"nowhere\"}}";

        assertThat(byPassword(Examples.DOMAIN, Examples.USER, Examples.PASSWORD, name)
                        .status())
                .isEqualTo(404);
        assertThat(byPassword(Examples.DOMAIN, Examples.USER, Examples.PASSWORD, "{}")
                        .status())
                .isEqualTo(400);
        assertThat(tokens("{}").body().get("error").get("code").intValue()).isEqualTo(400);
    }

    @Test
    void projects_are_found_by_the_name_of_their_region() {
        JsonNode found = calls.get("/v3/projects?name=" + Examples.REGION).body();

        assertThat(found.get("projects").findValuesAsText("id")).containsExactly(Examples.PROJECT.value());
        assertThat(calls.get("/v3/projects?name=nowhere").body().get("projects"))
                .isEmpty();
        HttpCalls.Reply stranger = calls.send(calls.to("/v3/projects").GET());
        assertThat(stranger.status()).isEqualTo(401);
    }

    @Test
    void a_fault_for_iam_strikes_iam_only() {
        cloud.failNext(Fault.answer(503, "IAM.0503", "busy").onIam());

        assertThat(calls.get(INSTANCE).status()).isEqualTo(200);
        HttpCalls.Reply reply = calls.get("/v3/projects");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body().get("error").get("message").textValue()).isEqualTo("busy");
        assertThat(calls.get("/v3/projects").status()).isEqualTo(200);
    }
}
