/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate made for the test run, which nobody trusts unless told to. */
public final class TestTls {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore keys;

    /** @param subject the alternative name, such as {@code ip:127.0.0.1} */
    public TestTls(String subject) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        keys.setKeyEntry(
                "test", pair.getPrivate(), PASSWORD, new Certificate[] {SelfSigned.certificate(pair, subject)});
    }

    /** The certificate, for a trust store. */
    public KeyStore certificate() {
        return keys;
    }

    /** Shows this certificate, and trusts whom the JVM trusts. */
    public SSLContext identity() throws GeneralSecurityException {
        return context(keyManagers(), null);
    }

    /** A server with this certificate. */
    public HostileServer server() throws GeneralSecurityException, IOException {
        return server(context(keyManagers(), null), false);
    }

    /** A server with this certificate that lets in whom it knows by theirs. */
    public HostileServer serverFor(TestTls client) throws GeneralSecurityException, IOException {
        return server(context(keyManagers(), client.trustManagers()), true);
    }

    /** Listens on a free port of this host with this certificate. */
    public ServerSocket listener() throws GeneralSecurityException, IOException {
        return context(keyManagers(), null)
                .getServerSocketFactory()
                .createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    private static HostileServer server(SSLContext context, boolean clientIsAsked) throws IOException {
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(clientIsAsked);
        return HostileServer.start(listener, "https");
    }

    /** Trusts this certificate alone. */
    public SSLContext trust() throws GeneralSecurityException {
        return context(null, trustManagers());
    }

    /** Trusts this certificate alone, and shows one of its own. */
    public SSLContext trustAndShow(TestTls own) throws GeneralSecurityException {
        return context(own.keyManagers(), trustManagers());
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        return managers.getKeyManagers();
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(keys);
        return managers.getTrustManagers();
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }
}
