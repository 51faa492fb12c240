/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.volume;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** The other end of one connection, with the request that it has read last. */
final class Peer {

    private final HostileProvider provider;
    private final Socket socket;
    private final InputStream in;
    private String method = "";
    private String path = "";
    private String token = "";
    private HostileProvider.Record record = HostileProvider.Record.NONE;

    Peer(HostileProvider provider, Socket socket) throws IOException {
        this.provider = provider;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads one request to its last byte. False if there is none. */
    boolean read() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n");
        method = lines[0].split(" ")[0];
        path = lines[0].split(" ")[1];
        int length = 0;
        for (String line : lines) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            } else if (line.startsWith("X-Auth-Token: ")) {
                token = line.substring(14);
            }
        }
        return in.readNBytes(length).length == length;
    }

    boolean isOrder() {
        return method.equals("POST");
    }

    String path() {
        return path;
    }

    void serves(HostileProvider.Record order) {
        record = order;
    }

    boolean isSecond() {
        return record.posts() > 1;
    }

    String token() {
        return token;
    }

    String job() {
        return "{\"jobId\":\"" + record.job() + "\"}";
    }

    String order() {
        return "{\"orderId\":\"" + record.job() + "\"}";
    }

    String elsewhere() {
        return provider.uri() + "/elsewhere?" + token;
    }

    /** An error that repeats the token, or a piece of it. */
    String quoting() {
        int from = ThreadLocalRandom.current().nextInt(token.length() - 12);
        String quoted = ThreadLocalRandom.current().nextBoolean() ? token : token.substring(from, from + 12);
        return "{\"errCode\":\"X." + quoted + "\",\"externalMessage\":\"you sent " + quoted + "\"}";
    }

    void answer(int status, String body) throws IOException {
        send(Fate.http(status, body, "X-Request-Id: " + token));
    }

    /** Answers, and then, in bytes of its own and over TLS in a record of its own, says what nobody has asked for. */
    void unasked(int status, long milliseconds) throws IOException {
        answer(200, job());
        pause(milliseconds);
        send(Fate.http(status, Fate.stale()));
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    void sendAndClose(String bytes) throws IOException {
        send(bytes);
        close();
    }

    void pieces(String bytes) throws IOException {
        for (int at = 0; at < bytes.length(); at += 7) {
            send(bytes.substring(at, Math.min(bytes.length(), at + 7)));
        }
    }

    void close() throws IOException {
        socket.close();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void awaitGone() throws IOException {
        while (in.read() >= 0) {
            // Whatever else comes is of no interest.
        }
    }

    void stall(String bytes) throws IOException {
        send(bytes);
        awaitGone();
    }

    void drip(String bytes) throws IOException {
        send(bytes);
        while (pause(20)) {
            send(" ");
        }
    }

    /** False if the server ends. */
    boolean pause(long milliseconds) {
        return provider.pause(milliseconds);
    }
}
