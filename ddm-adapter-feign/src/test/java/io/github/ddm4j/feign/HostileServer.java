/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on raw sockets that reads requests to their last byte and then does as told, however rude. It counts what it
 * has read completely, which is the only honest measure of what a client has sent.
 */
public final class HostileServer implements AutoCloseable {

    /** What to do once a request has been read. */
    public interface Act {
        void on(Peer peer) throws IOException;
    }

    /**
     * A request, read completely. Header names as sent.
     *
     * @param head the request line and all headers, byte for byte, as the lines between CR LF
     */
    public record Received(String method, String path, Map<String, String> headers, List<String> head, String body) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket listener;
    private final Thread accepting;
    private final String scheme;
    private final Queue<Act> script = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile Act otherwise = reply(200, "{}");
    private volatile String greeting = "";

    private HostileServer(ServerSocket listener, String scheme) {
        this.listener = listener;
        this.scheme = scheme;
        this.accepting = startThread(this::accept);
    }

    public static HostileServer start() {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static HostileServer start(ServerSocket listener, String scheme) {
        return new HostileServer(listener, scheme);
    }

    /** A server that speaks first, before it has been asked anything. */
    public static HostileServer greeting(String unasked) {
        HostileServer server = start();
        server.greeting = unasked;
        return server;
    }

    /** Waits until a connection has got its greeting. */
    public void awaitGreeted() {
        try {
            greeted.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds to what is done with the next requests. */
    public HostileServer then(Act... acts) {
        script.addAll(List.of(acts));
        return this;
    }

    /** What is done when nothing is left of the script. */
    public HostileServer otherwise(Act act) {
        otherwise = act;
        return this;
    }

    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    public int port() {
        return listener.getLocalPort();
    }

    public List<Received> received() {
        return received;
    }

    public long posts() {
        return received.stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    public int connections() {
        return connections.get();
    }

    public static Act reply(int status, String body, String... headers) {
        return peer -> peer.send(response(status, body.getBytes(StandardCharsets.UTF_8), headers));
    }

    public static Act reply(int status, byte[] body) {
        return peer -> peer.send(response(status, body));
    }

    public static Act raw(String bytes) {
        return peer -> peer.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends this, and then, in bytes of their own (over TLS a record of their own), what nobody has asked for. */
    public static Act thenUnasked(Act answer, long milliseconds, String unasked) {
        return peer -> {
            answer.on(peer);
            if (!peer.pause(milliseconds)) {
                raw(unasked).on(peer);
            }
        };
    }

    /** Answers, and closes the connection a little later without having said so. */
    public static Act thenHangUp(Act answer, long milliseconds) {
        return peer -> {
            answer.on(peer);
            peer.pause(milliseconds);
            peer.socket.close();
        };
    }

    /** Sends this and closes the connection. */
    public static Act rawThenHangUp(String bytes) {
        return peer -> {
            raw(bytes).on(peer);
            peer.socket.close();
        };
    }

    public static Act hangUp() {
        return peer -> peer.socket.close();
    }

    public static Act reset() {
        return peer -> {
            peer.socket.setSoLinger(true, 0);
            peer.socket.close();
        };
    }

    /** Sends this and then nothing, until the client goes away. */
    public static Act stallAfter(String bytes) {
        return peer -> {
            raw(bytes).on(peer);
            peer.awaitClientGone();
        };
    }

    /** Sends this and then one byte at a time, for ever. */
    public static Act dripAfter(String bytes) {
        return peer -> {
            raw(bytes).on(peer);
            while (!peer.pause(20)) {
                peer.send(new byte[] {' '});
            }
        };
    }

    private static byte[] response(int status, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** The other end of a connection. */
    public final class Peer {

        private final Socket socket;
        private final InputStream in;
        private Received request;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** The request to be answered. */
        public Received request() {
            return request;
        }

        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        public void awaitClientGone() throws IOException {
            while (in.read() >= 0) {
                // Whatever else comes is of no interest.
            }
        }

        /** Passes bytes on in both directions, as a proxy does. */
        public void tunnelTo(int port) throws IOException {
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                startThread(() -> {
                    try {
                        target.getInputStream().transferTo(socket.getOutputStream());
                        socket.close();
                    } catch (IOException gone) {
                        // One of the two has hung up.
                    }
                });
                for (int c = in.read(); c >= 0; c = in.read()) {
                    target.getOutputStream().write(c);
                }
            }
        }

        /** Waits; true if the server is to stop. */
        public boolean pause(long milliseconds) {
            try {
                return stopped.await(milliseconds, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return true;
            }
        }

        /** Reads one request. Null if the stream ends before it does. */
        private Received read() throws IOException {
            List<String> head = head();
            if (head.isEmpty()) {
                return null;
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line : head.subList(1, head.size())) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            String[] parts = head.get(0).split(" ");
            Received request = new Received(parts[0], parts[1], headers, head, "");
            String length = request.header("Content-Length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            return new Received(parts[0], parts[1], headers, head, new String(body, StandardCharsets.UTF_8));
        }

        private List<String> head() throws IOException {
            StringBuilder bytes = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                bytes.append((char) c);
                if (c == '\n' && bytes.toString().endsWith("\r\n\r\n")) {
                    return List.of(bytes.substring(0, bytes.length() - 4).split("\r\n", -1));
                }
            }
            return List.of();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                startThread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Peer peer = new Peer(socket);
            if (!greeting.isEmpty()) {
                peer.send(greeting.getBytes(StandardCharsets.ISO_8859_1));
                greeted.countDown();
            }
            for (Received request = peer.read(); request != null; request = peer.read()) {
                received.add(request);
                peer.request = request;
                Act next = script.poll();
                (next == null ? otherwise : next).on(peer);
            }
        } catch (IOException gone) {
            // Rude clients are welcome here.
        }
    }

    private static Thread startThread(Runnable work) {
        Thread thread = new Thread(work, "hostile-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            listener.close();
            // One that still accepts would take a last connection.
            accepting.join(Duration.ofSeconds(5).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.forEach(HostileServer::end);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return scheme.toUpperCase(Locale.ROOT) + " server with " + received.size() + " requests";
    }
}
