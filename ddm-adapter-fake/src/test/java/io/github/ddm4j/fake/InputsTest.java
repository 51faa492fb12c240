/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A test that arranges nonsense hears so at once, and not by a test that passes for the wrong reason. */
class InputsTest {

    private static final Duration NEGATIVE = Duration.ofSeconds(-1);

    private final FakeCloud cloud = FakeCloud.withExamples();

    @Test
    void a_number_out_of_its_range_is_named() {
        refused("times must be at least 1, but was 0", () -> cloud.failNext(0, Fault.hangUp()));
        refused("nodes must be at least 0, but was -1", () -> cloud.setQuota(Examples.PROJECT, -1));
        refused("requests must be at least 0, but was -1", () -> cloud.throttle(-1, Duration.ofSeconds(1), false));
        refused("status must be from 200 to 599, but was 99", () -> Fault.answer(99));
        refused("status must be from 200 to 599, but was 600", () -> Fault.answer(600, "c", "m"));
    }

    @Test
    void a_time_out_of_its_range_is_named() {
        refused("period must be positive, but was PT0S", () -> cloud.throttle(1, Duration.ZERO, false));
        refused("jobDuration must not be negative, but was PT-1S", () -> cloud.setJobDuration(NEGATIVE));
        refused("delay must not be negative, but was PT-1S", () -> Fault.slow(NEGATIVE));
        refused("wait must not be negative, but was PT-1S", () -> Fault.throttled()
                .retryAfter(NEGATIVE));
        assertThatIllegalStateException().isThrownBy(() -> Fault.hangUp().retryAfter(Duration.ZERO));
    }

    @Test
    void a_credential_that_nobody_could_send_is_refused_without_showing_it() {
        refused(
                "token may hold only visible ASCII characters, without blanks",
                () -> cloud.addToken("a\r\nb", Examples.PROJECT));
        refused("token must not be blank", () -> cloud.addToken("", Examples.PROJECT));
        refused(
                "secretKey may hold only visible ASCII characters, without blanks",
                () -> cloud.addAccessKey("AK", "a b", Examples.PROJECT));
        refused("password must not be blank", () -> cloud.addUser("d", "u", " "));
    }

    @Test
    void null_is_refused_by_name() {
        assertThatNullPointerException().isThrownBy(() -> cloud.failNext(null)).withMessage("fault");
        assertThatNullPointerException()
                .isThrownBy(() -> cloud.setStatus(Examples.INSTANCE, null))
                .withMessage("status");
        assertThatNullPointerException()
                .isThrownBy(() -> cloud.addUser(null, "u", "p"))
                .withMessage("domain");
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
