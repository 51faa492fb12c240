/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.journaltests.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.flow.KeyState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class KilledProcessTest {

    private static EmbeddedPostgres postgres;
    private static Child provider;
    private static String uri;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        provider = Child.start(KillProvider.class);
        uri = provider.until("READY").orElseThrow().substring("READY ".length());
    }

    @AfterAll
    static void stop() throws IOException {
        provider.close();
        postgres.close();
    }

    /** Before the change that a journal is, each of these ended with two orders. */
    @ParameterizedTest
    @ValueSource(strings = {"after-open", "after-sending", "after-order"})
    void a_process_that_is_killed_leaves_one_order_once_the_wish_is_made_again(String step)
            throws InterruptedException {
        String database = postgres.getJdbcUrl("postgres", "postgres");
        assertThat(provider.ask("instance in-" + step + " by-use")).isEqualTo("OK");
        try (Child worker = Child.start(KillWorker.class, database, uri, "in-" + step, "key " + step, step, "false")) {
            assertThat(worker.until("AT " + step))
                    .as(String.join("\n", worker.said()))
                    .isPresent();
        }

        try (Replica survivor = new Replica(database, uri, false)) {
            Replica.End end = survivor.untilSettled("key " + step, "in-" + step, Duration.ofSeconds(60));

            assertThat(end.status().state()).as(end.told()).isEqualTo(KeyState.APPLIED);
            assertThat(provider.ask("orders in-" + step)).isEqualTo("ORDERS 1");
        }
    }
}
