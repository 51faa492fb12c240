/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.feign.spring.DdmConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The default profile: a provider in this process, on a free port of loopback, which the adapter is led to. */
@Configuration(proxyBeanMethods = false)
@Profile("fake")
class FakeProvider {

    @Bean
    FakeCloud cloud() {
        return FakeCloud.withExamples();
    }

    @Bean
    FakeDdmServer server(FakeCloud cloud) {
        return FakeDdmServer.start(cloud);
    }

    @Bean
    DdmConnectionDetails connection(FakeDdmServer server) {
        return server::uri;
    }
}
