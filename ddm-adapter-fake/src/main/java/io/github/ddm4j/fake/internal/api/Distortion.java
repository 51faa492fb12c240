/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.http.ServerAnswer.Delivery;
import io.github.ddm4j.fake.internal.http.ServerAnswer.Extent;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import io.github.ddm4j.fake.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;

/** Plays a fault on the right answer on its way to the client. */
record Distortion(FaultPlan fault, Route route, ServerRequest request, String requestId, Supplier<Instant> now) {

    private static final int TOO_LARGE = 16 * 1024 * 1024;
    private static final byte[] GARBAGE = {'{', 0, (byte) 0xFF, (byte) 0xFE, '"', 1, 2, 3};
    private static final byte[] HTML =
            "<!DOCTYPE html><html><body>Welcome to the proxy</body></html>".getBytes(StandardCharsets.UTF_8);

    ServerAnswer apply(ServerAnswer right) {
        FaultPlan.Transfer transfer = fault.transfer();
        FaultPlan.Unasked unasked = transfer.unasked();
        ServerAnswer ended = ended(right);
        ServerAnswer answer = transfer.gzip() ? ended.gzipped() : ended;
        if (unasked != null) {
            return answer.delivered(
                    new Delivery(Extent.WHOLE, transfer.perByte(), unasked(unasked, right), unasked.late(), 0));
        }
        return transfer.perByte().isZero() ? answer : answer.delivered(Delivery.of(transfer.perByte()));
    }

    private ServerAnswer ended(ServerAnswer right) {
        return switch (fault.ending()) {
            case AS_USUAL, WITHOUT_IDS, BROKEN_IDS, OTHER_INSTANCE, JOB_STATUS, JOB_NAME -> right;
            case ERROR -> fault.wording().besideOrder() == null ? error(fault.requiredError()) : asIfAccepted(right);
            case HANG_UP -> ServerAnswer.none(Extent.HANG_UP);
            case RESET -> ServerAnswer.none(Extent.RESET);
            case CUT_BODY -> right.delivered(Delivery.of(Extent.CUT));
            case STALL_BODY -> right.delivered(Delivery.of(Extent.STALL));
            case GARBAGE -> ServerAnswer.of(200, "application/json", GARBAGE);
            case HTML -> ServerAnswer.of(200, "text/html", HTML);
            // Still the same JSON, followed by blanks.
            case TOO_LARGE -> right.delivered(Delivery.followedBy(TOO_LARGE));
        };
    }

    /** The body of the order that was applied, else of one that does not exist. */
    private ServerAnswer asIfAccepted(ServerAnswer right) {
        int status = fault.requiredError().status();
        ServerAnswer accepted = fault.applies() ? right.withStatus(status) : ofNoOrder(status);
        String comeBack = fault.requiredError().retryAfter(now.get());
        return redirected(comeBack == null ? accepted : accepted.with("Retry-After", comeBack));
    }

    private ServerAnswer error(Refusal error) {
        return redirected(route.shape().answer(error, requestId, now));
    }

    private ServerAnswer redirected(ServerAnswer answer) {
        boolean redirect = answer.status() >= 300 && answer.status() < 400;
        return redirect ? answer.with("Location", request.path()) : answer;
    }

    private ServerAnswer unasked(FaultPlan.Unasked unasked, ServerAnswer right) {
        int status = unasked.status();
        if (unasked.json() != null) {
            return ServerAnswer.of(status, "application/json", unasked.json().getBytes(StandardCharsets.UTF_8));
        }
        if (status >= 300) {
            return error(Refusal.of(status, code(status), "This answers no request"));
        }
        return route.target() == FaultPlan.Target.ORDER ? ofNoOrder(status) : right;
    }

    /** About the same instance and a job that does not exist. */
    private ServerAnswer ofNoOrder(int status) {
        return ServerAnswer.json(
                status,
                new JsonObject()
                        .put("instanceId", request.segments().get(3))
                        .put("instanceName", "of-no-order")
                        .put("jobId", "00000000-0000-4000-8000-000000000000"));
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "APIGW.0301";
            case 403 -> "APIGW.0306";
            case 429 -> "APIGW.0308";
            default -> status < 500 ? "DBS.280001" : "DBS.200412";
        };
    }
}
