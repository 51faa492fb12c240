/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A provider that accepts every order, over TLS, on loopback, in a process of its own: {@code KEYSTORE PASSWORD}. Prints its
 * port. Ends with its input.
 */
public final class TlsServer {

    private static final int LONGEST_REQUEST = 64 * 1024;

    private TlsServer() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        ServerSocketFactory sockets =
                context(Path.of(args[0]), args[1].toCharArray()).getServerSocketFactory();
        try (var listener = sockets.createServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            System.out.println(listener.getLocalPort());
            daemon(() -> {
                while (true) {
                    Socket connection = listener.accept();
                    daemon(() -> serve(connection));
                }
            });
            while (System.in.read() >= 0) {
                // Nothing is said here; the end of the input is what counts.
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                // A client that has its receipt goes.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static SSLContext context(Path keyStore, char[] password) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(keyStore.toFile(), password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void serve(Socket connection) throws IOException {
        try (connection) {
            byte[] request = new byte[LONGEST_REQUEST];
            int end = 0;
            InputStream in = connection.getInputStream();
            for (int read = in.read(request); read >= 0; read = in.read(request, end, request.length - end)) {
                end += read;
                int length = HttpBytes.length(request, end);
                if (length >= 0 && length <= end) {
                    connection.getOutputStream().write(Answer.OK.bytes());
                    end = 0;
                }
            }
        }
    }
}
