/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** One port of the server, for plain http. */
record Listener(Script script, ServerSocketChannel channel) {

    static final int BACKLOG = 10_000;

    static Listener open(Script script) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        return new Listener(script, channel);
    }

    int port() {
        return channel.socket().getLocalPort();
    }
}
