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
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/** TLS for all connections of a transport. The cache of sessions hangs on the context, so it lasts as long as that one. */
final class TlsSetup {

    private final Supplier<SSLContext> contexts;

    /** @param contexts asked at every new connection; null for what the JVM trusts */
    TlsSetup(@Nullable Supplier<SSLContext> contexts) {
        SSLContext trusted = contexts == null ? SSLContexts.createDefault() : null;
        this.contexts = contexts == null ? () -> trusted : contexts;
    }

    /** Shakes hands, and makes sure that the provider is on the line. */
    SSLSocket over(Socket socket, String host, int port) throws IOException {
        SSLContext context = requireNonNull(contexts.get(), "sslContext");
        return new DefaultClientTlsStrategy(
                        context,
                        HostnameVerificationPolicy.BOTH,
                        // Without the list of public domain names: the JDK, which checks the name first, has its own.
                        new DefaultHostnameVerifier())
                .upgrade(socket, host, port, null, HttpCoreContext.create());
    }
}
