/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.feign.FeignScaleOutAdapter;
import io.github.ddm4j.feign.Wire;
import io.github.ddm4j.feign.auth.AuthTokenProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far it is from the port to the socket: who reads a stack trace reads all of it. */
class WayOfACallTest {

    private final List<StackTraceElement> stack = new ArrayList<>();

    @Test
    void an_order_passes_few_frames_and_fewer_borders_of_libraries() throws Exception {
        try (FeignScaleOutAdapter adapter = FeignScaleOutAdapter.builder(
                        URI.create("http://127.0.0.1:1"), Wire.PROJECT, AuthTokenProvider.fixed(Wire.TOKEN))
                .build()) {
            Transport transport = (Transport)
                    field(FeignScaleOutAdapter.class, Transport.class).get(adapter);
            ConnectionRoute route = (ConnectionRoute)
                    field(Transport.class, ConnectionRoute.class).get(transport);
            route.sockets = Tapped::new;

            adapter.scaleOut(Wire.INSTANCE, Wire.ONE_NODE);
        }

        assertThat(stack).as("frames from the port to the socket: %s", stack).hasSizeBetween(10, 40);
        assertThat(crossings())
                .as("crossings between us and a library: %s", stack)
                .isBetween(2, 8);
    }

    private int crossings() {
        int crossings = 0;
        for (int i = 1; i < stack.size(); i++) {
            if (isOurs(stack.get(i)) != isOurs(stack.get(i - 1))) {
                crossings++;
            }
        }
        return crossings;
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("io.github.ddm4j.");
    }

    private static Field field(Class<?> owner, Class<?> type) {
        Field field = Arrays.stream(owner.getDeclaredFields())
                .filter(candidate -> candidate.getType() == type)
                .findFirst()
                .orElseThrow();
        field.setAccessible(true);
        return field;
    }

    /** A socket that remembers who writes to it first. */
    private final class Tapped extends Socket {

        @Override
        public void connect(SocketAddress address, int timeout) {
            // There is nobody to connect to.
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // Nothing is sent.
        }

        @Override
        public void shutdownOutput() {
            // Nothing is sent.
        }

        @Override
        public InputStream getInputStream() {
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + Wire.STARTED.length() + "\r\n\r\n" + Wire.STARTED;
            return new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public synchronized int available() {
                    return 0;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int one) {
                    throw new AssertionError("byte by byte");
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    for (StackTraceElement frame : new Throwable().getStackTrace()) {
                        stack.add(frame);
                        if (frame.getClassName().equals(FeignScaleOutAdapter.class.getName())
                                && frame.getMethodName().equals("scaleOut")) {
                            return;
                        }
                    }
                }
            };
        }
    }
}
