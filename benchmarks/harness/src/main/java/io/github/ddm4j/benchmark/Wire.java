/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** A kept-alive connection without an HTTP client on it. */
final class Wire implements Closeable {

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Socket socket;
    private final byte[] request;
    private final byte[] answer = new byte[16 * 1024];

    Wire(URI server) throws IOException {
        request = request(server);
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
    }

    private static byte[] request(URI server) {
        String header = "POST " + Exchange.PATH + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nContent-Type: application/json\r\nX-Auth-Token: " + Exchange.TOKEN + "\r\nContent-Length: "
                + Exchange.REQUEST_BODY.length + "\r\n\r\n";
        return (header + new String(Exchange.REQUEST_BODY, US_ASCII)).getBytes(US_ASCII);
    }

    /** The bytes that are sent, to be changed in place. */
    byte[] request() {
        return request;
    }

    /** Sends the request and reads the answer to its end. */
    void exchange() throws IOException {
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
