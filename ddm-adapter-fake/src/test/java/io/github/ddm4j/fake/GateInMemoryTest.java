/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gate is asked when all is ready, and nothing is handed to the cloud unless it lets the order pass. */
class GateInMemoryTest {

    private static final ScaleOutRequest ONE_NODE =
            ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build();

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final InMemoryScaleOutAdapter adapter =
            InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();
    private final List<Integer> asked = new ArrayList<>();

    @AfterEach
    void close() {
        adapter.close();
    }

    private void scaleOut(SendGate gate) {
        adapter.scaleOut(Examples.INSTANCE, ONE_NODE, gate);
    }

    private Permission grant() {
        asked.add(cloud.requestsSeen());
        return Permission.granted();
    }

    private void assertNothingWasSent(SendGate gate, String words) {
        assertThatThrownBy(() -> scaleOut(gate))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("Nothing was sent")
                .hasMessageContaining(words);
        assertThat(cloud.requestsSeen()).isZero();
    }

    @Test
    void the_gate_is_asked_once_before_the_cloud_sees_the_order() {
        scaleOut((instance, request) -> {
            assertThat(instance).isEqualTo(Examples.INSTANCE);
            assertThat(request).isEqualTo(ONE_NODE);
            return grant();
        });

        assertThat(asked).containsExactly(0);
        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(adapter.asksGateLast()).isTrue();
    }

    @Test
    void a_gate_that_refuses_or_fails_keeps_the_order_here() {
        assertNothingWasSent((instance, request) -> Permission.refused("change freeze"), "change freeze");
        assertNothingWasSent(
                (instance, request) -> {
                    throw new IllegalStateException("no database");
                },
                "gate failed");
        assertNothingWasSent(
                (instance, request) -> {
                    throw new AssertionError("worse");
                },
                "gate failed");
    }

    @Test
    void a_permission_that_is_over_sends_nothing() {
        assertNothingWasSent((instance, request) -> Permission.granted(Duration.ZERO), "permission was over");
    }

    @Test
    void an_adapter_that_is_closed_while_the_gate_thinks_sends_nothing() {
        assertNothingWasSent(
                (instance, request) -> {
                    adapter.close();
                    return Permission.granted();
                },
                "closed");
    }

    @Test
    void a_thread_that_is_interrupted_while_the_gate_thinks_sends_nothing() {
        assertNothingWasSent(
                (instance, request) -> {
                    Thread.currentThread().interrupt();
                    return Permission.granted();
                },
                "interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_provider_out_of_reach_is_seen_before_the_gate_is_asked() {
        cloud.setReachable(false);

        assertThatThrownBy(() -> scaleOut((instance, request) -> grant()))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void the_gate_is_asked_again_before_the_second_request_after_a_401() {
        cloud.failNext(Fault.tokenRefused());

        scaleOut((instance, request) -> grant());

        assertThat(asked).containsExactly(0, 1);
        assertThat(cloud.accepted()).isEqualTo(1);
    }

    @Test
    void a_gate_that_closes_after_a_401_ends_the_call_without_an_order() {
        cloud.failNext(Fault.tokenRefused());

        assertThatThrownBy(() -> scaleOut((instance, request) ->
                        asked.isEmpty() ? grant() : Permission.refused("too late", Duration.ofSeconds(5))))
                .isInstanceOfSatisfying(ProviderUnavailableException.class, refused -> assertThat(refused.retryAfter())
                        .contains(Duration.ofSeconds(5)));

        assertThat(cloud.accepted()).isZero();
    }
}
