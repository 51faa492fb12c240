/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.api;

import io.github.ddm4j.fake.internal.cloud.CloudCore;
import io.github.ddm4j.fake.internal.cloud.FaultPlan;
import io.github.ddm4j.fake.internal.cloud.Refusal;
import io.github.ddm4j.fake.internal.cloud.RequestLog;
import io.github.ddm4j.fake.internal.http.BadRequest;
import io.github.ddm4j.fake.internal.http.HttpDate;
import io.github.ddm4j.fake.internal.http.RequestHandler;
import io.github.ddm4j.fake.internal.http.ServerAnswer;
import io.github.ddm4j.fake.internal.http.ServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes a request to its route and back, with the fault that strikes it, and writes it down. Thread-safe. */
public final class ApiGateway implements RequestHandler {

    private static final int KEPT_OF_A_BODY = 1024;
    private static final ServerAnswer HANG_UP = ServerAnswer.none(ServerAnswer.Extent.HANG_UP);

    /** A second as it is written in all answers that it sees. */
    private record Second(long epoch, String text) {}

    /**
     * A request that has been answered.
     *
     * @param kind as the log has it
     * @param errorCode of the answer, or null
     * @param waiting its entry in the log from when it came, if a fault kept the answer back; else null
     */
    private record Played(
            String kind,
            ServerAnswer answer,
            @Nullable String errorCode,
            FaultPlan fault,
            RequestLog.@Nullable Numbered waiting) {}

    private final CloudCore cloud;
    private final CountDownLatch closed;
    private final Consumer<RequestLog.Entry> listener;
    private final DdmRoutes routes;
    private final AtomicLong count = new AtomicLong();
    private volatile Second latest = new Second(Long.MIN_VALUE, "");

    /**
     * @param closed tells those who wait that the server is closed
     * @param listener is told each request when it has been answered
     */
    public ApiGateway(CloudCore cloud, CountDownLatch closed, Consumer<RequestLog.Entry> listener) {
        this.cloud = cloud;
        this.closed = closed;
        this.listener = listener;
        this.routes = new DdmRoutes(cloud);
    }

    @Override
    public ServerAnswer answer(ServerRequest request, InetAddress from) {
        String requestId = requestId();
        Played played = play(request, from, requestId);
        return written(request.method(), request.target(), kept(played.kind(), request.body()), played, requestId);
    }

    private static String kept(String kind, byte[] body) {
        return kind.equals(FaultPlan.Target.ORDER.word)
                ? new String(body, 0, Math.min(body.length, KEPT_OF_A_BODY), StandardCharsets.UTF_8)
                : "";
    }

    /** Malformed requests have no method and no path that could be relied on. */
    @Override
    public ServerAnswer malformed(BadRequest what) {
        String requestId = requestId();
        return written("", "", "", refused("malformed", Refusal.malformed(what), requestId), requestId);
    }

    private ServerAnswer written(String method, String target, String body, Played played, String requestId) {
        String fault = played.fault().isNone() ? null : played.fault().toString();
        RequestLog.Entry entry = cloud.answered(
                played.waiting(),
                now -> new RequestLog.Entry(
                        now,
                        played.kind(),
                        method,
                        target,
                        body,
                        played.answer().status(),
                        played.errorCode(),
                        fault,
                        requestId));
        listener.accept(entry);
        String named = played.fault().requestIdOr(requestId);
        return played.answer().with("X-Request-Id", named).with("Date", date(entry.at()));
    }

    private String date(Instant now) {
        Second known = latest;
        if (known.epoch() != now.getEpochSecond()) {
            known = new Second(now.getEpochSecond(), HttpDate.of(now));
            latest = known;
        }
        return known.text();
    }

    private String requestId() {
        return "0".repeat(16) + HexFormat.of().toHexDigits(count.incrementAndGet());
    }

    private Played refused(String kind, Refusal refusal, String requestId) {
        ServerAnswer answer = ErrorShape.EXTERNAL_MESSAGE.answer(refusal, requestId, cloud::now);
        return new Played(kind, answer, refusal.code(), FaultPlan.NONE, null);
    }

    private Played play(ServerRequest request, InetAddress from, String requestId) {
        String kind = "unknown";
        try {
            Route route = routes.route(request, from);
            kind = route.target().word;
            return play(route, request, requestId);
        } catch (Refusal refusal) {
            return refused(kind, refusal, requestId);
        } catch (BadRequest malformed) {
            return refused("malformed", Refusal.malformed(malformed), requestId);
        } catch (RuntimeException bug) {
            Refusal failed = Refusal.of(500, "DBS.200412", "Server failure: the fake failed with " + bug);
            return refused(kind, failed, requestId);
        }
    }

    private Played play(Route route, ServerRequest request, String requestId) {
        FaultPlan fault = cloud.receive(route.target());
        String kind = route.target().word;
        RequestLog.@Nullable Numbered waiting = keepsAnswerBack(fault) ? waits(kind, request, fault, requestId) : null;
        if (isClosedDuring(fault.delay().before())) {
            return new Played(kind, HANG_UP, null, fault, waiting);
        }
        ServerAnswer answer = ServerAnswer.empty(200);
        @Nullable String code = null;
        if (fault.applies()) {
            try {
                answer = route.work().apply(fault);
            } catch (Refusal refusal) {
                code = refusal.code();
                answer = route.shape().answer(refusal, requestId, cloud::now);
            }
        }
        if (fault.isNone()) {
            return new Played(kind, answer, code, fault, null);
        }
        if (isClosedDuring(fault.delay().after())) {
            return new Played(kind, HANG_UP, null, fault, waiting);
        }
        ServerAnswer distorted =
                new Distortion(fault, route, request, fault.requestIdOr(requestId), cloud::now).apply(answer);
        return new Played(
                kind, distorted, fault.error() == null ? code : fault.error().code(), fault, waiting);
    }

    private static boolean keepsAnswerBack(FaultPlan fault) {
        return !fault.delay().before().isZero() || !fault.delay().after().isZero();
    }

    /** Writes a request down when it comes, because whoever counts requests may look before it is answered. */
    private RequestLog.Numbered waits(String kind, ServerRequest request, FaultPlan fault, String requestId) {
        return cloud.waits(now -> new RequestLog.Entry(
                now,
                kind,
                request.method(),
                request.target(),
                kept(kind, request.body()),
                0,
                null,
                fault.toString(),
                requestId));
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
