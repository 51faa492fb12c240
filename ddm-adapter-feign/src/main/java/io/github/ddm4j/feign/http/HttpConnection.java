/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that lets no byte pass unless the request it belongs to may leave, and that notices what a server sends
 * unasked. Writes to no log: the one that HttpClient brings prints all headers, and so the token, as soon as somebody
 * sets the root logger to DEBUG.
 */
final class HttpConnection extends DefaultBHttpClientConnection {

    /**
     * The limits of an answer's head. A line has room for a token that IAM sends in a header; versions of HttpClient
     * differ in their default.
     */
    static final Http1Config LIMITS = Http1Config.custom()
            // Three buffers of this size for each connection, and so for each order: what is sent and read is smaller.
            .setBufferSize(2 * 1024)
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(100)
            .build();

    private static final int LONGEST_DRAIN = 64 * 1024;

    private final long openedAt = System.nanoTime();
    private long restingSince;
    private boolean used;
    private boolean withoutInput;
    private volatile boolean aborted;
    private volatile @Nullable Socket socket;
    private @Nullable SSLSocket tls;
    private @Nullable HttpExchange exchange;

    HttpConnection() {
        super(LIMITS, null, null, null, null, null, new DefaultHttpResponseParserFactory(LIMITS));
    }

    /** Takes a socket that is about to be connected, unless the call has been cut off meanwhile. */
    void own(Socket connecting) throws SocketException {
        socket = connecting;
        if (aborted) {
            close(connecting, true);
            throw new SocketException("Connection was closed while it was opened");
        }
    }

    /** Makes the connection ready for requests, over plain http. */
    void ready(Socket connected) throws IOException {
        bind(new Guarded(connected));
    }

    /** Makes the connection ready for requests, over TLS. */
    void ready(SSLSocket secured, Socket connected) throws IOException {
        tls = secured;
        bind(new Guarded(secured, connected));
    }

    /** Names the request that is next. */
    void serve(HttpExchange next) {
        exchange = next;
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        HttpExchange asking = exchange;
        if (asking == null) {
            throw new ProtocolException("Nobody sends here");
        }
        asking.begin();
        super.sendRequestHeader(request);
    }

    /** Lets a byte go to the socket, which it reaches only with leave. */
    private void leave() throws IOException {
        HttpExchange asking = exchange;
        if (asking == null) {
            throw new ConnectionClosedException("Nobody sends here");
        }
        if (!asking.handedOver()) {
            asking.handOver(this);
            used = true;
        }
    }

    /**
     * Looks, on a new connection, whether the server has spoken before it was asked. Under TLS by a short read, because
     * session tickets lie below, which are no answer; without TLS the operating system tells.
     *
     * @throws IOException if there is a byte, an end or an alert
     */
    void refuseUnasked() throws IOException {
        if (used) {
            return;
        }
        SocketHolder holder = ensureOpen();
        boolean quiet = tls == null ? holder.getInputStream().available() == 0 : isQuiet(tls, holder.getInputStream());
        if (!quiet) {
            throw new ProtocolViolation();
        }
    }

    /** A byte, an end or an alert that came before our first byte. */
    static final class ProtocolViolation extends IOException {

        private static final long serialVersionUID = 1L;

        ProtocolViolation() {
            super("The server sent something, or hung up, before it was asked");
        }
    }

    /**
     * Looks, after a time at rest, whether the connection may be used again. Any byte and any end count, under TLS
     * undecrypted ones too: an answer that nobody has asked for would be taken for the next one. Waits for nothing.
     */
    boolean isQuiet() {
        try {
            SocketHolder holder = ensureOpen();
            Socket held = socket;
            SocketChannel wire = held == null ? null : held.getChannel();
            boolean decrypted = tls != null && holder.getInputStream().available() > 0;
            return wire != null && !hasReadAhead() && !decrypted && isQuiet(wire);
        } catch (IOException broken) {
            return false;
        }
    }

    private static boolean isQuiet(SocketChannel wire) throws IOException {
        wire.configureBlocking(false);
        try {
            return wire.read(ByteBuffer.allocate(1)) == 0;
        } finally {
            wire.configureBlocking(true);
        }
    }

    private static boolean isQuiet(Socket timed, InputStream in) throws IOException {
        int before = timed.getSoTimeout();
        timed.setSoTimeout(1);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } finally {
            timed.setSoTimeout(before);
        }
    }

    /** Returns true if bytes beyond the last answer have been read already. */
    private boolean hasReadAhead() throws IOException {
        withoutInput = true;
        try {
            return isDataAvailable(Timeout.ONE_MILLISECOND);
        } finally {
            withoutInput = false;
        }
    }

    /**
     * Acknowledges the answer at once, where the operating system lets us. Otherwise a server that sends more, unasked, may
     * hold it back until it is acknowledged, and that would be with our next request: behind every look.
     */
    void acknowledge() {
        Socket held = socket;
        try {
            if (held != null && held.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
                held.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        } catch (IOException | UnsupportedOperationException | LinkageError notHere) {
            // Then it is acknowledged a little later.
        }
    }

    void rest() {
        exchange = null;
        restingSince = System.nanoTime();
    }

    /** @param now by {@link System#nanoTime()} */
    boolean isOver(long now, long idleNanos, long lifeNanos) {
        return now - restingSince > idleNanos || now - openedAt > lifeNanos;
    }

    /** Ends the connection at once, from any thread and without waiting for anything. */
    void abort() {
        aborted = true;
        Socket held = socket;
        if (held != null) {
            close(held, true);
        }
    }

    /** Closes at once, without sending the rest of a buffer. */
    @Override
    public void close() {
        close(CloseMode.IMMEDIATE);
    }

    /**
     * Closes; gracefully by FIN, after unread bytes have been thrown away, because closing a socket with unread bytes
     * resets it.
     */
    @Override
    public void close(CloseMode mode) {
        Socket held = socket;
        if (held != null) {
            if (mode == CloseMode.GRACEFUL && !aborted) {
                sayGoodbye(held);
            }
            close(held, mode != CloseMode.GRACEFUL);
        }
        super.close(CloseMode.IMMEDIATE);
    }

    private void sayGoodbye(Socket held) {
        try {
            if (tls != null) {
                tls.shutdownOutput();
            }
            held.shutdownOutput();
            InputStream in = held.getInputStream();
            for (int left = LONGEST_DRAIN; left > 0 && in.available() > 0; ) {
                left -= (int) in.skip(Math.min(left, in.available()));
            }
        } catch (IOException | RuntimeException unsaid) {
            // Then there is nobody to say it to, or TLS of another provider cannot.
        }
    }

    private static void close(Socket held, boolean reset) {
        try {
            if (reset) {
                held.setSoLinger(true, 0);
            }
        } catch (IOException closedAlready) {
            // Fine.
        }
        try {
            held.close();
        } catch (IOException closedAlready) {
            // Fine.
        }
    }

    /** A socket whose first byte needs leave. */
    private final class Guarded extends SocketHolder {

        Guarded(Socket connected) {
            super(connected);
        }

        Guarded(SSLSocket secured, Socket connected) {
            super(secured, connected);
        }

        @Override
        protected InputStream getInputStream(Socket from) throws IOException {
            return new FilterInputStream(super.getInputStream(from)) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return withoutInput ? 0 : in.read(bytes, offset, length);
                }
            };
        }

        @Override
        protected OutputStream getOutputStream(Socket to) throws IOException {
            return new FilterOutputStream(super.getOutputStream(to)) {
                @Override
                public void write(int oneByte) throws IOException {
                    leave();
                    out.write(oneByte);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    leave();
                    out.write(bytes, offset, length);
                }
            };
        }
    }
}
