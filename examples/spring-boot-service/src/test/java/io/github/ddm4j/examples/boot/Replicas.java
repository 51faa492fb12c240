/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** PostgreSQL, a fake provider and two replicas of the service, by one command; nothing has to be installed. */
final class Replicas {

    private Replicas() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres postgres = startPostgres();
                FakeDdmServer provider = FakeDdmServer.start(FakeCloud.withExamples());
                Replica first = start(postgres, provider, 8081);
                Replica second = start(postgres, provider, 8082)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                first.close();
                second.close();
            }));
            System.out.printf(
                    "%nreplicas: port %d is process %d, port %d is process %d%nprovider: page at %s/%nCtrl-C ends all%n",
                    first.port(), first.pid(), second.port(), second.pid(), provider.controlUri());
            new CountDownLatch(1).await();
        }
    }

    /** A PostgreSQL that keeps what it commits: out of its jar it comes with both of these off. */
    static EmbeddedPostgres startPostgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private static Replica start(EmbeddedPostgres postgres, FakeDdmServer provider, int port) {
        return Replica.start(
                provider.uri(),
                postgres.getJdbcUrl("postgres", "postgres"),
                port,
                line -> System.out.println(port + " | " + line));
    }
}
