/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.util.List;

/** A stub of a provider, in its own process. */
public final class StubServer implements AutoCloseable {

    private final String stub;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final String startLine;
    private final String uri;

    public StubServer(Jvm jvm, Jvm.Core core, String module, String stub) throws IOException {
        this.stub = stub;
        process = jvm.start(core, module, "StubProcess", List.of(Subjects.PACKAGE + stub));
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream()));
        out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        startLine = line();
        uri = line();
    }

    /** What it measured itself: from its start to its first answer. */
    public String startLine() {
        return startLine;
    }

    public String uri() {
        return uri;
    }

    /** For how long its JIT compiler has worked. */
    public long compilerMillis() throws IOException {
        return Long.parseLong(ask("compiled"));
    }

    public void pin() throws IOException {
        ask("pin");
    }

    private String ask(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        return line();
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(stub + " has ended; see run.log");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
