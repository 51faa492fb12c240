/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.ScaleOutFlowBuilder;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.ddm4j.core.port.SendGate.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gate refuses does not leave; a listener is asked nothing. */
class GateTest {

    private final VirtualTime time = new VirtualTime();
    private final StubProvider provider = new StubProvider().at(time);
    private final List<ScaleOutFlow> flows = new ArrayList<>();

    @AfterEach
    void close() {
        Thread.interrupted();
        flows.forEach(ScaleOutFlow::close);
    }

    private ScaleOutFlow flow(ScaleOutFlowBuilder builder) {
        flows.add(builder.time(time).build());
        return flows.get(flows.size() - 1);
    }

    private ScaleOutFlow gated(SendGate gate) {
        return flow(ScaleOutFlow.builder(provider).gate(gate));
    }

    private static ProviderUnavailableException notSent(ScaleOutFlow flow) {
        return catchThrowableOfType(ProviderUnavailableException.class, () -> flow.submit(INSTANCE, request(2)));
    }

    @Test
    void what_it_refuses_is_not_sent_and_not_tried_again() {
        ScaleOutFlow frozen = gated((instance, request) -> Permission.refused("change freeze until Monday"));

        assertThat(notSent(frozen)).hasMessage("Nothing was sent: the gate refused, change freeze until Monday");
        assertThat(provider.calls).containsExactly("0 jobs", "0 instance");
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void what_it_refuses_for_a_while_is_asked_for_again_then() {
        List<Integer> asked = new ArrayList<>();
        ScaleOutFlow slow = gated((instance, request) -> {
            asked.add((int) time.elapsed().toSeconds());
            return asked.size() < 2 ? Permission.refused("not yet", Duration.ofSeconds(40)) : Permission.granted();
        });

        assertThat(slow.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);
        assertThat(asked).containsExactly(0, 40);
    }

    @Test
    void one_that_fails_lets_nothing_pass() {
        ScaleOutFlow broken = gated((instance, request) -> {
            throw new StackOverflowError();
        });

        assertThat(notSent(broken)).hasMessage("Nothing was sent: the gate failed, StackOverflowError");
        assertThat(provider.sent()).isZero();
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void a_listener_that_fails_stops_nothing_but_a_gate_that_stores_the_baseline_does() {
        ScaleOutFlow observed = flow(ScaleOutFlow.builder(provider).listener(event -> {
            throw new IllegalStateException("database down");
        }));
        assertThat(observed.submit(INSTANCE, request(2))).isInstanceOf(Submission.Accepted.class);

        List<Baseline> stored = new ArrayList<>();
        ScaleOutFlow storing = flow(ScaleOutFlow.builder(provider).gate((BaselineGate) baseline -> {
            stored.add(baseline);
            if (stored.size() > 1) {
                throw new IllegalStateException("database down");
            }
            return Permission.granted();
        }));
        Submission submission = storing.submit(new InstanceId("i2"), request(2));
        assertThat(stored).containsExactly(submission.baseline());
        assertThat(catchThrowableOfType(
                        ProviderUnavailableException.class, () -> storing.submit(new InstanceId("i3"), request(2))))
                .hasMessageContaining("the gate failed");
        assertThat(provider.sent()).isEqualTo(2);
    }

    @Test
    void each_of_several_has_to_let_it_pass_in_their_order() {
        List<String> asked = new ArrayList<>();
        ScaleOutFlow flow = flow(ScaleOutFlow.builder(provider)
                .gate((instance, request) -> {
                    asked.add("approval of " + request.nodesToAdd() + " for " + instance);
                    return Permission.granted();
                })
                .gate((BaselineGate) baseline -> {
                    asked.add("limit");
                    return Permission.refused("two a day");
                })
                .gate((instance, request) -> {
                    throw new AssertionError("not asked any more");
                }));

        assertThat(notSent(flow)).hasMessageEndingWith("two a day");
        assertThat(asked).containsExactly("approval of 2 for i1", "limit");
    }

    @Test
    void it_is_asked_before_every_attempt_and_shown_that_attempts_baseline() {
        List<Baseline> shown = new ArrayList<>();
        provider.nextIsUnavailable(null);
        ScaleOutFlow flow = flow(ScaleOutFlow.builder(provider).gate((BaselineGate) baseline -> {
            shown.add(baseline);
            return Permission.granted();
        }));
        Submission submission = flow.submit(INSTANCE, request(2));

        assertThat(shown).hasSize(2);
        assertThat(shown.get(1)).isEqualTo(submission.baseline());
        assertThat(shown.get(0).takenAt()).isBefore(shown.get(1).takenAt());
    }

    @Test
    void its_permission_ends_when_the_time_to_send_does() {
        List<Permission> given = new ArrayList<>();
        ScaleOutPort looking = new ScaleOutPort() {
            @Override
            public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
                throw new AssertionError("a flow brings its gate");
            }

            @Override
            public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
                given.add(gate.ask(instanceId, request));
                return StubProvider.jobStarted("j1");
            }
        };
        flow(ScaleOutFlow.builder(looking, provider, provider)
                        .sendWithin(Duration.ofSeconds(50))
                        .gate((instance, request) -> Permission.granted(Duration.ofSeconds(70))))
                .submit(INSTANCE, request(2));

        assertThat(given).singleElement().satisfies(permission -> assertThat(permission.holdsFor())
                .contains(Duration.ofSeconds(50)));
    }

    @Test
    void one_that_takes_until_it_is_too_late_lets_nothing_pass() {
        ScaleOutFlow slow = gated((instance, request) -> {
            time.run(Duration.ofMinutes(3));
            return Permission.granted();
        });

        assertThat(notSent(slow)).hasMessage("Not sent: time was over before");
        assertThat(provider.sent()).isZero();
    }

    @Test
    void what_is_closed_or_interrupted_while_it_is_asked_is_not_sent() {
        ScaleOutFlow interrupted = gated((instance, request) -> {
            Thread.currentThread().interrupt();
            return Permission.granted();
        });
        assertThat(notSent(interrupted)).hasMessage("Not sent: the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();

        ScaleOutFlow closed = gated((instance, request) -> {
            flows.get(1).close();
            return Permission.granted();
        });
        assertThat(notSent(closed)).hasMessage("Not sent: the flow was closed");
        assertThat(provider.sent()).isZero();
    }
}
