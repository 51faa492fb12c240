/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import io.github.ddm4j.feign.http.HttpSettings.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The way to the provider: its address, a proxy if there is one, and TLS. Opens connections; keeps none. Thread-safe. */
final class ConnectionRoute {

    private final URI endpoint;
    private final String host;
    private final int port;
    private final @Nullable Proxy proxy;
    private final @Nullable TlsSetup tls;
    private final int connectMillis;

    /** Makes sockets that are yet to be connected. */
    interface Sockets {
        Socket open() throws IOException;
    }

    /**
     * The source of sockets, which have a channel each: one that can be read without waiting. Without one, a connection is
     * used once. Not final, so that a test or a benchmark can take the network away.
     */
    Sockets sockets = () -> SocketChannel.open().socket();

    ConnectionRoute(URI endpoint, HttpSettings settings) {
        this.endpoint = endpoint;
        boolean secure = endpoint.getScheme().equals("https");
        this.host = endpoint.getHost().replaceAll("[\\[\\]]", "");
        this.port = endpoint.getPort() > 0 ? endpoint.getPort() : secure ? 443 : 80;
        this.proxy = settings.proxy().orElse(null);
        // None for plain http: reading the trust store of the JVM would delay the first call.
        this.tls = secure ? new TlsSetup(settings.sslContext()) : null;
        this.connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
    }

    /** Returns a request to a path of the provider, as the first hop wants it. */
    ClassicHttpRequest request(String method, URI uri) {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(method, uri);
        request.setHeader(HttpHeaders.HOST, endpoint.getRawAuthority());
        if (proxy != null && tls == null) {
            request.setAbsoluteRequestUri(true);
            authenticate(request);
        }
        return request;
    }

    /** Returns the texts that must not show besides the secrets of a call. */
    List<String> secrets() {
        return proxy == null || proxy.password() == null ? List.of() : List.of(proxy.password(), basic(proxy));
    }

    /** Opens a connection to the provider: to one of its addresses after the other, until one of them answers. */
    void open(HttpConnection connection, HttpExchange exchange) throws IOException, HttpException {
        String name = proxy == null ? host : proxy.host().replaceAll("[\\[\\]]", "");
        open(connection, exchange, InetAddress.getAllByName(name));
    }

    void open(HttpConnection connection, HttpExchange exchange, InetAddress[] addresses)
            throws IOException, HttpException {
        for (int i = 0; ; i++) {
            Socket socket = sockets.open();
            try {
                connection.own(socket);
                open(connection, socket, new InetSocketAddress(addresses[i], proxy == null ? port : proxy.port()));
                return;
            } catch (IOException | HttpException | RuntimeException | Error failed) {
                socket.close();
                boolean ofTheNetwork = failed instanceof IOException || failed instanceof HttpException;
                if (i + 1 == addresses.length || exchange.cutBy(failed) != null || !ofTheNetwork) {
                    throw failed;
                }
            }
        }
    }

    private void open(HttpConnection connection, Socket socket, InetSocketAddress address)
            throws IOException, HttpException {
        socket.setTcpNoDelay(true);
        socket.connect(address, connectMillis);
        if (tls == null) {
            connection.ready(socket);
            return;
        }
        if (proxy != null) {
            tunnel(socket);
        }
        socket.setSoTimeout(connectMillis);
        var secured = tls.over(socket, host, port);
        socket.setSoTimeout(0);
        connection.ready(secured, socket);
    }

    /** Asks the proxy, once, to connect to the provider. */
    private void tunnel(Socket socket) throws IOException, HttpException {
        // Reading ahead, it could take what the provider says, so it must not have anything left afterwards.
        DefaultBHttpClientConnection asking = new DefaultBHttpClientConnection(
                HttpConnection.LIMITS,
                null,
                null,
                null,
                null,
                null,
                new DefaultHttpResponseParserFactory(HttpConnection.LIMITS));
        asking.bind(socket);
        String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        // Not by the authority alone, which is read as a URI: the name of a host would be its scheme, and get lost.
        ClassicHttpRequest connect = new BasicClassicHttpRequest("CONNECT", new HttpHost(host, port), authority);
        connect.setHeader(HttpHeaders.HOST, authority);
        connect.setHeader(HttpHeaders.USER_AGENT, Transport.USER_AGENT);
        authenticate(connect);
        ClassicHttpResponse response = new HttpRequestExecutor().execute(connect, asking, HttpCoreContext.create());
        if (response.getCode() < 200 || response.getCode() > 299) {
            throw new HttpFailure(
                    HttpFailure.Kind.NOT_SENT, "the proxy answered with status " + response.getCode(), null);
        }
        if (asking.isDataAvailable(Timeout.ONE_MILLISECOND)) {
            throw new IOException("The proxy sent something after its consent, before it was asked");
        }
    }

    private void authenticate(ClassicHttpRequest request) {
        if (proxy != null && proxy.user() != null) {
            request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, "Basic " + basic(proxy));
        }
    }

    private static String basic(Proxy proxy) {
        return Base64.getEncoder()
                .encodeToString((proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8));
    }
}
