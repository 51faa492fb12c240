/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.Examples;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What somebody who operates the service sees. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ddm.flow.poll-interval=100ms",
            "management.endpoints.web.exposure.include=*",
            "management.prometheus.metrics.export.enabled=true",
            "management.endpoint.configprops.show-values=always"
        })
class ActuatorTest {

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Value("${local.server.port}")
    private int port;

    @Test
    void the_health_shows_the_circuit_breakers() throws Exception {
        Rest.Answer health = new Rest(port).get("/actuator/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.<String>json("$.components.ddm.status")).isEqualTo("UP");
        assertThat(health.<String>json("$.components.ddm.details.ddm-scale-out"))
                .isEqualTo("CLOSED");
    }

    @Test
    void the_breakers_are_those_of_the_registry_with_the_thresholds_of_the_configuration() throws Exception {
        assertThat(breakers.circuitBreaker("ddm-scale-out")
                        .getCircuitBreakerConfig()
                        .getMinimumNumberOfCalls())
                .isEqualTo(10);
        assertThat(new Rest(port).get("/actuator/circuitbreakers").body())
                .contains("\"ddm-scale-out\"", "\"ddm-read\"");
    }

    @Test
    void the_metrics_count_the_calls() throws Exception {
        Rest rest = new Rest(port);
        Rest.Answer order = rest.post("/scale-outs", Rest.oneNode(Examples.INSTANCE));
        assertThat(order.status()).isEqualTo(202);

        Rest.Answer calls = rest.get(
                "/actuator/metrics/resilience4j.circuitbreaker.calls?tag=name:ddm-scale-out&tag=kind:successful");
        assertThat(calls.<List<Double>>json("$.measurements[?(@.statistic == 'COUNT')].value"))
                .containsExactly(1.0);
    }

    @Test
    void prometheus_finds_what_alerts_and_panels_look_at() throws Exception {
        assertThat(new Rest(port).get("/actuator/prometheus").body())
                .containsPattern("ddm_circuitbreaker_state\\{name=\"ddm-scale-out\",state=\"closed\"} 1.0")
                .containsPattern("ddm_circuitbreaker_state\\{name=\"ddm-read\",state=\"open\"} 0.0")
                .containsPattern("ddm_orders_total\\{outcome=\"unknown\",reason=\"none\",via=\"port\"} 0.0")
                .containsPattern("ddm_submissions_total\\{outcome=\"unknown\",reason=\"time_over\"} 0.0")
                .containsPattern("ddm_token_renewals_seconds_count\\{outcome=\"rejected\",reason=\"access\"} 0")
                .containsPattern("ddm_call_seconds_bucket\\{call=\"scaleOut\",outcome=\"ok\",")
                .doesNotContain("ddm_port_call");
    }

    @Test
    void credentials_are_masked_though_values_are_shown() throws Exception {
        Rest.Answer properties = new Rest(port).get("/actuator/configprops/ddm");

        assertThat(properties.body())
                .contains(Examples.PROJECT.value())
                .contains("******")
                .doesNotContain(Examples.TOKEN);
    }
}
