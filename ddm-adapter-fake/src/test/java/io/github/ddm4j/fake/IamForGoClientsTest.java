/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.ddm.v1.DdmClient;
import com.huaweicloud.sdk.ddm.v1.model.ShowInstanceRequest;
import io.github.ddm4j.core.model.ProjectId;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that find their services by a catalog, and their project by who they are. */
class IamForGoClientsTest {

    private final FakeClock clock = FakeClock.at(Instant.now());
    private final FakeCloud cloud =
            FakeCloud.builder().clock(clock).withExamples().build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);

    @AfterEach
    void close() {
        server.close();
    }

    private HttpCalls.Reply login(String user, String scope, String query) {
        String body = "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":" + user + "}},"
                + "\"scope\":" + scope + "}}";
        return calls.send(calls.to("/v3/auth/tokens" + query)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String user(String domain) {
        return "{\"name\":\"" + Examples.USER + "\",\"password\":\"" + Examples.PASSWORD + "\",\"domain\":" + domain
                + "}";
    }

    private static final String BY_NAME = "{\"name\":\"" + Examples.DOMAIN + "\"}";
    private static final String PROJECT = "{\"project\":{\"name\":\"" + Examples.REGION + "\"}}";

    @Test
    void a_token_brings_a_catalog_that_leads_back_here() {
        JsonNode token = login(user(BY_NAME), PROJECT, "").body().path("token");

        assertThat(token.path("catalog").findValuesAsText("type"))
                .contains("identity", "ddm", "ddmv1", "ddmv2", "ddmv3");
        token.path("catalog").forEach(service -> {
            JsonNode endpoint = service.path("endpoints").get(0);
            assertThat(endpoint.path("interface").asText()).isEqualTo("public");
            assertThat(endpoint.path("region").asText()).isEqualTo(Examples.REGION);
            assertThat(endpoint.path("url").asText()).startsWith(server.uri().toString());
        });
        assertThat(login(user(BY_NAME), PROJECT, "?nocatalog=any")
                        .body()
                        .path("token")
                        .path("catalog"))
                .isEmpty();
        assertThat(calls.get("/v3/auth/catalog").body().path("catalog")).isEqualTo(token.path("catalog"));
    }

    @Test
    void the_instances_are_found_under_the_address_of_the_catalog() {
        String url = login(user(BY_NAME), PROJECT, "")
                .body()
                .path("token")
                .path("catalog")
                .get(2)
                .path("endpoints")
                .get(0)
                .path("url")
                .asText();

        assertThat(calls.get(url.substring(server.uri().toString().length()) + "/instances")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void user_and_domain_are_those_that_asked() {
        cloud.addUser("acme", "scaler", "right");
        String other = "{\"name\":\"scaler\",\"password\":\"right\",\"domain\":{\"name\":\"acme\"}}";

        JsonNode token = login(other, PROJECT, "").body().path("token");

        assertThat(token.path("user").path("name").asText()).isEqualTo("scaler");
        assertThat(token.path("user").path("domain").path("name").asText()).isEqualTo("acme");
        assertThat(token.path("project").path("domain").path("name").asText()).isEqualTo("acme");
        JsonNode first = login(user(BY_NAME), PROJECT, "").body().path("token");
        assertThat(first.path("user").path("name").asText()).isEqualTo(Examples.USER);
        assertThat(first.path("user").path("domain").path("id"))
                .isNotEqualTo(token.path("user").path("domain").path("id"));
    }

    @Test
    void a_user_and_a_domain_are_also_known_by_their_ids() {
        JsonNode known = login(user(BY_NAME), PROJECT, "").body().path("token").path("user");
        String domain = "{\"id\":\"" + known.path("domain").path("id").asText() + "\"}";
        String byId = "{\"id\":\"" + known.path("id").asText() + "\",\"password\":\"" + Examples.PASSWORD + "\"}";

        assertThat(login(user(domain), PROJECT, "").status()).isEqualTo(201);
        assertThat(login(byId, PROJECT, "").status()).isEqualTo(201);
        assertThat(login(user("{\"id\":\"nope\"}"), PROJECT, "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"domain\":{\"name\":\"example-domain\"}}", "{}", "{\"unscoped\":{}}"})
    void a_scope_that_is_no_project_is_refused_in_words(String scope) {
        HttpCalls.Reply reply = login(user(BY_NAME), scope, "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error").path("message").asText()).contains("scope must name a project");
    }

    @Test
    void a_token_is_shown_to_whom_holds_one() {
        HttpCalls.Reply shown = calls.send(calls.withToken("/v3/auth/tokens")
                .header("X-Subject-Token", Examples.TOKEN)
                .GET());

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("X-Subject-Token")).isEqualTo(Examples.TOKEN);
        assertThat(shown.body().path("token").path("project").path("id").asText())
                .isEqualTo(Examples.PROJECT.value());
        assertThat(calls.send(calls.withToken("/v3/auth/tokens")
                                .header("X-Subject-Token", "nope")
                                .GET())
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3",
        "?name=eu-west-101, 1",
        "?enabled=false, 0",
        "?is_domain=true, 0",
        "?domain_id=nope, 0",
        "?parent_id=nope, 0",
        "?page=1&per_page=2, 2",
        "?page=2&per_page=2, 1",
        "?page=9&per_page=2, 0",
        "?enabled=true&is_domain=false, 3"
    })
    void projects_are_filtered_and_come_in_pages(String query, int found) {
        cloud.addProject(new ProjectId("second"), "eu-west-102");
        cloud.addProject(new ProjectId("third"), "eu-west-103");

        JsonNode body = calls.get("/v3/projects" + query).body();

        assertThat(body.path("projects")).hasSize(found);
        assertThat(body.path("links").has("next")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?page=0", "?per_page=0", "?per_page=5001", "?page=x"})
    void a_page_that_cannot_be_is_refused(String query) {
        assertThat(calls.get("/v3/projects" + query).status()).isEqualTo(400);
    }

    @Test
    void the_domain_of_the_caller_is_found_by_its_name() {
        JsonNode found =
                calls.get("/v3/auth/domains?name=" + Examples.DOMAIN).body().path("domains");

        assertThat(found).hasSize(1);
        assertThat(calls.get("/v3/projects?domain_id=" + found.get(0).path("id").asText())
                        .body()
                        .path("projects"))
                .hasSize(1);
        assertThat(calls.get("/v3/auth/domains?name=nope").body().path("domains"))
                .isEmpty();
    }

    private ThrowingCallable reading(String accessKey, String securityToken) {
        DdmClient client = DdmClient.newBuilder()
                .withCredential(new BasicCredentials()
                        .withAk(accessKey)
                        .withSk(Examples.SECRET_KEY)
                        .withSecurityToken(securityToken)
                        .withProjectId(Examples.PROJECT.value()))
                .withEndpoints(List.of(server.uri().toString()))
                .build();
        return () -> client.showInstance(new ShowInstanceRequest().withInstanceId(Examples.INSTANCE.value()));
    }

    @Test
    void a_security_token_belongs_to_temporary_keys_and_to_them_alone() throws Throwable {
        cloud.addTemporaryAccessKey("TEMPORARY", Examples.SECRET_KEY, "st-1", Duration.ofHours(1), Examples.PROJECT);

        reading("TEMPORARY", "st-1").call();
        refused(reading(Examples.ACCESS_KEY, "st-1"), "permanent access key");
        refused(reading("TEMPORARY", "st-2"), "security token is not");
        refused(reading("TEMPORARY", null), "security token is not");
        clock.advance(Duration.ofHours(1));
        cloud.advance(Duration.ZERO);
        refused(reading("TEMPORARY", "st-1"), "");
    }

    private static void refused(ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ClientRequestException.class, refused -> {
            assertThat(refused.getHttpStatusCode()).isEqualTo(401);
            assertThat(refused.getErrorMsg()).contains(words).doesNotContain("st-");
        });
    }
}
