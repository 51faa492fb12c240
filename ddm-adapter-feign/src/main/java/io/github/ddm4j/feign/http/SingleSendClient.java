/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds an HTTP client that sends a request once, to where it was told, and nothing besides. */
final class SingleSendClient {

    private SingleSendClient() {}

    static CloseableHttpClient build(TransportSettings settings, HttpClientConnectionManager connections) {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(new LentConnections(connections))
                .setDefaultRequestConfig(requestConfig(settings))
                // A request whose connection dies, or that is answered 429 or 503, would be sent again.
                .disableAutomaticRetries()
                // A 307 would carry the order, and the token with it, to whatever host it names.
                .disableRedirectHandling()
                // A cookie would tie calls, and callers, together that have nothing to do with each other.
                .disableCookieManagement()
                // Not needed then; by default made of a list of 10,000 domain names.
                .setDefaultCookieSpecRegistry(name -> null)
                // A 401 must come to us, not start an exchange of its own with a target we hold no password for.
                .disableAuthCaching()
                .setTargetAuthenticationStrategy((type, challenges, context) -> List.of())
                // A few compressed bytes could grow beyond the cap; and it would add a header.
                .disableContentCompression()
                .setUserAgent("ddm4j")
                .addExecInterceptorBefore(ChainElement.PROTOCOL.name(), "no-path", SingleSendClient::withoutPath)
                // After the connection is there, CONNECT through a proxy included, and before the first byte.
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "hand-over", Transport::handOver);
        if (settings.proxy() != null) {
            useProxy(builder, settings.proxy());
        }
        return builder.build();
    }

    /**
     * The path, put back by {@link Transport#handOver}, is kept from the step that adds headers: for an authentication that
     * we have switched off it would be taken apart and put together again, at 3 KB a call.
     */
    private static ClassicHttpResponse withoutPath(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        request.setPath("/");
        return chain.proceed(request, scope);
    }

    private static void useProxy(HttpClientBuilder builder, TransportSettings.Proxy proxy) {
        HttpHost host = new HttpHost("http", proxy.host(), proxy.port());
        builder.setProxy(host);
        TransportSettings.ProxyUser user = proxy.user();
        if (user != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(user.name(), user.password().toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    private static RequestConfig requestConfig(TransportSettings settings) {
        Timeout deadline = Timeout.of(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        return RequestConfig.custom()
                .setConnectionRequestTimeout(deadline)
                // CallWatch keeps the deadline, of all of it. One more for each read would cost two system calls more.
                .setResponseTimeout(Timeout.DISABLED)
                // Gateways drop idle connections without a word; three minutes, the default, is too long to trust one.
                .setConnectionKeepAlive(TimeValue.ofSeconds(30))
                // Would offer TLS on plain connections by an Upgrade header.
                .setProtocolUpgradeEnabled(false)
                // Only to answer a proxy: a target's challenge is never answered, see above.
                .setAuthenticationEnabled(
                        settings.proxy() != null && settings.proxy().user() != null)
                .build();
    }

    static PoolingHttpClientConnectionManager connections(TransportSettings settings) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> {
                    SilentConnection connection = new SilentConnection(new InputView());
                    if (socket != null) {
                        connection.bind(socket);
                    }
                    return connection;
                })
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        // Always: SilentConnection decides what the check costs.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .setTlsSocketStrategy(tls(settings))
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .build();
    }

    /** None for plain http: reading whom the JVM trusts takes a quarter of the time to the first call. */
    private static TlsSocketStrategy tls(TransportSettings settings) {
        if (settings.endpoint().getScheme().equals("http")) {
            return (socket, target, port, attachment, context) -> {
                throw new SSLException("An http endpoint has no TLS");
            };
        }
        SSLContext chosen = settings.sslContext();
        return new DefaultClientTlsStrategy(
                chosen == null ? SSLContexts.createDefault() : chosen,
                HostnameVerificationPolicy.BOTH,
                // Without a list of 10,000 domain names: the JDK, which checks the name first, has its own.
                new DefaultHostnameVerifier());
    }
}
