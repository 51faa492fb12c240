/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.util.List;

/** The scripted provider, in its own process. Thread-safe. */
public final class Provider implements AutoCloseable {

    /** One port of it. */
    public record Port(int index, String uri) {

        /** What a subject is told that is to open a connection for each request. */
        public String fresh() {
            return "fresh+" + uri;
        }
    }

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private int ports;

    private Provider(Jvm jvm, String main, List<String> arguments) throws IOException {
        process = jvm.start(Jvm.Core.OTHER, "harness", main, arguments);
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream()));
        out = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    public static Provider plain(Jvm jvm) throws IOException {
        return new Provider(jvm, "ProviderServer", List.of());
    }

    public static Provider tls(Jvm jvm, TrustStore store) throws IOException {
        return new Provider(jvm, "TlsServer", List.of(store.file().toString(), TrustStore.PASSWORD));
    }

    /** Opens a port for plain http that answers every tenth order so. */
    public Port listen(String answer) throws IOException {
        return listen("plain", "http", answer);
    }

    /** Opens a port for TLS that lets clients resume their sessions. */
    public Port resumed(String answer) throws IOException {
        return listen("resumed", "https", answer);
    }

    /** Opens a port for TLS where every handshake is a full one. */
    public Port full() throws IOException {
        return listen("full", "https", "ok");
    }

    /** Opens a proxy, and the provider behind it. */
    public Port tunnel(String answer) throws IOException {
        Port proxy = listen("tunnel", "http", answer);
        return new Port(proxy.index(), proxy.uri().replace("http:", "https:") + "+" + proxy.uri());
    }

    private synchronized Port listen(String kind, String scheme, String answer) throws IOException {
        String port = ask("listen " + kind + " " + answer);
        return new Port(ports++, scheme + "://127.0.0.1:" + port);
    }

    /** How many orders have come in there. */
    public synchronized long orders(Port port) throws IOException {
        return Long.parseLong(ask("orders " + port.index()));
    }

    /** How many requests have come in there, orders included. */
    public synchronized long requests(Port port) throws IOException {
        return Long.parseLong(ask("requests " + port.index()));
    }

    private String ask(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the provider has ended");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
