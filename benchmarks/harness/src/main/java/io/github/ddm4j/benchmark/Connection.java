/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One connection to the server: reads requests until they are whole, and answers them. */
final class Connection {

    private static final int CAPACITY = 16 * 1024;

    private final SocketChannel channel;
    private final Script script;
    private final byte[] bytes = new byte[CAPACITY];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);

    Connection(SocketChannel channel, Script script) {
        this.channel = channel;
        this.script = script;
    }

    void read() throws IOException {
        if (channel.read(buffer) < 0) {
            channel.close();
            return;
        }
        // No subject pipelines, so one whole request is all there can be.
        int end = buffer.position();
        if (HttpBytes.length(bytes, end) == end) {
            buffer.clear();
            byte[][] writes = script.answer(bytes, end);
            if (!script.holds(writes)) {
                answer(writes, HttpBytes.closes(bytes, end));
            }
        } else if (!buffer.hasRemaining()) {
            throw new IOException("request too long");
        }
    }

    private void answer(byte[][] writes, boolean last) throws IOException {
        for (byte[] write : writes) {
            ByteBuffer out = ByteBuffer.wrap(write);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
        if (last || writes.length == 0) {
            channel.close();
        }
    }
}
