/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A long way to a server on loopback, in the process of the client that is measured: every byte arrives later by the same
 * time. Only the first packet of a connection cannot be held back, because the operating system answers it.
 */
final class SlowRelay {

    private record Chunk(byte[] bytes, long dueNanos) {}

    private static final byte[] END = {};

    private final int port;
    private final long delayNanos;
    private final ServerSocket listener;
    private final AtomicLong connections = new AtomicLong();

    SlowRelay(int port, long delayNanos) throws IOException {
        this.port = port;
        this.delayNanos = delayNanos;
        this.listener = new ServerSocket(0, Listener.BACKLOG, InetAddress.getLoopbackAddress());
        Daemon.start(() -> {
            while (true) {
                Socket client = listener.accept();
                connections.incrementAndGet();
                relay(client);
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections have been made. */
    long connections() {
        return connections.get();
    }

    private void relay(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pump(client, server);
        pump(server, client);
    }

    private void pump(Socket from, Socket to) {
        BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>();
        Daemon.start(() -> {
            byte[] buffer = new byte[16 * 1024];
            InputStream in = from.getInputStream();
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    onTheWay.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
                }
            } finally {
                onTheWay.add(new Chunk(END, System.nanoTime() + delayNanos));
            }
        });
        Daemon.start(() -> {
            try (to) {
                OutputStream out = to.getOutputStream();
                for (Chunk chunk = take(onTheWay); chunk.bytes().length > 0; chunk = take(onTheWay)) {
                    out.write(chunk.bytes());
                }
            }
        });
    }

    private static Chunk take(BlockingQueue<Chunk> onTheWay) throws IOException {
        try {
            Chunk chunk = onTheWay.take();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, chunk.dueNanos() - System.nanoTime()));
            return chunk;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
