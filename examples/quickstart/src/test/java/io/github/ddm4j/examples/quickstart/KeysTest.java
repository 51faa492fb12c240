/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.jdbc.JdbcSubmissionJournal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in the journal of a service, each run of the command as a process of its own would see it. */
class KeysTest {

    @TempDir
    private Path folder;

    private final FakeCloud cloud = FakeCloud.builder()
            .withExamples()
            .jobDuration(Duration.ofMillis(200))
            .build();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final Map<String, String> env = new HashMap<>();

    @BeforeEach
    void openJournal() {
        env.put("DDM_ENDPOINT", server.uri().toString());
        env.put("DDM_PROJECT_ID", Examples.PROJECT.value());
        env.put("DDM_AUTH_TOKEN", Examples.TOKEN);
        env.put("DDM_INSTANCE_ID", Examples.INSTANCE.value());
        env.put("DDM_FLAVOR_ID", Examples.FLAVOR.value());
        env.put("DDM_NODES", "1");
        env.put("DDM_JOURNAL_URL", "jdbc:h2:file:" + folder.resolve("journal") + ";WRITE_DELAY=0");
        try (HikariDataSource database =
                new HikariDataSource(new Settings(env).journal().orElseThrow())) {
            JdbcSubmissionJournal.builder(database)
                    .createTableIfMissing()
                    .build()
                    .close();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_key_orders_once_however_often_the_command_is_run() throws IOException {
        assertThat(run("--key", "ticket 7").path("outcome").asText()).isEqualTo("DONE");
        assertThat(run("--key", "ticket 7").path("outcome").asText()).isEqualTo("DONE");

        assertThat(cloud.requestsSeen()).isEqualTo(1);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void a_key_in_doubt_is_listed_and_stops_the_instance_until_a_person_settles_it() throws IOException {
        cloud.failNext(Fault.hangUp().afterApplying());
        env.put("DDM_INSTANCE_ID", Examples.YEARLY_MONTHLY_INSTANCE.value());
        assertThat(run("--key", "ticket 8").path("exitCode").asInt()).isEqualTo(5);

        JsonNode key = run("unsettled").path("keys").path(0);
        assertThat(key.path("key").asText()).isEqualTo("ticket 8");
        assertThat(key.path("state").asText()).isEqualTo("IN_DOUBT");

        assertThat(settle("ticket 8", "0123456789abcdef0123456789abcdef")
                        .path("exitCode")
                        .asInt())
                .as("with a stamp that nobody has seen")
                .isEqualTo(3);
        JsonNode settled = settle("ticket 8", key.path("stamp").asText());
        assertThat(settled.path("outcome").asText()).isEqualTo("SETTLED");
        assertThat(settled.path("key").path("state").asText()).isEqualTo("APPLIED");
        assertThat(run("unsettled").path("keys")).isEmpty();
        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    private JsonNode settle(String key, String stamp) throws IOException {
        String order = cloud.ordersToPay().get(0).value();
        return run(
                "settle",
                key,
                "--stamp",
                stamp,
                "--as",
                "APPLIED",
                "--order",
                order,
                "--by",
                "Ada",
                "--why",
                "it is there");
    }

    @Test
    void a_target_under_a_key_is_reached_once() throws IOException {
        assertThat(run("ensure", "--target", "4", "--key", "autoscaler 1")
                        .path("nodesAfter")
                        .asInt())
                .isEqualTo(4);
        assertThat(run("ensure", "--target", "4", "--key", "autoscaler 1")
                        .path("exitCode")
                        .asInt(-1))
                .isEqualTo(0);

        assertThat(cloud.requestsSeen()).isEqualTo(1);
    }

    @Test
    void a_key_without_a_journal_and_an_order_without_a_key_exit_with_2_and_nothing_is_sent() throws IOException {
        assertThat(run().path("exitCode").asInt()).isEqualTo(2);
        String url = env.remove("DDM_JOURNAL_URL");
        assertThat(run("--key", "ticket 9").path("message").asText()).contains("needs DDM_JOURNAL_URL");
        assertThat(run("unsettled").path("message").asText()).contains("DDM_JOURNAL_URL: is mandatory");

        env.put("DDM_JOURNAL_URL", url.replace("journal", "other") + ";PASSWORD=canary");
        JsonNode withoutTable = run("--key", "ticket 9");
        assertThat(withoutTable.path("exitCode").asInt()).isEqualTo(2);
        assertThat(withoutTable.path("message").asText())
                .contains("DDM_JOURNAL_URL")
                .doesNotContain("canary");
        assertThat(cloud.requestsSeen()).isZero();
    }

    private JsonNode run(String... args) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = "--json";
        Quickstart.run(
                env,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                flow -> flow.pollInterval(Duration.ofMillis(20))
                        .quietTime(Duration.ofSeconds(3))
                        .sendWindow(Duration.ofSeconds(2))
                        .lag(Duration.ofMillis(500))
                        .callBudget(10_000, Duration.ofMinutes(1)),
                all);
        return new ObjectMapper().readTree(printed.toByteArray());
    }
}
