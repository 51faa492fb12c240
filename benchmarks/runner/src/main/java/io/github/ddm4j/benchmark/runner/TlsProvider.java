/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The provider over TLS, in its own process, with a certificate made for this run. */
final class TlsProvider implements AutoCloseable {

    /** That of the certificates that come with every JDK; it protects nothing. */
    private static final String PASSWORD = "changeit";

    private final Path store;
    private final Process process;
    private final String uri;

    TlsProvider(Jvm jvm) throws IOException, InterruptedException {
        store = store();
        process = jvm.start(Jvm.Core.OTHER, "harness", "TlsServer", List.of(store.toString(), PASSWORD));
        uri = "https://127.0.0.1:" + new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
    }

    String uri() {
        return uri;
    }

    /** A JVM that trusts whom the JDK trusts, and this provider besides. */
    Jvm client(Jvm jvm) {
        return jvm.with("-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** All certificates of the JDK, for a client reads them all, and a key and a certificate of our own. */
    private static Path store() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"));
        Path store = Files.createTempFile("benchmark", ".keystore");
        Files.write(store, Files.readAllBytes(java.resolve("lib/security/cacerts")));
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin/keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "benchmark", "-keyalg", "EC", "-validity", "2"));
        command.addAll(List.of("-dname", "CN=benchmark", "-ext", "SAN=ip:127.0.0.1"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-keypass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("no certificate: " + said);
        }
        return store;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        Files.delete(store);
    }
}
