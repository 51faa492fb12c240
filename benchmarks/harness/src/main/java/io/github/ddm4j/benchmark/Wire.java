/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** A connection without an HTTP client on it, and the bytes that go over it. */
final class Wire implements Closeable {

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /**
     * What is sent, made beforehand.
     *
     * @param order to be changed in place, if at all
     */
    record Requests(byte[] order, List<byte[]> reads) {

        static Requests to(URI server, boolean last) {
            String header = " HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nContent-Type: application/json\r\nX-Auth-Token: " + Exchange.TOKEN + "\r\n"
                    + (last ? "Connection: close\r\n" : "");
            String order = "POST " + Exchange.PATH + header + "Content-Length: " + Exchange.REQUEST_BODY.length
                    + "\r\n\r\n" + new String(Exchange.REQUEST_BODY, US_ASCII);
            List<byte[]> reads = List.of(Exchange.INSTANCE_PATH, Exchange.NODES_PATH, Exchange.GROUPS_PATH).stream()
                    .map(path -> ("GET " + path + header + "\r\n").getBytes(US_ASCII))
                    .toList();
            return new Requests(order.getBytes(US_ASCII), reads);
        }
    }

    private final Socket socket;
    private final Requests requests;
    private final byte[] answer = new byte[16 * 1024];

    Wire(URI server, Requests requests) throws IOException {
        this.requests = requests;
        boolean secure = server.getScheme().equals("https");
        socket = secure
                ? SSLSocketFactory.getDefault().createSocket(server.getHost(), server.getPort())
                : new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
    }

    Requests requests() {
        return requests;
    }

    /** Sends a request and reads the answer to its end. */
    void exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        int end = 0;
        do {
            int read = in.read(answer, end, answer.length - end);
            if (read < 0) {
                throw new EOFException("no whole answer");
            }
            end += read;
        } while (HttpBytes.length(answer, end) != end);
        if (answer[STATUS_AT] != '2') {
            throw new IOException(new String(answer, 0, end, US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
