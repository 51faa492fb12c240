/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.util.Arrays;
import java.util.Set;

/**
 * Takes the place of the network below an adapter, and answers at once. Lives in the package of the transport because the
 * adapter, rightly, has no door for this.
 */
public final class InMemoryHttp extends Socket {

    private final byte[] answer;

    private InMemoryHttp(byte[] answer) {
        this.answer = answer;
    }

    /** Cuts the network off an adapter; all that it sends is accepted with this answer. */
    public static void install(FeignScaleOutAdapter adapter, byte[] body) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n"
                        + "X-Request-Id: 0d2a4c2b8c7e4f0e9a2d\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] answer = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, answer, head.length, body.length);
        try {
            Object transport =
                    field(FeignScaleOutAdapter.class, Transport.class).get(adapter);
            Object route = field(Transport.class, ConnectionRoute.class).get(transport);
            ((ConnectionRoute) route).sockets = () -> new InMemoryHttp(answer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Class<?> owner, Class<?> type) {
        Field field = Arrays.stream(owner.getDeclaredFields())
                .filter(candidate -> candidate.getType() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(owner + " has no " + type));
        field.setAccessible(true);
        return field;
    }

    @Override
    public void connect(SocketAddress address, int timeout) {
        // There is nobody to connect to.
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(answer) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    // Whatever asks the socket below for an option makes one of the operating system's.

    @Override
    public void setTcpNoDelay(boolean on) {
        // Nothing is sent.
    }

    @Override
    public void setSoTimeout(int timeout) {
        // Nothing is waited for.
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setSoLinger(boolean on, int linger) {
        // Nothing lingers.
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public void shutdownInput() {
        // Nothing comes.
    }

    @Override
    public void shutdownOutput() {
        // Nothing is sent.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
