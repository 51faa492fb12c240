/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@FakeDdm
@SpringJUnitConfig(FakeDdmInSpringTest.Empty.class)
class FakeDdmInSpringTest {

    @Configuration(proxyBeanMethods = false)
    static class Empty {}

    @Autowired
    private FakeCloud cloud;

    @Autowired
    private Environment environment;

    @FakeDdm
    private FakeDdmServer server;

    @Test
    void the_properties_lead_to_the_cloud_of_the_context(FakeCloud parameter, URI endpoint) throws Exception {
        assertThat(parameter).isSameAs(cloud);
        assertThat(environment.getProperty("ddm.endpoint"))
                .isEqualTo(server.uri().toString())
                .isEqualTo(endpoint.toString());
        assertThat(environment.getProperty("ddm.project-id")).isEqualTo(Examples.PROJECT.value());
        assertThat(status()).isEqualTo(200);
    }

    private int status() throws Exception {
        HttpRequest read = HttpRequest.newBuilder(URI.create(environment.getProperty("ddm.endpoint") + "/v1/"
                        + environment.getProperty("ddm.project-id") + "/instances"))
                .header("X-Auth-Token", String.valueOf(environment.getProperty("ddm.auth.token")))
                .build();
        return HttpClient.newHttpClient()
                .send(read, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @RepeatedTest(2)
    void it_begins_anew_before_each_test_and_knows_the_same_token() throws Exception {
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(2);
        assertThat(cloud.requests()).isEmpty();
        cloud.scaleOutByOthers(Examples.INSTANCE, Examples.GROUP, 1);
        assertThat(status()).isEqualTo(200);
    }
}
