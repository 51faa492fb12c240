/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** What becomes of an order once the server has read it, and what the caller then has to be told. */
enum Fate {
    JOB(Told.ACCEPTED, peer -> peer.answer(200, peer.job())),
    ORDER(Told.ACCEPTED, peer -> peer.answer(200, peer.order())),
    JOB_IN_PIECES(Told.ACCEPTED, peer -> peer.pieces(http(200, peer.job()))),
    JOB_CHUNKED(Told.ACCEPTED, peer -> peer.send(chunked(peer.job()))),
    JOB_PACKED(Told.ACCEPTED, peer -> peer.send(packed(peer.job()))),
    JOB_AFTER_CONTINUE(Told.ACCEPTED, peer -> peer.send("HTTP/1.1 100 Continue\r\n\r\n" + http(200, peer.job()))),
    JOB_THEN_SAID_CLOSE(Told.ACCEPTED, peer -> peer.sendAndClose(http(200, peer.job(), "Connection: close"))),
    JOB_THEN_CLOSE(Told.ACCEPTED, peer -> peer.sendAndClose(http(200, peer.job()))),
    JOB_TO_THE_END(Told.ACCEPTED, peer -> peer.sendAndClose("HTTP/1.1 200 X\r\n\r\n" + peer.job())),
    JOB_AND_UNASKED_AT_ONCE(Told.ACCEPTED, peer -> peer.send(http(200, peer.job()) + http(200, stale()))),
    JOB_AND_UNASKED_200(Told.ACCEPTED, peer -> peer.unasked(200, 0)),
    JOB_AND_UNASKED_400(Told.ACCEPTED, peer -> peer.unasked(400, 0)),
    JOB_AND_UNASKED_401(Told.ACCEPTED, peer -> peer.unasked(401, 0)),
    JOB_AND_UNASKED_403(Told.ACCEPTED, peer -> peer.unasked(403, 0)),
    JOB_AND_UNASKED_429(Told.ACCEPTED, peer -> peer.unasked(429, 0)),
    JOB_AND_UNASKED_1_MS_LATE(Told.ACCEPTED, peer -> peer.unasked(200, 1)),
    JOB_AND_UNASKED_2_MS_LATE(Told.ACCEPTED, peer -> peer.unasked(401, 2)),
    JOB_AND_UNASKED_3_MS_LATE(Told.ACCEPTED, peer -> peer.unasked(200, 3)),
    UNAUTHORIZED_ONCE(Told.ACCEPTED, peer -> peer.answer(peer.isSecond() ? 200 : 401, peer.job())),
    UNAUTHORIZED(Told.REJECTED, peer -> peer.answer(401, peer.quoting())),
    WRONG(Told.REJECTED, peer -> peer.answer(400, peer.quoting())),
    FORBIDDEN(Told.REJECTED, peer -> peer.answer(403, peer.quoting())),
    NOT_THERE(Told.REJECTED, peer -> peer.answer(404, peer.quoting())),
    PROXY(Told.REJECTED, peer -> peer.send(http(407, peer.quoting(), "Proxy-Authenticate: Basic realm=\"x\""))),
    BUSY(Told.REJECTED, peer -> peer.answer(409, "{\"errCode\":\"DBS.200019\"}")),
    THROTTLED(Told.UNAVAILABLE, peer -> peer.send(http(429, peer.quoting(), "Retry-After: 0"))),
    LOST(Told.UNKNOWN, Peer::close),
    RESET(Told.UNKNOWN, Peer::reset),
    HEAD_CUT(Told.UNKNOWN, peer -> peer.sendAndClose("HTTP/1.1 200 OK\r\nContent-")),
    BODY_CUT(Told.UNKNOWN, peer -> peer.sendAndClose("HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\n" + peer.job())),
    CHUNK_CUT(Told.UNKNOWN, peer -> peer.sendAndClose(chunked(peer.job()).replace("0\r\n\r\n", ""))),
    PACKING_CUT(Told.UNKNOWN, peer -> peer.send(http(200, "\u001f\u008b\u0008", "Content-Encoding: gzip"))),
    TOO_LONG(Told.UNKNOWN, peer -> peer.answer(200, " ".repeat(70_000) + peer.job())),
    NONSENSE(Told.UNKNOWN, peer -> peer.sendAndClose(peer.quoting() + "\r\n\r\n")),
    NO_JSON(Told.UNKNOWN, peer -> peer.answer(200, "<html>" + peer.quoting())),
    NOTHING(Told.UNKNOWN, peer -> peer.answer(200, "")),
    NO_ID(Told.UNKNOWN, peer -> peer.answer(200, "{}")),
    TOKEN_AS_ID(Told.UNKNOWN, peer -> peer.answer(200, "{\"jobId\":\"" + peer.token() + "\"}")),
    OTHER_INSTANCE(Told.UNKNOWN, peer -> peer.answer(200, "{\"instanceId\":\"other\",\"jobId\":\"j\"}")),
    REDIRECT(Told.UNKNOWN, peer -> peer.send(http(307, "", "Location: " + peer.elsewhere()))),
    SWITCH(Told.UNKNOWN, peer -> peer.sendAndClose("HTTP/1.1 101 X\r\nUpgrade: TLS\r\n\r\n")),
    NOBODY_WAITED(Told.UNKNOWN, peer -> peer.answer(408, peer.quoting())),
    FAULT(Told.UNKNOWN, peer -> peer.answer(500, peer.quoting())),
    FAULT_INSIDE(Told.UNKNOWN, peer -> peer.answer(400, "{\"errCode\":\"DBS.300120\"}")),
    COME_BACK_AT_ONCE(Told.UNKNOWN, peer -> peer.send(http(503, peer.quoting(), "Retry-After: 0"))),
    SILENCE(Told.UNKNOWN, Peer::awaitGone),
    BODY_STALLS(Told.UNKNOWN, peer -> peer.stall("HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\n{")),
    BODY_DRIPS(Told.UNKNOWN, peer -> peer.drip("HTTP/1.1 200 X\r\nContent-Length: 99999\r\n\r\n{"));

    /** What a caller can be told of an order. */
    enum Told {
        ACCEPTED,
        REJECTED,
        UNAVAILABLE,
        UNKNOWN
    }

    /** What the server does. */
    interface Deed {
        void by(Peer peer) throws IOException;
    }

    final Told truth;
    final Deed deed;

    Fate(Told truth, Deed deed) {
        this.truth = truth;
        this.deed = deed;
    }

    /** Whether it takes a whole deadline. */
    boolean isSlow() {
        return this == SILENCE || this == BODY_STALLS || this == BODY_DRIPS;
    }

    static String stale() {
        return "{\"jobId\":\"stale\",\"errCode\":\"DBS.280001\"}";
    }

    static String http(int status, String body, String... headers) {
        StringBuilder out = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n");
        for (String header : headers) {
            out.append(header).append("\r\n");
        }
        return out.append("\r\n").append(body).toString();
    }

    private static String chunked(String body) {
        int half = body.length() / 2;
        return "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(half) + "\r\n"
                + body.substring(0, half) + "\r\n" + Integer.toHexString(body.length() - half) + "\r\n"
                + body.substring(half) + "\r\n0\r\n\r\n";
    }

    private static String packed(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body.getBytes(UTF_8));
        }
        return http(200, bytes.toString(ISO_8859_1), "Content-Encoding: gzip");
    }
}
