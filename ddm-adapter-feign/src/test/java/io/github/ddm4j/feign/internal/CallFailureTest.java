/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import feign.FeignException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.feign.http.Answer;
import io.github.ddm4j.feign.http.Secrets;
import io.github.ddm4j.feign.internal.CallFailure.ErrorAnswer;
import io.github.ddm4j.feign.internal.CallFailure.GivenUp;
import io.github.ddm4j.feign.internal.CallFailure.NoAnswer;
import io.github.ddm4j.feign.internal.CallFailure.NotSent;
import io.github.ddm4j.feign.internal.CallFailure.UnusableAnswer;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class CallFailureTest {

    private static final IOException CAUSE = new IOException("refused");

    static Stream<Arguments> meanings() {
        Class<?> unavailable = ProviderUnavailableException.class;
        Class<?> unknown = OutcomeUnknownException.class;
        Class<?> rejected = ScaleOutRejectedException.class;
        return Stream.of(
                Arguments.of(new NotSent("no way", CAUSE), 0, true, unavailable, unavailable),
                Arguments.of(new NoAnswer("reset", CAUSE), 0, true, unknown, unavailable),
                Arguments.of(new GivenUp("interrupted", true), 0, false, unknown, NothingLearned.class),
                Arguments.of(new GivenUp("interrupted", false), 0, false, NothingLearned.class, NothingLearned.class),
                Arguments.of(new UnusableAnswer("it is HTML", answer(202)), 202, true, unknown, unavailable),
                Arguments.of(error(400), 400, false, rejected, rejected),
                Arguments.of(error(429), 429, true, unavailable, unavailable),
                Arguments.of(error(408), 408, true, unknown, unavailable),
                Arguments.of(error(500), 500, true, unknown, unavailable));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("meanings")
    void a_command_is_unknown_where_a_read_is_unavailable(
            CallFailure failure, int status, boolean mayPass, Class<?> ofCommand, Class<?> ofRead) {
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.mayPass()).isEqualTo(mayPass);
        assertThat(failure.ofCommand()).isInstanceOf(ofCommand);
        assertThat(failure.ofRead()).isInstanceOf(ofRead);
    }

    @Test
    void the_text_says_whether_anything_was_sent() {
        assertThat(new NotSent("no way", CAUSE)).hasMessage("Nothing was sent: no way");
        assertThat(new GivenUp("interrupted", false)).hasMessage("Nothing was sent: interrupted");
        assertThat(new GivenUp("interrupted", true)).hasMessage("No answer was waited for: interrupted");
        assertThat(new NoAnswer("reset", CAUSE)).hasMessage("No answer came: reset");
    }

    @Test
    void what_feign_wraps_is_unwrapped_however_deep() {
        FeignException wrapped = feign(feign(CAUSE));

        assertThat(CallFailure.belowFeign(wrapped)).isSameAs(CAUSE);
        assertThat(CallFailure.belowFeign(CAUSE)).isSameAs(CAUSE);
        assertThat(CallFailure.belowFeign(feign(null))).isNull();
    }

    public static FeignException feign(Throwable cause) {
        return new FeignException(0, "holds a request", cause) {};
    }

    private static ErrorAnswer error(int status) {
        return new ErrorAnswer(new ErrorReply(status, ProviderError.NONE), null);
    }

    private static Answer answer(int status) {
        return new Answer(status, new Header[0], new byte[0], new Secrets());
    }
}
