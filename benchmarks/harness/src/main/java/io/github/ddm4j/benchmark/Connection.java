/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One connection to the server: reads requests until they are whole, and answers them. */
final class Connection {

    private static final int CAPACITY = 16 * 1024;

    private final SocketChannel channel;
    private final Listener listener;
    private final byte[] bytes = new byte[CAPACITY];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);

    Connection(SocketChannel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    void read() throws IOException {
        if (channel.read(buffer) < 0) {
            channel.close();
            return;
        }
        // No subject pipelines, so one whole request is all there can be.
        if (HttpBytes.length(bytes, buffer.position()) == buffer.position()) {
            buffer.clear();
            answer(listener.order());
        } else if (!buffer.hasRemaining()) {
            throw new IOException("request too long");
        }
    }

    private void answer(Answer answer) throws IOException {
        if (answer == Answer.LOST) {
            channel.close();
            return;
        }
        ByteBuffer out = ByteBuffer.wrap(answer.bytes());
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }
}
