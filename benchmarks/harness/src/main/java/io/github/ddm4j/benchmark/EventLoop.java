/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All connections of all listeners, on one thread: the server must never be what limits a client. */
final class EventLoop implements Runnable {

    private final Selector selector;
    private final Queue<Listener> added = new ConcurrentLinkedQueue<>();

    EventLoop() throws IOException {
        selector = Selector.open();
    }

    void add(Listener listener) {
        added.add(listener);
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select(this::ready);
                for (Listener listener = added.poll(); listener != null; listener = added.poll()) {
                    listener.channel().register(selector, SelectionKey.OP_ACCEPT, listener);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof Connection connection) {
                connection.read();
            } else {
                accept((Listener) key.attachment());
            }
        } catch (IOException e) {
            // The client hung up; that is its right.
            close(key);
        }
    }

    private void accept(Listener listener) throws IOException {
        for (SocketChannel channel = listener.channel().accept();
                channel != null;
                channel = listener.channel().accept()) {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel, listener.script()));
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
