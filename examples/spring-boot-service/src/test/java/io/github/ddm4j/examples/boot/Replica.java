/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One replica of the service, in a process of its own. */
final class Replica implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int SECONDS_TO_START = 60;

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private Replica(Process process, Consumer<String> log) {
        this.process = process;
        Thread reader = new Thread(() -> read(log), "log of replica " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one, and does not wait for it.
     *
     * @param port 0 for one that is free
     * @param log is told each line that the replica says
     */
    static Replica start(URI provider, String databaseUrl, int port, Consumer<String> log) {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName(),
                "--spring.profiles.active=replicas,tryout",
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--ddm.endpoint=" + provider);
        command.environment()
                .putAll(Map.of("DATABASE_URL", databaseUrl, "DATABASE_USER", "postgres", "DATABASE_PASSWORD", ""));
        try {
            return new Replica(command.redirectErrorStream(true).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is up. */
    int port() throws Exception {
        return port.get(SECONDS_TO_START, TimeUnit.SECONDS);
    }

    long pid() {
        return process.pid();
    }

    /** As kill -9 does it. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void read(Consumer<String> log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.accept(line);
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    port.complete(Integer.valueOf(started.group(1)));
                }
            }
        } catch (IOException killed) {
            log.accept(killed.toString());
        }
        port.completeExceptionally(new IllegalStateException("The replica has ended"));
    }
}
