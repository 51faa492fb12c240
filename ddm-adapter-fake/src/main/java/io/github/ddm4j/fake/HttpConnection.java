/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Serves the requests of one connection until either side closes it. */
final class HttpConnection implements Runnable {

    private static final int LINGER_MILLIS = 1000;
    private static final long MAX_LINGER = 64L * 1024 * 1024;

    private final Socket socket;
    private final Function<HttpRequest, HttpAnswer> handler;
    private final Function<Refusal, HttpAnswer> malformed;

    HttpConnection(Socket socket, Function<HttpRequest, HttpAnswer> handler, Function<Refusal, HttpAnswer> malformed) {
        this.socket = socket;
        this.handler = handler;
        this.malformed = malformed;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            HttpInput in = new HttpInput(socket.getInputStream(), out);
            boolean more = true;
            while (more) {
                more = serveNext(in, out);
            }
        } catch (IOException e) {
            // The client went away, or the server was closed: there is nobody to tell.
        }
    }

    private boolean serveNext(HttpInput in, OutputStream out) throws IOException {
        @Nullable HttpRequest request;
        try {
            request = in.next();
        } catch (Refusal refusal) {
            malformed.apply(refusal).writeTo(out, true, true);
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

    /** Until the client gives up, or the server is closed. */
    private void awaitEnd() throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // Whatever else it sends, it gets no answer.
        }
    }

    private boolean answer(HttpRequest request, OutputStream out) throws IOException {
        HttpAnswer answer = handler.apply(request);
        boolean close = request.headerContains("connection", "close");
        switch (answer.delivery()) {
            case WHOLE -> answer.writeTo(out, !request.method().equals("HEAD"), close);
            case CUT -> answer.writeTo(out, true, close);
            case STALL -> {
                answer.writeTo(out, true, close);
                awaitEnd();
            }
            case RESET -> socket.setSoLinger(true, 0);
            case HANG_UP -> {}
        }
        return answer.delivery() == HttpAnswer.Delivery.WHOLE && !close;
    }
}
