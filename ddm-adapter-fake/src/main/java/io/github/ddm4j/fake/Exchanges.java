/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Takes a request through the gateway to its route and back, with the fault that strikes it. Thread-safe. */
final class Exchanges {

    private static final int TOO_LARGE = 16 * 1024 * 1024;
    private static final byte[] GARBAGE = {'{', 0, (byte) 0xFF, (byte) 0xFE, '"', 1, 2, 3};
    private static final byte[] HTML =
            "<!DOCTYPE html><html><body>Welcome to the proxy</body></html>".getBytes(StandardCharsets.UTF_8);

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    /** How a second is written, for all answers of it. */
    private record Second(long epoch, String text) {}

    private final CloudCore cloud;
    private final CountDownLatch closed;
    private final DdmRoutes routes;
    private final AtomicLong count = new AtomicLong();
    private volatile Second latest = new Second(Long.MIN_VALUE, "");

    /** @param closed tells those who wait that the server is closed */
    Exchanges(CloudCore cloud, CountDownLatch closed) {
        this.cloud = cloud;
        this.closed = closed;
        this.routes = new DdmRoutes(cloud);
    }

    HttpAnswer answer(HttpRequest request) {
        String requestId = requestId();
        HttpAnswer answer;
        try {
            answer = play(routes.route(request), request, requestId);
        } catch (Refusal refusal) {
            answer = ErrorShape.EXTERNAL_MESSAGE.answer(refusal, requestId);
        } catch (RuntimeException bug) {
            answer = ErrorShape.EXTERNAL_MESSAGE.answer(
                    Refusal.of(500, "DBS.200412", "Server failure: the fake failed with " + bug), requestId);
        }
        return answer.with("X-Request-Id", requestId).with("Date", date());
    }

    private String date() {
        Instant now = cloud.now();
        Second known = latest;
        if (known.epoch() != now.getEpochSecond()) {
            known = new Second(now.getEpochSecond(), HTTP_DATE.format(now));
            latest = known;
        }
        return known.text();
    }

    /** What came was no request. */
    HttpAnswer malformed(Refusal refusal) {
        return ErrorShape.EXTERNAL_MESSAGE.answer(refusal, requestId());
    }

    private String requestId() {
        return "0".repeat(16) + HexFormat.of().toHexDigits(count.incrementAndGet());
    }

    private HttpAnswer play(Route route, HttpRequest request, String requestId) {
        Fault fault = cloud.receive(route.target());
        if (isClosedDuring(fault.delayBefore())) {
            return HttpAnswer.none(HttpAnswer.Delivery.HANG_UP);
        }
        HttpAnswer answer = fault.applies() ? work(route, fault, requestId) : HttpAnswer.empty(200);
        if (isClosedDuring(fault.delayAfter())) {
            return HttpAnswer.none(HttpAnswer.Delivery.HANG_UP);
        }
        return switch (fault.ending()) {
            case AS_USUAL, WITHOUT_IDS, BROKEN_IDS, OTHER_INSTANCE -> answer;
            case ERROR -> error(route, fault.error(), request, requestId);
            case HANG_UP -> HttpAnswer.none(HttpAnswer.Delivery.HANG_UP);
            case RESET -> HttpAnswer.none(HttpAnswer.Delivery.RESET);
            case CUT_BODY -> answer.delivered(HttpAnswer.Delivery.CUT);
            case STALL_BODY -> answer.delivered(HttpAnswer.Delivery.STALL);
            case GARBAGE -> HttpAnswer.of(200, "application/json", GARBAGE);
            case HTML -> HttpAnswer.of(200, "text/html", HTML);
            case TOO_LARGE -> answer.withBody(padded(answer.body()));
        };
    }

    private static HttpAnswer work(Route route, Fault fault, String requestId) {
        try {
            return route.work().apply(fault);
        } catch (Refusal refusal) {
            return route.shape().answer(refusal, requestId);
        }
    }

    private static HttpAnswer error(Route route, Refusal error, HttpRequest request, String requestId) {
        HttpAnswer answer = route.shape().answer(error, requestId);
        boolean redirect = error.status() >= 300 && error.status() < 400;
        return redirect ? answer.with("Location", request.path()) : answer;
    }

    /** Still the same JSON, followed by blanks. */
    private static byte[] padded(byte[] body) {
        byte[] padded = Arrays.copyOf(body, TOO_LARGE);
        Arrays.fill(padded, body.length, TOO_LARGE, (byte) ' ');
        return padded;
    }

    private boolean isClosedDuring(Duration delay) {
        if (delay.isZero()) {
            return false;
        }
        try {
            return closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
