/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/** TLS for all connections of a transport: one context, and with it one cache of sessions, as long as it is the same. */
final class TlsSetup {

    private final Supplier<SSLContext> contexts;
    private volatile @Nullable Current current;

    private record Current(SSLContext context, TlsSocketStrategy strategy) {}

    /** @param contexts asked at every new connection; null for what the JVM trusts */
    TlsSetup(@Nullable Supplier<SSLContext> contexts) {
        SSLContext trusted = contexts == null ? SSLContexts.createDefault() : null;
        this.contexts = contexts == null ? () -> trusted : contexts;
    }

    /** Shakes hands, and makes sure that the provider is on the line. */
    SSLSocket over(Socket socket, String host, int port) throws IOException {
        SSLContext wanted = requireNonNull(contexts.get(), "sslContext");
        Current now = current;
        if (now == null || now.context() != wanted) {
            now = new Current(wanted, strategy(wanted));
            current = now;
        }
        return now.strategy().upgrade(socket, host, port, null, HttpCoreContext.create());
    }

    private static TlsSocketStrategy strategy(SSLContext context) {
        return new DefaultClientTlsStrategy(
                context,
                HostnameVerificationPolicy.BOTH,
                // Without the list of public domain names: the JDK, which checks the name first, has its own.
                new DefaultHostnameVerifier());
    }
}
