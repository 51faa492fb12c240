/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.util.List;

/** The scripted provider, in its own process. Thread-safe. */
final class Provider implements AutoCloseable {

    /** One listener of it. */
    record Port(int index, String uri) {}

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private int ports;

    Provider(Jvm jvm) throws IOException {
        process = jvm.start(Jvm.Core.OTHER, "harness", "ProviderServer", List.of());
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream()));
        out = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    /** Opens a listener that answers every tenth order so. */
    synchronized Port listen(String answer) throws IOException {
        String port = ask("listen " + answer);
        return new Port(ports++, "http://127.0.0.1:" + port);
    }

    /** How many orders have come in there. */
    synchronized long orders(Port port) throws IOException {
        return Long.parseLong(ask("count " + port.index()));
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
