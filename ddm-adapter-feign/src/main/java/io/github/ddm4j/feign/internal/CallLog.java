/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.internal;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutReceipt.OrderPlaced;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for each port call. It holds only what is named here: never a header, a body or a token. */
public final class CallLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.ddm4j.feign.FeignScaleOutAdapter");

    private final String call;
    private final String about;
    private final long start = System.nanoTime();
    private int status;

    /** @param about what the call is about, as keys and values such as {@code instance=x}; empty for nothing */
    public CallLog(String call, String about) {
        this.call = call;
        this.about = about.isEmpty() ? "" : " " + about;
    }

    /** Takes in the HTTP status that the call ended with; 0 for none. */
    public void status(int status) {
        this.status = status;
    }

    public void done(Object result) {
        quietly(() -> {
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "call={}{} outcome={}{} duration_ms={}",
                        call,
                        about,
                        result.getClass().getSimpleName(),
                        started(result),
                        milliseconds());
            }
        });
    }

    /** Writes the failure: as a warning if it is a sign of an outage, or an outcome that somebody has to find out. */
    public void failed(ScaleOutException outcome) {
        String line = "call={}{} outcome={} status={} error_code={} request_id={} duration_ms={} message=\"{}\"";
        Object[] values = {
            call,
            about,
            outcome.getClass().getSimpleName(),
            status == 0 ? "-" : status,
            outcome.errorCode().map(CallLog::word).orElse("-"),
            outcome.requestId().map(CallLog::word).orElse("-"),
            milliseconds(),
            quotable(outcome)
        };
        // Not LOG.atLevel: a class path with other libraries may hold SLF4J 1.7, which does not know it.
        boolean warns = outcome.signalsOutage() || outcome instanceof OutcomeUnknownException;
        quietly(warns ? () -> LOG.warn(line, values) : () -> LOG.debug(line, values));
    }

    /** Returns the ids to look for at the provider; ids are no secrets. */
    private static String started(Object result) {
        return result instanceof ScaleOutReceipt receipt
                ? job(receipt) + " request_id="
                        + receipt.requestId().map(CallLog::word).orElse("-")
                : "";
    }

    private static String job(ScaleOutReceipt receipt) {
        if (receipt instanceof JobStarted job) {
            String order = job.orderId().map(id -> " order=" + id).orElse("");
            return " job=" + job.jobId() + order;
        }
        return " order=" + ((OrderPlaced) receipt).orderId();
    }

    /**
     * Writes, and holds back whatever the log throws: a broken log does not change the outcome of an order for its
     * caller.
     */
    public static void quietly(Runnable writing) {
        try {
            writing.run();
        } catch (Throwable broken) {
            // There is nowhere left to tell.
        }
    }

    /** Returns the result of a step that is for the log alone; the other value if it is null, or the step throws. */
    public static <T> T quietly(Supplier<T> step, T otherwise) {
        try {
            T value = step.get();
            return value == null ? otherwise : value;
        } catch (Throwable broken) {
            return otherwise;
        }
    }

    /** Returns the message with no quote in it, because the provider's words must not look like a field of ours. */
    public static String quotable(ScaleOutException outcome) {
        return String.valueOf(outcome.getMessage()).replace('"', '\'');
    }

    private static String word(String text) {
        return text.replaceAll("[\\s=\"]", "_");
    }

    private long milliseconds() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
