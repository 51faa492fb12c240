/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import static io.github.ddm4j.feign.HostileServer.hangUp;
import static io.github.ddm4j.feign.HostileServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.validation.SettingException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A registry of the user's that serves more than one adapter, and that has tags. */
class BreakerNamesTest {

    private static final Map<String, String> TAGS = Map.of("team", "database");

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.custom()
            .withCircuitBreakerConfig(window(10))
            .withTags(TAGS)
            .build();
    private final HostileServer down = HostileServer.start().otherwise(hangUp());
    private final HostileServer up = HostileServer.start().otherwise(reply(200, Wire.STARTED));

    @AfterEach
    void stop() {
        down.close();
        up.close();
    }

    @Test
    void adapters_with_names_of_their_own_do_not_stop_each_other() {
        try (FeignScaleOutAdapter east = adapter(down, "east-");
                FeignScaleOutAdapter west = adapter(up, "west-")) {
            for (int call = 0; call < 10; call++) {
                assertThat(catchThrowable(() -> east.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)))
                        .isNotNull();
            }

            assertThat(east.circuitBreakerStates())
                    .containsOnly(Map.entry("east-ddm-scale-out", "OPEN"), Map.entry("east-ddm-read", "CLOSED"));
            assertThat(west.scaleOut(Wire.INSTANCE, Wire.ONE_NODE)).isInstanceOf(JobStarted.class);
        }
    }

    @Test
    void without_a_prefix_the_names_are_as_documented_and_shared() {
        try (FeignScaleOutAdapter one = adapter(up, "");
                FeignScaleOutAdapter other = adapter(up, "")) {
            assertThat(one.circuitBreakerStates()).containsOnlyKeys("ddm-scale-out", "ddm-read");
            assertThat(registry.getAllCircuitBreakers()).hasSize(2);
            assertThat(other.circuitBreakerStates()).isEqualTo(one.circuitBreakerStates());
        }
    }

    @Test
    void tags_of_the_registry_and_of_a_breaker_that_is_there_already_are_kept() {
        registry.circuitBreaker("ddm-read", Map.of("kind", "read"));

        adapter(up, "").close();

        assertThat(registry.circuitBreaker("ddm-scale-out").getTags()).isEqualTo(TAGS);
        assertThat(registry.circuitBreaker("ddm-read").getTags()).isEqualTo(Map.of("team", "database", "kind", "read"));
    }

    @Test
    void thresholds_come_by_the_whole_name_or_by_the_name_without_the_prefix() {
        registry.addConfiguration("ddm-scale-out", window(3));
        registry.addConfiguration("west-ddm-read", window(5));

        adapter(up, "west-").close();

        assertThat(windowOf("west-ddm-scale-out")).isEqualTo(3);
        assertThat(windowOf("west-ddm-read")).isEqualTo(5);
    }

    @Test
    void a_prefix_that_would_break_a_name_is_refused() {
        for (String wrong : new String[] {"a b", "é", "x".repeat(65), "a\n"}) {
            assertThatThrownBy(() -> adapter(up, wrong))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("circuitBreakerPrefix may hold up to 64 letters");
        }
    }

    private FeignScaleOutAdapter adapter(HostileServer server, String prefix) {
        return Wire.adapter(server)
                .circuitBreakerRegistry(registry)
                .circuitBreakerPrefix(prefix)
                .build();
    }

    private int windowOf(String name) {
        CircuitBreaker breaker = registry.circuitBreaker(name);
        return breaker.getCircuitBreakerConfig().getSlidingWindowSize();
    }

    private static CircuitBreakerConfig window(int calls) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(calls)
                .build();
    }
}
