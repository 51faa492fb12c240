/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.feign.HostileServer.Received;
import io.github.ddm4j.feign.auth.AccessKey;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway would check, from nothing but the bytes that arrived. */
class AkSkOnTheWireTest {

    private static final String SECRET = "sk-canary-0123456789";

    private final HostileServer server = HostileServer.start();
    private final MutableClock clock = new MutableClock();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost"})
    void the_signature_fits_what_arrived(String host) {
        server.then(reply(200, Wire.STARTED));
        URI endpoint = URI.create("http://" + host + ":" + server.port());
        try (var adapter = adapter(endpoint, AccessKey.of("AK", SECRET))) {
            assertThat(adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
        }

        Received request = server.received().get(0);
        assertThat(request.header("X-Auth-Token")).isEmpty();
        assertThat(request.header("X-Sdk-Date")).isEqualTo("20261122T120000Z");
        assertThat(request.header("X-Project-Id")).isEqualTo(Wire.PROJECT.value());
        assertThat(request.header("Authorization")).isEqualTo(expected(request)).doesNotContain(SECRET);
    }

    @Test
    void a_temporary_key_sends_its_security_token_with_a_signature_that_covers_it() {
        server.then(reply(200, Wire.STARTED));
        try (var adapter = adapter(server.uri(), AccessKey.temporary("AK", SECRET, "TOKEN"))) {
            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
        }

        Received request = server.received().get(0);
        assertThat(request.header("X-Security-Token")).isEqualTo("TOKEN");
        assertThat(request.header("Authorization")).isEqualTo(expected(request));
    }

    @Test
    void a_refused_signature_is_rejected_after_one_request() {
        server.otherwise(reply(401, """
                {"error_msg":"Incorrect IAM authentication information: ak AK","error_code":"APIGW.0301"}"""));
        try (var adapter = adapter(server.uri(), AccessKey.of("AK", SECRET))) {
            var rejected = catchThrowableOfType(
                    ScaleOutRejectedException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));

            assertThat(rejected.reason()).isEqualTo(RejectionReason.ACCESS);
            assertThat(rejected.errorCode()).contains("APIGW.0301");
        }
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void an_error_may_name_the_project_but_not_what_was_signed_with() {
        server.otherwise(peer -> {
            String echo = server.received().get(0).header("Authorization");
            reply(403, "{\"error_msg\":\"no %s: SECURITY-TOKEN %s\"}".formatted(Wire.PROJECT, echo))
                    .on(peer);
        });
        try (var adapter = adapter(server.uri(), AccessKey.temporary("AK-0123456789", SECRET, "SECURITY-TOKEN"))) {
            var rejected = catchThrowableOfType(
                    ScaleOutRejectedException.class, () -> adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE));

            assertThat(rejected.providerMessage())
                    .contains("no " + Wire.PROJECT + ": *** SDK-HMAC-SHA256 Access=***, SignedHeaders="
                            + "host;x-project-id;x-sdk-date;x-security-token, Signature=***");
        }
    }

    @Test
    void a_key_is_needed() {
        assertThatNullPointerException()
                .isThrownBy(() -> FeignScaleOutAdapter.builder(server.uri(), Wire.PROJECT, (AccessKey) null));
    }

    private FeignScaleOutAdapter adapter(URI endpoint, AccessKey key) {
        return FeignScaleOutAdapter.builder(endpoint, Wire.PROJECT, key)
                .clock(clock)
                .build();
    }

    /** The official signer's word on the request that arrived, with the headers that were signed. */
    private static String expected(Received request) {
        HttpRequest.HttpRequestBuilder arrived = HttpRequest.newBuilder()
                .withMethod(HttpMethod.valueOf(request.method()))
                .withEndpoint("http://ignored.example")
                .withPath(request.path())
                .addHeader("Host", request.header("Host"))
                .withBodyAsString(request.body());
        for (String name : new String[] {"X-Sdk-Date", "X-Project-Id", "X-Security-Token"}) {
            if (!request.header(name).isEmpty()) {
                arrived.addHeader(name, request.header(name));
            }
        }
        BasicCredentials credentials = new BasicCredentials().withAk("AK").withSk(SECRET);
        return AKSKSigner.getInstance().sign(arrived.build(), credentials).get("Authorization");
    }
}
