/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The limit: bytes made beforehand, sent and received, nothing looked at but the status and the length. */
public final class SocketSubject implements Subject {

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Wire> wires = ThreadLocal.withInitial(this::connect);
    private byte[] request = {};
    private URI server = URI.create("");

    @Override
    public void open(URI server) {
        this.server = server;
        String header = "POST " + Exchange.PATH + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nContent-Type: application/json\r\nX-Auth-Token: " + Exchange.TOKEN + "\r\nContent-Length: "
                + Exchange.REQUEST_BODY.length + "\r\n\r\n";
        request = (header + new String(Exchange.REQUEST_BODY, US_ASCII)).getBytes(US_ASCII);
    }

    @Override
    public void call() throws IOException {
        wires.get().exchange(request);
    }

    private Wire connect() {
        try {
            Socket socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            return new Wire(socket, new byte[16 * 1024]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private record Wire(Socket socket, byte[] buffer) {

        void exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            int end = 0;
            do {
                int read = in.read(buffer, end, buffer.length - end);
                if (read < 0) {
                    throw new EOFException("no whole answer");
                }
                end += read;
            } while (HttpBytes.length(buffer, end) != end);
            if (buffer[9] != '2') {
                throw new IOException(new String(buffer, 0, end, US_ASCII));
            }
        }
    }
}
