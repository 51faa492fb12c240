/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** One port of the server. Counts every order that was read whole, whatever became of its answer. */
final class Listener {

    private static final int BACKLOG = 10_000;
    private static final int FAULT_EVERY = 10;

    private final Answer fault;
    private final ServerSocketChannel channel;
    private volatile long orders;

    Listener(Answer fault) throws IOException {
        this.fault = fault;
        channel = ServerSocketChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    }

    ServerSocketChannel channel() {
        return channel;
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    long orders() {
        return orders;
    }

    /** Called by the event loop only. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    Answer order() {
        long number = orders + 1;
        orders = number;
        return number % FAULT_EVERY == 0 ? fault : Answer.OK;
    }
}
