/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static io.github.ddm4j.core.exception.RejectionReason.ACCESS;
import static io.github.ddm4j.core.exception.RejectionReason.BAD_REQUEST;
import static io.github.ddm4j.core.exception.RejectionReason.BILLING;
import static io.github.ddm4j.core.exception.RejectionReason.INSTANCE_BUSY;
import static io.github.ddm4j.core.exception.RejectionReason.NOT_FOUND;
import static io.github.ddm4j.core.exception.RejectionReason.OTHER;
import static io.github.ddm4j.core.exception.RejectionReason.QUOTA;
import static io.github.ddm4j.core.exception.RejectionReason.RDS_NOT_READY;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.fake.internal.cloud.EnlargeResult;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the answers of the provider mean to a caller: the outcome table, once more and on its own. */
final class Outcomes {

    private Outcomes() {}

    /** What an answer to an enlarge request means that is no success. */
    static ScaleOutException ofCommand(Refusal answer) {
        if (tellsNothing(answer.status())) {
            return new OutcomeUnknownException(
                    "The provider answered " + answer.status() + ": it may have been applied", said(answer), null);
        }
        return refused(answer);
    }

    /** What an answer to a reading request means that is no success. */
    static ScaleOutException ofRead(Refusal answer) {
        if (tellsNothing(answer.status())) {
            return ProviderUnavailableException.outage("The provider answered " + answer.status(), said(answer), null);
        }
        return refused(answer);
    }

    /** What a success means; it has to name the instance that was asked for, and a job or an order. */
    static ScaleOutReceipt receipt(InstanceId asked, EnlargeResult result) {
        if (!asked.value().equals(result.instanceId())) {
            throw new OutcomeUnknownException(
                    "The provider answered for the instance " + result.instanceId() + " instead of " + asked,
                    ProviderError.NONE,
                    null);
        }
        Optional<String> name = Optional.ofNullable(result.instanceName());
        Optional<OrderId> order = id(result.orderId(), OrderId::new);
        Optional<JobId> job = id(result.jobId(), JobId::new);
        if (job.isPresent()) {
            return new ScaleOutReceipt.JobStarted(asked, name, job.get(), order);
        }
        return new ScaleOutReceipt.OrderPlaced(
                asked,
                name,
                order.orElseThrow(() -> new OutcomeUnknownException(
                        "The provider answered with neither a job nor an order", ProviderError.NONE, null)));
    }

    private static <T> Optional<T> id(@Nullable String value, Function<String, T> type) {
        try {
            return Optional.ofNullable(value).map(type);
        } catch (InvalidScaleOutException broken) {
            // It says that nothing was sent, which is true of requests alone.
            throw new OutcomeUnknownException(
                    "The provider answered with what cannot be an id", ProviderError.NONE, null);
        }
    }

    private static boolean tellsNothing(int status) {
        return status < 400 || status == 408 || status >= 500;
    }

    private static ScaleOutException refused(Refusal answer) {
        if (answer.status() == 429) {
            return ProviderUnavailableException.throttled(
                    "The provider asks for fewer calls", said(answer), answer.retryAfter());
        }
        RejectionReason reason = reason(answer.code(), answer.status());
        return new ScaleOutRejectedException(
                reason, "The provider refused with status " + answer.status() + ": " + reason, said(answer));
    }

    private static ProviderError said(Refusal answer) {
        return new ProviderError(answer.code(), answer.words(), null);
    }

    /** By the error code where it is known, else by the status. */
    static RejectionReason reason(@Nullable String code, int status) {
        return switch (code == null ? "" : code) {
            case "DBS.280001", "DBS.300375" -> BAD_REQUEST;
            case "DBS.200002", "DBS.200045", "DBS.300400" -> NOT_FOUND;
            case "DBS.200019", "DBS.212033" -> INSTANCE_BUSY;
            case "DBS.300323", "DBS.300110", "DBS.300116", "DBS.300117", "DBS.300133" -> RDS_NOT_READY;
            case "DBS.200046", "DBS.200056" -> QUOTA;
            case "DBS.280449", "CBC.99005003" -> BILLING;
            default -> reason(status);
        };
    }

    private static RejectionReason reason(int status) {
        return switch (status) {
            case 400, 405, 414, 415, 494 -> BAD_REQUEST;
            case 401, 403 -> ACCESS;
            case 404 -> NOT_FOUND;
            case 409 -> INSTANCE_BUSY;
            case 413 -> QUOTA;
            default -> OTHER;
        };
    }
}
