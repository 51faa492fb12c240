/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A scripted provider on loopback, over TLS, in a process of its own: {@code KEYSTORE PASSWORD}, and told what to do by
 * {@link PortCommands}. Kinds of its ports: {@code resumed} lets clients resume sessions, {@code full} shakes hands in full
 * every time, {@code tunnel} is a proxy that wants credentials, with the provider behind it.
 */
public final class TlsServer {

    private static final int LONGEST_REQUEST = 64 * 1024;

    /** The JDK sends no session tickets when sessions would outlive what the RFC lets a ticket live. */
    private static final int TOO_LONG_FOR_TICKETS = (int) Duration.ofDays(8).toSeconds();

    private static final byte[] ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(US_ASCII);

    private static final byte[] WHO_ARE_YOU = ("HTTP/1.1 407 Proxy Authentication Required\r\n"
                    + "Proxy-Authenticate: Basic realm=\"benchmark\"\r\nContent-Length: 0\r\n\r\n")
            .getBytes(US_ASCII);

    private static final String CREDENTIALS = "Basic "
            + Base64.getEncoder().encodeToString((Target.PROXY_USER + ":" + Target.PROXY_PASSWORD).getBytes(US_ASCII));

    private TlsServer() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(Path.of(args[0]).toFile(), args[1].toCharArray());
        SSLContext resumed = context(keys, args[1]);
        SSLContext full = context(keys, args[1]);
        full.getServerSessionContext().setSessionTimeout(TOO_LONG_FOR_TICKETS);
        PortCommands.obey((kind, script) -> {
            SSLContext context = kind.equals("full") ? full : resumed;
            ServerSocket listener = new ServerSocket(0, Listener.BACKLOG, InetAddress.getLoopbackAddress());
            Daemon.start(() -> {
                while (true) {
                    Socket connection = listener.accept();
                    Daemon.start(() -> accept(connection, context, kind.equals("tunnel"), script));
                }
            });
            return listener.getLocalPort();
        });
    }

    private static SSLContext context(KeyStore keyStore, String password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void accept(Socket connection, SSLContext context, boolean tunnel, Script script)
            throws IOException {
        try (connection) {
            connection.setTcpNoDelay(true);
            byte[] request = new byte[LONGEST_REQUEST];
            if (tunnel) {
                establish(connection, request);
            }
            try (SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(connection, null, connection.getPort(), true)) {
                secured.setUseClientMode(false);
                serve(secured, request, script);
            }
        }
    }

    /** Lets those in who have shown credentials, on this connection or at once. */
    private static void establish(Socket connection, byte[] request) throws IOException {
        OutputStream out = connection.getOutputStream();
        while (true) {
            int end = read(connection.getInputStream(), request);
            if (end < 0) {
                throw new EOFException("The client does not want a tunnel any more");
            }
            boolean known = new String(request, 0, end, US_ASCII).contains(CREDENTIALS);
            out.write(known ? ESTABLISHED : WHO_ARE_YOU);
            if (known) {
                return;
            }
        }
    }

    private static void serve(Socket secured, byte[] request, Script script) throws IOException {
        OutputStream out = secured.getOutputStream();
        for (int end = read(secured.getInputStream(), request);
                end >= 0;
                end = read(secured.getInputStream(), request)) {
            byte[][] writes = script.answer(request, end);
            for (byte[] write : writes) {
                out.write(write);
            }
            if (writes.length == 0 || HttpBytes.closes(request, end)) {
                return;
            }
        }
    }

    /** The length of the next request, or -1 at the end of the connection. */
    private static int read(InputStream in, byte[] request) throws IOException {
        int end = 0;
        while (true) {
            int read = in.read(request, end, request.length - end);
            if (read < 0) {
                return -1;
            }
            end += read;
            int length = HttpBytes.length(request, end);
            if (length >= 0 && length <= end) {
                return end;
            }
        }
    }
}
