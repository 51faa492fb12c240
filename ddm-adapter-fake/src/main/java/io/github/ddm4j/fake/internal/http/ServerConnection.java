/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves the requests of one connection until either side closes it, or nothing comes for a while. */
final class ServerConnection implements Runnable {

    private static final int LINGER_MILLIS = 1000;
    private static final long MAX_LINGER = 64L * 1024 * 1024;

    private final Socket socket;
    private final RequestHandler handler;
    private final Duration idle;

    /** @param idle the time that a connection waits for the next bytes of a request */
    ServerConnection(Socket socket, RequestHandler handler, Duration idle) {
        this.socket = socket;
        this.handler = handler;
        this.idle = idle;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) idle.toMillis());
            OutputStream out = socket.getOutputStream();
            RequestReader in = new RequestReader(socket.getInputStream(), out);
            boolean more = true;
            while (more) {
                more = serveNext(in, out);
            }
        } catch (IOException e) {
            // The client went away or was silent for too long, or the server was closed: there is nobody to tell.
        }
    }

    private boolean serveNext(RequestReader in, OutputStream out) throws IOException {
        @Nullable ServerRequest request;
        try {
            request = in.next();
        } catch (BadRequest malformed) {
            ServerAnswer answer = handler.malformed(malformed);
            out.write(answer.bytes(answer.body().length, "close"));
            letFinish();
            return false;
        }
        return request != null && answer(request, out);
    }

    /** A client that is still sending would be reset, and not see the answer. */
    private void letFinish() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MILLIS);
        InputStream in = socket.getInputStream();
        byte[] thrownAway = new byte[64 * 1024];
        for (long left = MAX_LINGER; left > 0; ) {
            int size = in.read(thrownAway);
            left = size < 0 ? 0 : left - size;
        }
    }

    private boolean answer(ServerRequest request, OutputStream out) throws IOException {
        ServerAnswer answer = handler.answer(request, socket.getInetAddress());
        boolean more = request.keepsAlive();
        String connection = more ? (request.http10() ? "keep-alive" : null) : "close";
        int length = request.method().equals("HEAD") ? 0 : answer.body().length;
        switch (answer.delivery().extent()) {
            case WHOLE -> {
                write(answer, length, connection, out);
                return more;
            }
            case CUT -> out.write(answer.bytes(length / 2, connection));
            case STALL -> {
                out.write(answer.bytes(length / 2, connection));
                awaitEnd();
            }
            case RESET -> socket.setSoLinger(true, 0);
            case HANG_UP -> {}
        }
        return false;
    }

    private static void write(ServerAnswer answer, int length, @Nullable String connection, OutputStream out)
            throws IOException {
        ServerAnswer.Delivery delivery = answer.delivery();
        ServerAnswer unasked = delivery.unasked();
        if (unasked != null && delivery.late().isZero()) {
            // In one write, so that both are there when the client has read the first.
            out.write(joined(answer.bytes(length, connection), unasked.bytes(unasked.body().length, null)));
            return;
        }
        if (delivery.perByte().isZero()) {
            out.write(answer.bytes(length, connection));
            if (length > 0) {
                answer.writeBlanks(out);
            }
        } else {
            out.write(answer.bytes(0, connection));
            for (int i = 0; i < length; i++) {
                pause(delivery.perByte());
                out.write(answer.body()[i]);
            }
        }
        if (unasked != null) {
            pause(delivery.late());
            out.write(unasked.bytes(unasked.body().length, null));
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void pause(Duration time) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server was closed");
        }
    }

    /** Waits until the client gives up, or the server is closed. */
    private void awaitEnd() throws IOException {
        socket.setSoTimeout(0);
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // Whatever else it sends, it gets no answer.
        }
    }
}
