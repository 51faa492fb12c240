/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passes requests on to another server, and writes its answers byte by byte as a provider does. */
final class RewritingServer implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "keep-alive", "transfer-encoding", "expect");
    private static final String END_OF_LINE = "\r\n";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerSocket listening;
    private final URI behind;
    private final UnusualProvider provider;

    private record Request(String method, String target, Map<String, String> headers, byte[] body) {}

    RewritingServer(URI behind, UnusualProvider provider) {
        this.behind = behind;
        this.provider = provider;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "rewriting-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (Socket connection = socket;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = new BufferedOutputStream(connection.getOutputStream())) {
            connection.setTcpNoDelay(true);
            Optional<Request> next = read(in);
            while (next.isPresent()) {
                Request request = next.get();
                boolean lasting = write(passedOn(request), out);
                boolean last = "close".equalsIgnoreCase(request.headers().get("connection"));
                next = lasting && !last ? read(in) : Optional.empty();
            }
        } catch (IOException brokenOff) {
            // The client sees the connection end.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passedOn(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder out = HttpRequest.newBuilder(behind.resolve(request.target()))
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                out.header(name, value);
            }
        });
        return client.send(out.build(), BodyHandlers.ofByteArray());
    }

    /** Returns whether the connection may be used again. */
    private boolean write(HttpResponse<byte[]> answer, OutputStream out) throws IOException {
        byte[] body = provider.rewritten(answer.body());
        boolean lasting = provider.version().equals("HTTP/1.1");
        StringBuilder head =
                new StringBuilder(provider.version() + " " + answer.statusCode() + " Whatever" + END_OF_LINE);
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                header(head, name, name.equals("content-type") ? provider.contentType(values.get(0)) : values.get(0));
            }
        });
        if (provider.chunked()) {
            header(head, "Transfer-Encoding", "chunked");
        } else if (lasting) {
            header(head, "Content-Length", Integer.toString(body.length));
        }
        write(head + END_OF_LINE, out);
        if (provider.chunked()) {
            int half = body.length / 2;
            writeChunk(body, 0, half, out);
            writeChunk(body, half, body.length - half, out);
            write("0" + END_OF_LINE + END_OF_LINE, out);
        } else {
            out.write(body);
        }
        out.flush();
        return lasting;
    }

    private void header(StringBuilder head, String name, String value) {
        head.append(provider.header(name)).append(": ").append(value).append(END_OF_LINE);
    }

    private static void writeChunk(byte[] body, int from, int length, OutputStream out) throws IOException {
        if (length > 0) {
            write(Integer.toHexString(length) + END_OF_LINE, out);
            out.write(body, from, length);
            write(END_OF_LINE, out);
        }
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    /** Empty at the end of the connection. */
    private static Optional<Request> read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] words = first.split(" ");
        return Optional.of(new Request(words[0], words[1], headers, body));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
