/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

class CallLogTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @BeforeEach
    void break_the_log() {
        context.addTurboFilter(new TurboFilter() {
            @Override
            public FilterReply decide(
                    Marker marker, Logger logger, Level level, String format, Object[] params, Throwable thrown) {
                throw new AssertionError("the log is broken");
            }
        });
    }

    @AfterEach
    void mend_the_log() {
        context.resetTurboFilterList();
    }

    @Test
    void a_broken_log_does_not_hide_a_receipt() {
        assertThatCode(() -> new CallLog("scaleOut", "").done("a receipt")).doesNotThrowAnyException();
    }

    @Test
    void a_broken_log_does_not_hide_an_outcome() {
        OutcomeUnknownException outcome = new OutcomeUnknownException("No answer came", ProviderError.NONE, null);

        assertThatCode(() -> new CallLog("scaleOut", "").failed(outcome)).doesNotThrowAnyException();
    }
}
