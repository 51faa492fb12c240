/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import io.github.ddm4j.feign.TestTls;
import io.github.ddm4j.feign.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A connection, and at its other end a server that does what the test tells it and nothing else. */
final class ConnectedPair implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final HttpConnection connection = new HttpConnection();
    private final Socket client = SocketChannel.open().socket();
    /** The server's end as the wire sees it: under TLS, below the encryption. */
    private final Socket wire;
    /** The server's end as an application sees it. */
    private final Socket server;

    private ConnectedPair(SSLContext identity, SSLContext trust) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connection.own(client);
            client.connect(listener.getLocalSocketAddress(), PATIENCE_MILLIS);
            wire = listener.accept();
        }
        wire.setSoTimeout(PATIENCE_MILLIS);
        if (identity == null) {
            server = wire;
            connection.ready(client);
            return;
        }
        SSLSocket secured = (SSLSocket) identity.getSocketFactory().createSocket(wire, "client", wire.getPort(), true);
        secured.setUseClientMode(false);
        CompletableFuture<Void> shaken = Wire.inThread(() -> {
            try {
                secured.startHandshake();
                return null;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        connection.ready(new TlsSetup(() -> trust).over(client, "127.0.0.1", wire.getLocalPort()), client);
        shaken.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        server = secured;
    }

    static ConnectedPair plain() throws Exception {
        return new ConnectedPair(null, null);
    }

    /** @param tls a certificate for 127.0.0.1 */
    static ConnectedPair overTls(TestTls tls) throws Exception {
        return new ConnectedPair(tls.identity(), tls.trust());
    }

    /** Returns a request that has all the time in the world, and no gate. */
    static HttpExchange exchange() {
        return new HttpExchange(System.nanoTime() + Duration.ofHours(1).toNanos(), null);
    }

    HttpConnection connection() {
        return connection;
    }

    Socket client() {
        return client;
    }

    /** Sends a request to its last byte. */
    void ask(HttpExchange exchange) throws HttpException, IOException {
        connection.serve(exchange);
        connection.sendRequestHeader(new BasicClassicHttpRequest("GET", "/x"));
        connection.flush();
    }

    /** Reads an answer to its last byte, and returns its body. */
    String answer() throws HttpException, IOException {
        ClassicHttpResponse response = connection.receiveResponseHeader();
        connection.receiveResponseEntity(response);
        return EntityUtils.toString(response.getEntity());
    }

    /** Has the server send this, and waits until all of it is there. */
    void say(String text) throws IOException {
        int before = client.getInputStream().available();
        server.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        server.getOutputStream().flush();
        while (client.getInputStream().available() < before + text.length()) {
            Thread.onSpinWait();
        }
    }

    /** Has the server say that it will send nothing more; under TLS waits until the alert that says so is there. */
    void hangUp() throws IOException {
        int before = client.getInputStream().available();
        server.shutdownOutput();
        while (server != wire && client.getInputStream().available() == before) {
            Thread.onSpinWait();
        }
    }

    /** Reads what the client sent up to the end of a request's head. */
    String heard() throws IOException {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf("\r\n\r\n") < 0) {
            int next = server.getInputStream().read();
            if (next < 0) {
                throw new EOFException("only " + heard);
            }
            heard.append((char) next);
        }
        return heard.toString();
    }

    /** Returns how the client ended the connection, and after how many bytes on the wire that nobody had read. */
    String end() throws IOException {
        int bytes = 0;
        try {
            while (wire.getInputStream().read() >= 0) {
                bytes++;
            }
            return "FIN after " + bytes;
        } catch (SocketTimeoutException open) {
            return "open";
        } catch (SocketException reset) {
            return "reset";
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        wire.close();
    }
}
