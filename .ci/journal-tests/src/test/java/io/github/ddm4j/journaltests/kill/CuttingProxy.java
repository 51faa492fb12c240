/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a replica and its database, and cuts one connection: it lets a piece of what the replica says through, and
 * drops the answer to it.
 */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger pieces;

    /** @param cutAfter how many pieces of what the replica says pass before the answer to the next is dropped */
    CuttingProxy(int target, int cutAfter) {
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.target = target;
        this.pieces = new AtomicInteger(cutAfter);
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Cut cut = new Cut(client, server);
                daemon(() -> cut.pump(client, server, true));
                daemon(() -> cut.pump(server, client, false));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Cut {

        private final Socket client;
        private final Socket server;
        private volatile boolean mute;

        Cut(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to, boolean fromClient) {
            byte[] buffer = new byte[65_536];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (fromClient && pieces.decrementAndGet() == 0) {
                        mute = true;
                    }
                    if (!fromClient && mute) {
                        // The database has answered, so it has done what it was told; nobody hears of it.
                        client.close();
                        server.close();
                        return;
                    }
                    out.write(buffer, 0, count);
                    out.flush();
                }
            } catch (IOException over) {
                // One end is gone.
            }
            close(client);
            close(server);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
