/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom the clients of a run trust: all that the JDK trusts, because a client reads it all, and a certificate made for the
 * run, whose key lies there too.
 */
public record TrustStore(Path file) implements AutoCloseable {

    /** That of the certificates that come with every JDK; it protects nothing. */
    static final String PASSWORD = "changeit";

    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    public static TrustStore make() throws IOException, InterruptedException {
        Path store = Files.createTempFile("benchmark", ".keystore");
        Files.write(store, Files.readAllBytes(JAVA.resolve("lib/security/cacerts")));
        return with(store);
    }

    /** Nobody but the provider: where it does not matter how long it takes to read whom the JDK trusts. */
    public static TrustStore small() throws IOException, InterruptedException {
        Path store = Files.createTempFile("benchmark", ".keystore");
        Files.delete(store);
        return with(store);
    }

    private static TrustStore with(Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(JAVA.resolve("bin/keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "benchmark", "-keyalg", "EC", "-validity", "2"));
        command.addAll(List.of("-dname", "CN=benchmark", "-ext", "SAN=ip:127.0.0.1"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-keypass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("no certificate: " + said);
        }
        return new TrustStore(store);
    }

    /** A JVM that trusts so. */
    public Jvm client(Jvm jvm) {
        return jvm.with("-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
