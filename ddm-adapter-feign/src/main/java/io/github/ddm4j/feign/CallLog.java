/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import io.github.ddm4j.core.exception.ScaleOutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes one line for each port call. Only what is named here: never a header, a body or a token. */
final class CallLog {

    private static final Logger LOG = LoggerFactory.getLogger(FeignScaleOutAdapter.class);

    private final String call;
    private final long start = System.nanoTime();
    private int status;

    CallLog(String call) {
        this.call = call;
    }

    /** The HTTP status that the call ended with; 0 for none. */
    void status(int status) {
        this.status = status;
    }

    void done(Object result) {
        LOG.debug("call={} outcome={} duration_ms={}", call, result.getClass().getSimpleName(), milliseconds());
    }

    /** A warning if it is a surprise, that is, a sign of an outage. */
    void failed(ScaleOutException outcome) {
        LOG.atLevel(outcome.signalsOutage() ? Level.WARN : Level.DEBUG)
                .log(
                        "call={} outcome={} status={} error_code={} request_id={} duration_ms={} message=\"{}\"",
                        call,
                        outcome.getClass().getSimpleName(),
                        status == 0 ? "-" : status,
                        outcome.errorCode().map(CallLog::word).orElse("-"),
                        outcome.requestId().map(CallLog::word).orElse("-"),
                        milliseconds(),
                        quotable(outcome));
    }

    /** The message with no quote in it: the provider's words must not look like a field of ours. */
    static String quotable(ScaleOutException outcome) {
        return String.valueOf(outcome.getMessage()).replace('"', '\'');
    }

    private static String word(String text) {
        return text.replaceAll("[\\s=\"]", "_");
    }

    private long milliseconds() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
