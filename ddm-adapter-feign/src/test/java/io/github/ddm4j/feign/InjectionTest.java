/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static io.github.ddm4j.feign.HostileText.letThrough;
import static io.github.ddm4j.feign.HostileText.requireBoth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ProjectId;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.auth.AccessKey;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * Input changes neither the path nor a header: it is refused by its name and nothing is sent, or the request line and the
 * headers that arrive are, to the byte, those that were meant.
 */
class InjectionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AuthTokenProvider TOKENS = AuthTokenProvider.fixed(Wire.TOKEN);
    private static final String TOKEN_LINE = "X-Auth-Token: " + Wire.TOKEN;

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
    void a_project_stays_one_step_of_the_path(@ForAll("anything") String text) {
        if (letThrough("project_id", server, () -> order(server.uri(), new ProjectId(text), TOKENS, Wire.INSTANCE))) {
            assertOrder("/v2/" + text + "/instances/" + Wire.INSTANCE, TOKEN_LINE);
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_instance_stays_one_step_of_the_path(@ForAll("anything") String text) {
        if (letThrough("instance_id", server, () -> order(server.uri(), Wire.PROJECT, TOKENS, new InstanceId(text)))) {
            assertOrder("/v2/" + Wire.PROJECT + "/instances/" + text, TOKEN_LINE);
        }
        if (letThrough("instance_id", server, () -> {
            try (var adapter = Wire.adapter(server).build()) {
                adapter.instance(new InstanceId(text));
            }
        })) {
            assertHead("GET /v1/" + Wire.PROJECT + "/instances/" + text, TOKEN_LINE);
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void a_job_stays_one_step_of_the_path(@ForAll("anything") String text) {
        if (letThrough("job_id", server, () -> {
            try (var adapter = Wire.adapter(server).build()) {
                adapter.job(new JobId(text));
            }
        })) {
            assertHead("GET /v3/" + Wire.PROJECT + "/jobs/" + text, TOKEN_LINE);
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void flavor_group_and_zone_stay_strings_of_the_body(@ForAll("anything") String text) throws Exception {
        for (String field : List.of("flavor_id", "group_id", "available_zones")) {
            Map<String, Object> body = field.equals("flavor_id")
                    ? Map.of("flavor_id", text, "node_number", 1)
                    : Map.of(
                            "flavor_id",
                            Wire.FLAVOR,
                            "node_number",
                            1,
                            field,
                            field.equals("group_id") ? text : List.of(text));
            if (letThrough(field, server, () -> scaleOut(field, text))) {
                assertOrder("/v2/" + Wire.PROJECT + "/instances/" + Wire.INSTANCE, TOKEN_LINE);
                assertThat(JSON.readTree(received().body())).isEqualTo(JSON.valueToTree(body));
            }
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void a_token_stays_one_header(@ForAll("anything") String text) {
        if (letThrough(
                "token",
                server,
                () -> order(server.uri(), Wire.PROJECT, AuthTokenProvider.fixed(text), Wire.INSTANCE))) {
            assertOrder("/v2/" + Wire.PROJECT + "/instances/" + Wire.INSTANCE, "X-Auth-Token: " + text);
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_access_key_and_its_security_token_stay_one_header_each(@ForAll("anything") String text) {
        for (String field : List.of("access key id", "secret access key", "security token")) {
            String id = field.equals("access key id") ? text : "AK";
            String secret = field.equals("secret access key") ? text : "a-secret-nobody-sends";
            String token = field.equals("security token") ? text : "a-security-token";
            if (letThrough(field, server, () -> {
                try (var adapter = FeignScaleOutAdapter.builder(
                                server.uri(), Wire.PROJECT, AccessKey.temporary(id, secret, token))
                        .clock(new MutableClock())
                        .build()) {
                    adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
                }
            })) {
                String signature = received().header("Authorization");
                assertThat(signature)
                        .startsWith("SDK-HMAC-SHA256 Access=" + id
                                + ", SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, Signature=")
                        .matches(".{64,}=[0-9a-f]{64}");
                assertOrder(
                        "/v2/" + Wire.PROJECT + "/instances/" + Wire.INSTANCE,
                        "Authorization: " + signature,
                        "X-Security-Token: " + token,
                        "X-Project-Id: " + Wire.PROJECT,
                        "X-Sdk-Date: 20261122T120000Z");
            }
        }
        requireBoth();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_endpoint_is_scheme_host_and_port_whatever_stands_before_or_behind(@ForAll("anything") String text) {
        List<String> endpoints = List.of(
                server.uri() + text, server.uri() + "/" + text, "http://" + text + "@127.0.0.1:" + server.port());
        for (String endpoint : endpoints) {
            if (isUri(endpoint)
                    && letThrough(
                            "endpoint",
                            server,
                            () -> order(URI.create(endpoint), Wire.PROJECT, TOKENS, Wire.INSTANCE))) {
                assertOrder("/v2/" + Wire.PROJECT + "/instances/" + Wire.INSTANCE, TOKEN_LINE);
            }
        }
    }

    @Property
    void a_region_is_one_of_the_list(@ForAll("anything") String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.ofRegion(text))
                .withMessageStartingWith("region must be one of ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).matches("[ -~]{1,600}"));
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void credentials_for_a_proxy_stay_one_header(@ForAll("anything") String user, @ForAll("anything") String password) {
        HostileServer proxy = HostileServer.start().otherwise(reply(403, ""));
        try (proxy) {
            if (letThrough("proxy ", proxy, () -> connectThrough(proxy, user, password))) {
                String sent = proxy.received().get(0).header("Proxy-Authorization");
                assertThat(sent).matches("Basic [A-Za-z0-9+/]+={0,2}");
                assertThat(proxy.received().get(0).head())
                        .startsWith("CONNECT 127.0.0.1:1 HTTP/1.1")
                        .containsExactlyInAnyOrder(
                                "CONNECT 127.0.0.1:1 HTTP/1.1",
                                "Host: 127.0.0.1:1",
                                "User-Agent: ddm4j",
                                "Proxy-Authorization: " + sent);
            }
        }
        requireBoth();
    }

    private static void connectThrough(HostileServer proxy, String user, String password) {
        try (var adapter = FeignScaleOutAdapter.builder(URI.create("https://127.0.0.1:1"), Wire.PROJECT, TOKENS)
                .http(http -> http.proxy("127.0.0.1", proxy.port()))
                .http(http -> http.proxyCredentials(user, password))
                .build()) {
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
        }
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static void order(URI endpoint, ProjectId project, AuthTokenProvider tokens, InstanceId instance) {
        try (var adapter =
                FeignScaleOutAdapter.builder(endpoint, project, tokens).build()) {
            adapter.scaleOut(instance, Wire.ONE_NODE);
        }
    }

    private static void scaleOut(String field, String text) {
        ScaleOutRequest.Builder request = ScaleOutRequest.builder(field.equals("flavor_id") ? text : Wire.FLAVOR, 1);
        if (field.equals("group_id")) {
            request.groupId(text);
        } else if (field.equals("available_zones")) {
            request.availabilityZones(List.of(text));
        }
        try (var adapter = Wire.adapter(server).build()) {
            adapter.scaleOut(Wire.INSTANCE, request.build());
        }
    }

    private static Received received() {
        return server.received().get(0);
    }

    private static void assertOrder(String instancePath, String... credentials) {
        List<String> lines = new ArrayList<>(List.of(credentials));
        lines.add("Content-Length: " + received().body().length());
        assertHead("POST " + instancePath + "/action/enlarge", lines.toArray(String[]::new));
    }

    /** All that arrived, and nothing besides. */
    private static void assertHead(String methodAndPath, String... headers) {
        List<String> expected = new ArrayList<>(List.of(headers));
        expected.add(methodAndPath + " HTTP/1.1");
        expected.add("Host: 127.0.0.1:" + server.port());
        expected.add("Content-Type: application/json");
        expected.add("User-Agent: ddm4j");
        expected.add("Accept-Encoding: identity");
        expected.add("Connection: " + (methodAndPath.startsWith("GET ") ? "keep-alive" : "close"));
        assertThat(server.received()).hasSize(1);
        assertThat(received().head()).startsWith(methodAndPath + " HTTP/1.1");
        assertThat(received().head()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
