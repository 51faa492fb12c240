/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection that writes nothing to any log: the one that HttpClient brings prints all headers, and so the token, as
 * soon as somebody sets the root logger to DEBUG.
 */
final class SilentConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    /** Below this time at rest the check for a connection closed by the server, which costs 1 ms, is left out. */
    private static final long BRIEF_REST_NANOS = Duration.ofMillis(100).toNanos();

    private final InputView input;
    private long restingSince = System.nanoTime();
    private volatile boolean closed;

    SilentConnection(InputView input) {
        super(InputView.LIMITS, null, null, null, null, null, input);
        this.input = input;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        refuseIfClosed(socket);
        super.bind(socket);
    }

    @Override
    public void bind(SSLSocket tlsSocket, Socket socket) throws IOException {
        refuseIfClosed(socket);
        super.bind(tlsSocket, socket);
    }

    /** A call that was cut off while connecting must not go on to the host's next address. */
    private void refuseIfClosed(Socket socket) throws IOException {
        if (closed) {
            socket.close();
            throw new SocketException("Connection was closed while it was opened");
        }
    }

    /**
     * Whether the connection must not be used again: because the server closed it, or because the server has sent
     * something unasked, which would be taken for the answer to the next request.
     */
    @Override
    public boolean isStale() throws IOException {
        if (!isOpen() || hasUnaskedInput()) {
            return true;
        }
        boolean rested = System.nanoTime() - restingSince > BRIEF_REST_NANOS;
        return rested && (super.isStale() || hasUnaskedInput());
    }

    private boolean hasUnaskedInput() throws IOException {
        SocketHolder holder = getSocketHolder();
        return !input.isEmpty() || holder != null && holder.getInputStream().available() > 0;
    }

    @Override
    public void passivate() {
        restingSince = System.nanoTime();
    }

    @Override
    public void activate() {
        // Nothing was put to rest: no read of ours has a time of its own, see SingleSendClient.
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }

    @Override
    public void close(CloseMode mode) {
        closed = true;
        super.close(mode);
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket tls ? tls.getSession() : null;
    }
}
