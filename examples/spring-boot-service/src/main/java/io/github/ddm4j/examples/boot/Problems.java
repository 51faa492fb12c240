/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.core.exception.InvalidScaleOutException;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.validation.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The four outcomes that are no receipt, as problem details (RFC 9457): one status for each decision of the caller. */
final class Problems {

    /** The header with the caller's own name of a wish. */
    static final String KEY = "Idempotency-Key";

    private static final String SEND_AGAIN =
            "Send it again with the same " + KEY + ", as often as you like: it is ordered once.";
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final String LOOK_FIRST =
            "Nodes may have been ordered. Do not send it again: look at the instance, its jobs and the account's orders.";
    private static final String LOOK_WHY_BUSY =
            "Nothing was ordered by this call. Look what the instance is busy with before you send it again: it may be an earlier one of yours.";
    private static final Map<String, String> FIELDS = Map.of(
            "idempotency_key", KEY,
            "instance_id", "instance",
            "flavor_id", "flavor",
            "node_number", "nodes",
            "group_id", "group",
            "available_zones", "zones");

    private Problems() {}

    static ResponseEntity<ProblemDetail> of(ScaleOutException outcome, boolean keyed) {
        if (outcome instanceof InvalidScaleOutException invalid) {
            return invalid(invalid);
        } else if (outcome instanceof ScaleOutRejectedException rejected) {
            return rejected(rejected, keyed);
        } else if (outcome instanceof ProviderUnavailableException unavailable) {
            return tryLater(unavailable, unavailable.retryAfter().orElse(USUAL_WAIT));
        }
        return unknown((OutcomeUnknownException) outcome, keyed);
    }

    /** The answer was lost, and looking showed that nothing was ordered. */
    static ResponseEntity<ProblemDetail> foundNotApplied() {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Nothing was ordered");
        problem.setDetail("The provider's answer was lost, and the instance shows that nothing was ordered.");
        problem.setProperty("whatToDo", "Send it again.");
        return answer(problem).header(HttpHeaders.RETRY_AFTER, "0").body(problem);
    }

    /** The answer was lost, and the flow goes on looking. */
    static ResponseEntity<ProblemDetail> unknownYet(URI progress, Wish wish) {
        ProblemDetail problem = problem(HttpStatus.GATEWAY_TIMEOUT, "unknown", "The outcome is not known yet");
        problem.setDetail("This service goes on finding out.");
        problem.setProperty(
                "whatToDo",
                wish.key().isPresent()
                        ? SEND_AGAIN
                        : "Nodes may have been ordered. Do not send it again: follow " + progress);
        return answer(problem).location(progress).body(problem);
    }

    private static ResponseEntity<ProblemDetail> invalid(InvalidScaleOutException invalid) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "invalid", "The request breaks rules");
        problem.setDetail("Nothing was sent.");
        problem.setProperty(
                "violations",
                invalid.violations().stream().map(Problems::violation).toList());
        problem.setProperty("whatToDo", "Mend the request.");
        return answer(problem).body(problem);
    }

    private static Map<String, String> violation(Violation violation) {
        String field = FIELDS.getOrDefault(violation.field(), violation.field());
        return Map.of(
                "rule",
                violation.rule().toString(),
                "field",
                field,
                "reason",
                violation.reason().replace(violation.field(), field));
    }

    private static ResponseEntity<ProblemDetail> rejected(ScaleOutRejectedException rejected, boolean keyed) {
        boolean busy = rejected.reason() == RejectionReason.INSTANCE_BUSY;
        HttpStatus status = busy || rejected.safeToRepeat() ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY;
        ProblemDetail problem = problem(status, "rejected", "The provider refuses");
        problem.setDetail(rejected.getMessage());
        problem.setProperty("reason", rejected.reason());
        rejected.errorCode().ifPresent(code -> problem.setProperty("errorCode", code));
        rejected.requestId().ifPresent(id -> problem.setProperty("requestId", id));
        problem.setProperty(
                "whatToDo",
                busy
                        ? keyed ? SEND_AGAIN : LOOK_WHY_BUSY
                        : rejected.safeToRepeat() ? "Send it again later." : "Nothing was ordered. See the reason.");
        return answer(problem).body(problem);
    }

    private static ResponseEntity<ProblemDetail> tryLater(ProviderUnavailableException unavailable, Duration wait) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The provider is not available");
        problem.setDetail(unavailable.getMessage());
        problem.setProperty("whatToDo", "Nothing was ordered. Send it again later.");
        return answer(problem)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(wait.plusMillis(999).toSeconds()))
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> unknown(OutcomeUnknownException unknown, boolean keyed) {
        ProblemDetail problem = problem(HttpStatus.GATEWAY_TIMEOUT, "unknown", "The outcome is unknown");
        problem.setDetail(unknown.getMessage());
        problem.setProperty("whatToDo", keyed ? SEND_AGAIN : LOOK_FIRST);
        return answer(problem).body(problem);
    }

    private static ProblemDetail problem(HttpStatus status, String outcome, String title) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(title);
        problem.setProperty("outcome", outcome);
        return problem;
    }

    private static ResponseEntity.BodyBuilder answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus());
    }
}
