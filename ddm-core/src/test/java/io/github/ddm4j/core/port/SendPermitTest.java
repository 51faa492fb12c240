/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.SendGate.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SendPermitTest {

    private static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");
    private static final ScaleOutRequest REQUEST =
            ScaleOutRequest.builder("8f2e696c-a9c1-30bd-af90-25522bc67606", 1).build();

    private long nanos;
    private Instant wall = Instant.EPOCH;

    private SendPermit ask(SendGate gate) {
        return SendPermit.ask(gate, INSTANCE, REQUEST, () -> nanos, () -> wall);
    }

    @Test
    void a_permission_without_end_holds_for_ever() {
        SendPermit permit = ask(SendGate.OPEN);
        wall = Instant.MAX;

        assertThatCode(permit::check).doesNotThrowAnyException();
    }

    @Test
    void a_permission_holds_until_its_time_is_over() {
        SendPermit permit = ask((instance, request) -> Permission.granted(Duration.ofSeconds(10)));
        nanos = Duration.ofSeconds(10).toNanos() - 1;

        assertThatCode(permit::check).doesNotThrowAnyException();
    }

    @Test
    void the_monotonic_clock_ends_a_permission_though_the_wall_clock_was_set_back() {
        SendPermit permit = ask((instance, request) -> Permission.granted(Duration.ofSeconds(10)));
        nanos = Duration.ofSeconds(10).toNanos();
        wall = wall.minusSeconds(3600);

        assertThatThrownBy(permit::check).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void the_wall_clock_ends_a_permission_though_the_monotonic_one_stood_still() {
        SendPermit permit = ask((instance, request) -> Permission.granted(Duration.ofSeconds(10)));
        wall = wall.plusSeconds(10);

        assertThatThrownBy(permit::check)
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("permission was over after 10000 ms");
    }

    @Test
    void time_that_the_gate_itself_takes_counts() {
        SendPermit permit = ask((instance, request) -> {
            nanos += Duration.ofSeconds(11).toNanos();
            return Permission.granted(Duration.ofSeconds(10));
        });

        assertThatThrownBy(permit::check).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void a_permission_of_no_time_is_over_at_once() {
        SendPermit permit = ask((instance, request) -> Permission.granted(Duration.ZERO));

        assertThatThrownBy(permit::check).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void a_refusal_is_unavailable_says_why_and_when_to_ask_again() {
        ProviderUnavailableException refused = catchThrowableOfType(
                ProviderUnavailableException.class,
                () -> ask((instance, request) -> Permission.refused("change freeze", Duration.ofHours(2))));

        assertThat(refused).hasMessageContaining("change freeze");
        assertThat(refused.retryAfter()).contains(Duration.ofHours(2));
        assertThat(refused.signalsOutage()).isFalse();
    }

    @Test
    void whatever_a_gate_throws_is_unavailable_with_its_cause() {
        for (Throwable thrown : new Throwable[] {new IllegalStateException("x"), new StackOverflowError()}) {
            ProviderUnavailableException refused = catchThrowableOfType(
                    ProviderUnavailableException.class, () -> ask((instance, request) -> sneaky(thrown)));

            assertThat(refused).hasCause(thrown);
            assertThat(refused.signalsOutage()).isFalse();
        }
    }

    @Test
    void two_gates_are_asked_in_turn_and_the_shorter_time_holds() {
        SendGate brief = (instance, request) -> Permission.granted(Duration.ofSeconds(1));
        SendGate lasting = (instance, request) -> Permission.granted(Duration.ofSeconds(9));

        assertThat(permission(brief.andThen(lasting)).holdsFor()).contains(Duration.ofSeconds(1));
        assertThat(permission(lasting.andThen(brief)).holdsFor()).contains(Duration.ofSeconds(1));
        assertThat(permission(SendGate.OPEN.andThen(brief)).holdsFor()).contains(Duration.ofSeconds(1));
        assertThat(permission(brief.andThen(SendGate.OPEN)).holdsFor()).contains(Duration.ofSeconds(1));
    }

    @Test
    void a_gate_behind_one_that_refuses_is_not_asked() {
        AtomicInteger asked = new AtomicInteger();
        SendGate closed = (instance, request) -> Permission.refused("no");

        Permission permission = permission(closed.andThen((instance, request) -> {
            asked.incrementAndGet();
            return Permission.granted();
        }));

        assertThat(permission.refusal()).contains("no");
        assertThat(permission(SendGate.OPEN.andThen(closed)).refusal()).contains("no");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_port_without_a_gate_of_its_own_asks_before_the_plain_call() {
        AtomicInteger sent = new AtomicInteger();
        ScaleOutPort port = (instance, request) -> {
            sent.incrementAndGet();
            return new JobStarted(instance, Optional.empty(), new JobId("job-1"), Optional.empty());
        };

        ScaleOutReceipt receipt = port.scaleOut(INSTANCE, REQUEST, SendGate.OPEN);
        assertThatThrownBy(() -> port.scaleOut(INSTANCE, REQUEST, (instance, request) -> Permission.refused("no")))
                .isInstanceOf(ProviderUnavailableException.class);

        assertThat(receipt.instanceId()).isEqualTo(INSTANCE);
        assertThat(sent).hasValue(1);
        assertThat(port.asksGateLast()).isFalse();
    }

    private static Permission permission(SendGate gate) {
        return gate.ask(INSTANCE, REQUEST);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Permission sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
