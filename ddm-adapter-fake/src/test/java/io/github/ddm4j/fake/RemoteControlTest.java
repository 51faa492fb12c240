/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Java can arrange, break and look at, done over HTTP. */
@Timeout(30)
class RemoteControlTest {

    private static final String INSTANCE = "/instances/" + Examples.INSTANCE;

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);

    @AfterEach
    void close() {
        server.close();
    }

    private HttpCalls.Reply call(String method, String path, String body) {
        return calls.send(calls.to("/_fake" + path)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode done(String method, String path, String body) {
        HttpCalls.Reply reply = call(method, path, body);
        assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
        return reply.body();
    }

    @Test
    void an_instance_of_ones_own_is_added_changed_and_removed() {
        InstanceId shop = new InstanceId("shop");
        done("POST", "/instances", """
                {"id":"shop","projectId":"p","name":"shop-db","zones":["az1","az2"],
                 "groups":[{"id":"main","nodes":2},{"id":"reports","readOnly":true,"nodes":1}],
                 "schemas":[{"name":"orders","rds":[{"id":"rds-1","status":"Normal"}]}]}""");
        assertThat(cloud.instance(shop).groups()).hasSize(2);

        done("POST", "/instances/shop/groups", "{\"id\":\"third\",\"nodes\":3}");
        done("PUT", "/instances/shop/schemas/carts", "{\"rds\":[{\"id\":\"rds-2\"}]}");
        done("PATCH", "/instances/shop/rds/rds-2", "{\"status\":\"Abnormal\",\"error\":\"disk\"}");
        done("PATCH", "/instances/shop", "{\"status\":\"RESTARTING\"}");

        assertThat(cloud.nodeCount(shop)).isEqualTo(6);
        assertThat(cloud.instance(shop).status()).isEqualTo(new InstanceStatus("RESTARTING"));
        assertThat(InMemoryScaleOutAdapter.builder(cloud, new ProjectId("p"))
                        .build()
                        .schemas(shop)
                        .orElseThrow()
                        .get(1)
                        .linkedRds()
                        .get(0)
                        .error())
                .contains("disk");
        done("DELETE", "/instances/shop", "");
        assertThatThrownBy(() -> cloud.instance(shop)).hasMessage("no instance shop");
    }

    @Test
    void others_scale_out_and_in_and_orders_are_paid() {
        done("POST", INSTANCE + "/scale-out", "{\"nodes\":2}");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(4);
        assertThat(call("POST", INSTANCE + "/scale-out", "{}").status()).isEqualTo(409);
        done("POST", "/clock", "{\"advanceSeconds\":3}");
        done("POST", INSTANCE + "/scale-in", "{\"nodes\":3}");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(1);

        String path = HttpCalls.ENLARGE.replace(Examples.INSTANCE.value(), Examples.YEARLY_MONTHLY_INSTANCE.value());
        String order =
                calls.post(path, HttpCalls.ONE_NODE).body().path("orderId").asText();
        done("POST", "/orders/" + order + "/pay", "");
        assertThat(cloud.ordersToPay()).isEmpty();
        assertThat(call("POST", "/orders/" + order + "/pay", "").status()).isEqualTo(404);
    }

    @Test
    void flavors_users_keys_tokens_and_quotas_are_arranged() {
        done(
                "PUT",
                "/flavors/big",
                "{\"code\":\"ddm.8xlarge.2\",\"vcpus\":32,\"ram\":64,\"zones\":{\"az1\":\"sellout\"}}");
        String order = HttpCalls.ONE_NODE.replace(Examples.FLAVOR.value(), "big");
        assertThat(calls.enlarge(order).body().path("errCode").asText()).isEqualTo("DBS.280450");
        done("PATCH", "/flavors/big", "{\"zones\":{\"az1\":\"normal\"}}");
        assertThat(calls.enlarge(order).status()).isEqualTo(200);

        done("POST", "/projects", "{\"id\":\"second\",\"name\":\"eu-west-102\"}");
        done("PATCH", "/projects/" + Examples.PROJECT, "{\"quota\":7}");
        String second = HttpCalls.ENLARGE.replace(Examples.INSTANCE.value(), Examples.YEARLY_MONTHLY_INSTANCE.value());
        assertThat(calls.post(second, HttpCalls.ONE_NODE).status()).isEqualTo(413);

        done("POST", "/users", "{\"domain\":\"acme\",\"name\":\"scaler\",\"password\":\"right\"}");
        done("POST", "/access-keys", "{\"accessKey\":\"AK\",\"secretKey\":\"SK\",\"projectId\":\"second\"}");
        done("POST", "/access-keys", """
                {"accessKey":"AK2","secretKey":"SK","projectId":"second","securityToken":"st","validSeconds":60}""");
        String issued = done("POST", "/tokens", "{\"projectId\":\"second\"}")
                .path("token")
                .asText();
        assertThat(calls.send(calls.to("/v1/second/instances")
                                .header("X-Auth-Token", issued)
                                .GET())
                        .status())
                .isEqualTo(200);
        done("DELETE", "/tokens", "");
        assertThat(calls.get("/v3/projects").status()).isEqualTo(401);
    }

    @Test
    void a_lost_reply_is_found_in_the_log_by_what_is_known_of_it() {
        done("POST", "/faults", "{\"fault\":\"hangUp\",\"afterApplying\":true}");
        assertThatThrownBy(() -> calls.enlarge(HttpCalls.ONE_NODE)).isInstanceOf(UncheckedIOException.class);
        calls.get("/v9/nowhere");
        calls.get("/v1/" + Examples.PROJECT + "/instances/nope");

        assertThat(done("GET", "/requests/count?method=POST&instance=" + Examples.INSTANCE, "")
                        .asInt())
                .isEqualTo(1);
        assertThat(done("GET", "/requests/count?kind=unknown", "").asInt()).isEqualTo(1);
        assertThat(done("GET", "/requests/count?status=404", "").asInt()).isEqualTo(2);
        assertThat(done("GET", "/requests/count?code=DBS.200002", "").asInt()).isEqualTo(1);
        JsonNode found = done("GET", "/requests?path=enlarge&limit=1", "");
        JsonNode lost = found.path("latest").get(0);
        assertThat(found.path("total").asInt()).isEqualTo(3);
        assertThat(lost.path("status").asInt()).isZero();
        assertThat(lost.path("fault").asText()).isEqualTo("order: hang up, applied");
        assertThat(lost.path("body").asText()).isEqualTo(HttpCalls.ONE_NODE);
        assertThat(found.toString()).doesNotContain(Examples.TOKEN);
        done("DELETE", "/requests", "");
        assertThat(done("GET", "/requests/count", "").asInt()).isZero();
    }

    @Test
    void faults_are_counted_aimed_and_forgotten() {
        done("POST", "/faults", "{\"fault\":\"answer\",\"status\":503,\"on\":\"reads\",\"times\":3}");
        done(
                "POST",
                "/faults",
                "{\"fault\":\"throttled\",\"retryAfterSeconds\":7,\"retryAfterDate\":true,\"on\":\"iam\"}");
        assertThat(cloud.faultsWaiting())
                .containsExactly("3 x read: answer 503, not applied", "1 x iam: answer 429 APIGW.0308, not applied");

        assertThat(calls.get("/v1/" + Examples.PROJECT + "/instances").status()).isEqualTo(503);
        assertThat(calls.get("/v3/projects").header("Retry-After")).endsWith(" GMT");
        assertThat(cloud.faultsWaiting()).containsExactly("2 x read: answer 503, not applied");
        done("DELETE", "/faults", "");
        assertThat(cloud.faultsWaiting()).isEmpty();
    }

    @Test
    void requests_are_throttled_and_jobs_fail_and_take_their_time() {
        done("PUT", "/jobs", "{\"durationSeconds\":1}");
        done("POST", "/jobs/failures", "{\"reason\":\"no machine left\"}");
        calls.enlarge(HttpCalls.ONE_NODE);
        done("POST", "/clock", "{\"advanceSeconds\":1}");
        assertThat(cloud.jobs(Examples.PROJECT).get(0).failReason()).contains("no machine left");

        done("PUT", "/throttle", "{\"requests\":0,\"periodSeconds\":60}");
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(429);
        done("DELETE", "/throttle", "");
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
    }

    @Test
    void everything_begins_anew() {
        calls.enlarge(HttpCalls.ONE_NODE);
        done("POST", "/faults", "{\"fault\":\"hangUp\"}");

        done("POST", "/reset", "");

        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(2);
        assertThat(cloud.faultsWaiting()).isEmpty();
        assertThat(cloud.requests()).isEmpty();
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void a_content_of_ones_own_stays_over_resets() {
        done("PUT", "/state", """
                {"jobSeconds":1,"users":[{"domain":"d","name":"n","password":"p"}],
                 "projects":[{"id":"p","name":"eu-west-101"}],
                 "flavors":[{"id":"f","vcpus":4,"ram":8}],
                 "instances":[{"id":"i","projectId":"p","flavorId":"f","groups":[{"id":"g","nodes":1}],"yearlyMonthly":true}],
                 "accessKeys":[{"accessKey":"AK","secretKey":"SK","projectId":"p"}],
                 "tokens":[{"token":"t","projectId":"p"}],
                 "faults":[{"fault":"hangUp","times":2}]}""");
        cloud.clearFaults();

        done("POST", "/reset", "");

        assertThat(cloud.instances()).singleElement().satisfies(one -> assertThat(one.id())
                .hasToString("i"));
        assertThat(cloud.faultsWaiting()).containsExactly("2 x order: hang up, not applied");
        assertThat(calls.send(calls.to("/v1/p/instances")
                                .header("X-Auth-Token", "t")
                                .GET())
                        .status())
                .isEqualTo(200);
        done("PUT", "/state", "{\"examples\":true}");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST  | /instances            | {}                                                  | id is missing
            POST  | /instances            | {"id":"a b","projectId":"p","groups":[{"id":"g","nodes":1}]} | instance_id may hold only letters
            POST  | /instances            | {"id":"i","projectId":"p"}                          | groups must not be empty
            POST  | /instances            | {"id":"i","projectId":"p","groups":[{"id":"g","nodes":33}]} | groups[0].nodes must be a number from 1 to 32, but was 33
            POST  | /instances            | {"id":"i","projectId":"p","groups":[{"id":"g","nodes":1,"x":2}]} | groups[0].x is no field of this call, which takes id, name, readOnly, nodes
            POST  | /instances            | {"id":7}                                            | id must be a text that is not blank, but was 7
            POST  | /instances            | not JSON                                            | the body must be JSON
            POST  | /faults               | {"fault":"fire"}                                    | fault must be one of answer, tokenRefused
            POST  | /faults               | {"fault":"hangUp","on":"writes"}                    | on must be order, reads or iam, but was "writes"
            POST  | /faults               | {"fault":"hangUp","times":0}                        | times must be a number from 1
            POST  | /faults               | {"fault":"hangUp","retryAfterSeconds":1}            | only an answer with an error status
            POST  | /faults               | {"fault":"hangUp","lateMillis":-1}                  | lateMillis must be a number from 0
            POST  | /faults               | {"fault":"hangUp","acceptingBeside":" "}            | acceptingBeside must be a text that is not blank
            POST  | /faults               | {"fault":"hangUp","requestId":"a b"}                | requestId may hold only visible ASCII characters
            POST  | /faults               | {"fault":"answer","status":99}                      | status must be a number from 200 to 599, but was 99
            PATCH | /projects/nope        | {"quota":1}                                         | no project nope
            PATCH | /projects/619d3e78f61b4be68bc5aa0b59edcf7b | {"quota":-1}                   | quota must be a number from 0
            PATCH | /instances/nope       | {"status":"RUNNING"}                                | no instance nope
            PATCH | /flavors/nope         | {"zones":{"az1":"sellout"}}                         | no flavor nope
            PUT   | /flavors/f            | {"architecture":"MIPS"}                             | architecture must be X86 or ARM, but was MIPS
            POST  | /clock                | {"advanceSeconds":-1}                               | advanceSeconds must be a number from 0
            PUT   | /reachable            | {"reachable":false}                                 | forSeconds is missing
            PUT   | /throttle             | {"requests":1}                                      | periodSeconds is missing
            POST  | /users                | {"domain":"d","name":" ","password":"p"}            | name must be a text that is not blank
            GET   | /requests?instanc=x   | ``                                                  | instanc is no parameter
            GET   | /requests?limit=0     | ``                                                  | limit must be a number from 1 to 99999, but was 0
            GET   | /state?since=x        | ``                                                  | since must be a number, but was x
            GET   | /nowhere              | ``                                                  | GET /_fake tells all the calls
            DELETE| /clock                | ``                                                  | GET /_fake tells all the calls
            """)
    void what_is_wrong_is_named_and_changes_nothing(String method, String path, String body, String words) {
        HttpCalls.Reply reply = call(method, path, body);

        assertThat(reply.status()).isIn(400, 404, 405);
        assertThat(reply.body().path("error").asText()).contains(words);
        assertThat(cloud.faultsWaiting()).isEmpty();
        assertThat(cloud.instances()).hasSize(3);
    }

    @Test
    void a_content_with_a_mistake_leaves_everything_as_it_was() {
        calls.enlarge(HttpCalls.ONE_NODE);
        String twice = "{\"id\":\"i\",\"projectId\":\"p\",\"groups\":[{\"id\":\"g\",\"nodes\":1}]}";

        HttpCalls.Reply reply = call("PUT", "/state", "{\"instances\":[" + twice + "," + twice + "]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error").asText()).contains("there is an instance i already");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
        done("POST", "/reset", "");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(2);
    }

    @Test
    void the_state_is_told_as_soon_as_it_changes() throws Exception {
        long version = done("GET", "/state", "").path("version").asLong();
        CompletableFuture<JsonNode> next =
                CompletableFuture.supplyAsync(() -> done("GET", "/state?since=" + version + "&waitSeconds=20", ""));

        calls.enlarge(HttpCalls.ONE_NODE);

        JsonNode state = next.get(10, TimeUnit.SECONDS);
        assertThat(state.path("version").asLong()).isGreaterThan(version);
        assertThat(done("GET", "/state", "").path("requests").path("total").asInt())
                .isEqualTo(1);
        assertThat(state.toString()).doesNotContain(Examples.TOKEN, Examples.PASSWORD, Examples.SECRET_KEY);
        assertThat(done("GET", "/state?since=0", "").path("busy").asBoolean()).isTrue();
    }

    @Test
    void closing_the_server_ends_who_waits_for_a_change() {
        long version = done("GET", "/state", "").path("version").asLong();
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(() -> call("GET", "/state?since=" + (version + 1) + "&waitSeconds=60", "")
                        .status());
        long start = System.nanoTime();

        server.close();

        // With the state as it is, or with a broken connection.
        assertThat(waiting.handle((status, failure) -> "over")).succeedsWithin(Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example:80, 403",
        "Host, localhost:1, 200",
        "Origin, http://evil.example, 403",
        "Origin, null, 403"
    })
    void a_page_of_another_site_is_refused(String header, String value, int status) throws IOException {
        String request = "GET /_fake/state HTTP/1.1\r\n" + (header.equals("Host") ? "" : "Host: 127.0.0.1\r\n") + header
                + ": " + value + "\r\nConnection: close\r\n\r\n";

        assertThat(FakeDdmServerTest.exchange(server, request)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void the_page_is_served_and_calls_of_the_remote_control_are_no_requests() {
        HttpCalls.Reply page = calls.send(calls.to("/").GET());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.raw().body()).contains("<title>DDM fake</title>").doesNotContain("http://", "https://");
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void on_a_port_of_its_own_it_outlives_the_provider() {
        try (FakeDdmServer apart = FakeDdmServer.builder(cloud).controlPort(0).start()) {
            HttpCalls control = new HttpCalls(apart.controlUri());
            HttpCalls provider = new HttpCalls(apart);
            assertThat(apart.controlUri()).isNotEqualTo(apart.uri());
            assertThat(provider.get("/_fake/health").body().path("error_code").asText())
                    .isEqualTo("APIGW.0101");

            assertThat(control.send(control.to("/_fake/reachable")
                                    .PUT(HttpRequest.BodyPublishers.ofString("{\"reachable\":false}")))
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> provider.get("/v3/projects")).isInstanceOf(UncheckedIOException.class);
            assertThat(control.send(control.to("/_fake/reachable")
                                    .PUT(HttpRequest.BodyPublishers.ofString("{\"reachable\":true}")))
                            .status())
                    .isEqualTo(200);
            assertThat(provider.get("/v3/projects").status()).isEqualTo(200);
        }
    }

    @Test
    void on_the_same_port_the_provider_comes_back_by_itself() {
        done("PUT", "/reachable", "{\"reachable\":false,\"forSeconds\":1}");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);

        boolean gone = false;
        boolean back = false;
        while (!back && System.nanoTime() < end) {
            boolean up = isUp();
            back = gone && up;
            gone |= !up;
        }

        assertThat(gone).isTrue();
        assertThat(back).isTrue();
    }

    private boolean isUp() {
        try {
            return calls.get("/v3/projects").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
