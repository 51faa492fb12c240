/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.outcome;

import static io.github.ddm4j.core.outcome.Verdict.ACCESS_DENIED;
import static io.github.ddm4j.core.outcome.Verdict.OUTAGE;
import static io.github.ddm4j.core.outcome.Verdict.REJECTED;
import static io.github.ddm4j.core.outcome.Verdict.UNKNOWN;
import static io.github.ddm4j.core.outcome.Verdict.UNKNOWN_BY_CALLER;

import org.jspecify.annotations.Nullable;

/**
 * The outcome table: what happened, and what it means for an order, for a read and for a token. The rows stand in the
 * order in which they are tried; the first one that fits decides.
 *
 * <p>Only what is proven not to have been sent, or refused by the provider, is so for an order. Everything else is
 * {@link Verdict#UNKNOWN}.
 *
 * @since 0.1.0
 */
public enum FailureKind {
    // What happened      an order           a read                 a token

    /** Nothing was sent for a reason on this side: closed, interrupted, no time left, no permit. */
    NOT_ATTEMPTED(Verdict.NOT_ATTEMPTED, Verdict.NOT_ATTEMPTED, Verdict.NOT_ATTEMPTED),
    /** Nothing was sent because the provider could not be reached: no address, no connection, no TLS. */
    NOT_SENT(OUTAGE, OUTAGE, OUTAGE),
    /** 2xx, but what came with it cannot be used: no JSON, cut short, too large, about something else, without ids. */
    UNUSABLE_ANSWER(UNKNOWN, OUTAGE, OUTAGE),
    /** 3xx, 408, 460, 499, 5xx, or what is no HTTP status: the status says nothing of what was done. */
    INCONCLUSIVE(UNKNOWN, OUTAGE, OUTAGE),
    /** Any other status, with an error code that tells of a fault inside the service or the gateway. */
    SERVICE_FAULT(UNKNOWN, OUTAGE, OUTAGE),
    /** Any other status, with the error code of a task that is not found: the order's own may be the one. */
    TASK_NOT_FOUND(UNKNOWN, REJECTED, OUTAGE),
    /** 401, also after new credentials. */
    UNAUTHORIZED(ACCESS_DENIED, ACCESS_DENIED, ACCESS_DENIED),
    /** 429, which asks for fewer calls. */
    THROTTLED(Verdict.THROTTLED, Verdict.THROTTLED, Verdict.THROTTLED),
    /** 400, 403 or 404. */
    REFUSED(REJECTED, REJECTED, ACCESS_DENIED),
    /** A 4xx that no row above names. */
    REFUSED_OTHERWISE(REJECTED, REJECTED, OUTAGE),
    /** The request was handed over and no whole answer came: late, reset, cut off, or a bug on this side. */
    NO_ANSWER(UNKNOWN, OUTAGE, OUTAGE),
    /** The request was handed over, then the caller was interrupted or the adapter closed. */
    GIVEN_UP(UNKNOWN_BY_CALLER, Verdict.NOT_ATTEMPTED, Verdict.NOT_ATTEMPTED);

    private final Verdict order;
    private final Verdict read;
    private final Verdict token;

    FailureKind(Verdict order, Verdict read, Verdict token) {
        this.order = order;
        this.read = read;
        this.token = token;
    }

    /** Returns the verdict for a call that may order something. */
    public Verdict order() {
        return order;
    }

    /** Returns the verdict for a call that only reads. */
    public Verdict read() {
        return read;
    }

    /** Returns the verdict for a call that gets credentials for an order or a read. */
    public Verdict token() {
        return token;
    }

    /** The row of an answer other than 2xx, by its status and its error code. */
    static FailureKind ofAnswer(int status, @Nullable String code) {
        if (status < 400 || status > 499 || status == 408 || status == 460 || status == 499) {
            return INCONCLUSIVE;
        }
        if (ErrorCodes.tellsOfFault(code)) {
            return SERVICE_FAULT;
        }
        if (ErrorCodes.tellsOfLostTask(code)) {
            return TASK_NOT_FOUND;
        }
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 429 -> THROTTLED;
            case 400, 403, 404 -> REFUSED;
            default -> REFUSED_OTHERWISE;
        };
    }
}
