/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Two replicas in processes of their own, with the journal on a real PostgreSQL. */
@Timeout(120)
class ReplicasTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

    private static EmbeddedPostgres postgres;
    private static FakeCloud cloud;
    private static FakeDdmServer provider;
    private static Replica first;
    private static Replica second;

    private InstanceId instance;
    private String key;

    @BeforeAll
    static void start() throws Exception {
        postgres = Replicas.startPostgres();
        cloud = FakeCloud.withExamples();
        provider = FakeDdmServer.start(cloud);
        first = replica();
        second = replica();
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        second.close();
        provider.close();
        postgres.close();
    }

    @BeforeEach
    void addInstance(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        cloud.setJobDuration(Duration.ofMillis(300));
        key = "ticket of " + name;
        instance = new InstanceId(name);
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, instance)
                .group(new GroupId("group-of-" + name), 2)
                .build());
    }

    @Test
    void a_key_at_both_replicas_at_once_buys_once() throws Exception {
        Rest one = new Rest(first.port());
        Rest other = new Rest(second.port());
        CompletableFuture<Rest.Answer> meanwhile = async(one);
        Rest.Answer answer = answer(other);
        Rest.Answer atOnce = meanwhile.get(LONGEST.toSeconds(), TimeUnit.SECONDS);

        // Who comes second while the first is at work is told to send it again.
        assertThat(List.of(answer.status(), atOnce.status())).contains(202).isSubsetOf(202, 409);
        assertThat(settledAt(one).<String>json("$.job")).isEqualTo(job());
        assertThat(settledAt(other).<String>json("$.job")).isEqualTo(job());
        assertThat(orders()).isEqualTo(1);
        assertThat(cloud.nodeCount(instance)).isEqualTo(3);
    }

    @Test
    void a_replica_killed_after_its_order_left_gives_the_same_order_once_it_is_restarted() throws Exception {
        cloud.failNext(Fault.neverAnswer().afterApplying());
        CompletableFuture<Rest.Answer> cutOff = async(new Rest(first.port()));
        await().atMost(LONGEST).until(() -> orders() == 1);
        first.kill();
        assertThat(cutOff).failsWithin(LONGEST);

        first = replica();
        // Nobody sends the key again meanwhile.
        await().atMost(LONGEST).until(() -> state().equals("SETTLED"));

        assertThat(answer(new Rest(first.port())).<String>json("$.job")).isEqualTo(job());
        assertThat(answer(new Rest(second.port())).<String>json("$.job")).isEqualTo(job());
        assertThat(orders()).isEqualTo(1);
        assertThat(cloud.nodeCount(instance)).isEqualTo(3);
    }

    @Test
    void a_key_sent_again_while_its_nodes_are_coming_is_answered_with_the_same_receipt() throws Exception {
        cloud.setJobDuration(Duration.ofSeconds(2));
        Rest replica = new Rest(second.port());

        Rest.Answer answer = answer(replica);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer(replica).body()).isEqualTo(answer.body());
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void an_order_without_a_key_is_refused_by_the_name_of_the_header() throws Exception {
        Rest.Answer answer = new Rest(second.port()).post("/scale-outs", Rest.oneNode(instance));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.<List<String>>json("$.violations[*].field")).containsExactly("Idempotency-Key");
        assertThat(orders()).isZero();
    }

    private static Replica replica() {
        return Replica.start(provider.uri(), postgres.getJdbcUrl("postgres", "postgres"), 0, LOG::add);
    }

    private CompletableFuture<Rest.Answer> async(Rest replica) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return answer(replica);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Rest.Answer answer(Rest replica) throws Exception {
        return replica.post("/scale-outs", Rest.oneNode(instance), key);
    }

    /** Sends the wish again for as long as somebody else is at work at it. */
    private Rest.Answer settledAt(Rest replica) {
        return await().alias(String.join("\n", LOG))
                .atMost(LONGEST)
                .until(() -> answer(replica), answer -> answer.status() == 202);
    }

    /** Of the key, as the journal has it. */
    private String state() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select state from ddm_journal where idempotency_key = ?")) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    /** The instance's only job at the provider. */
    private String job() {
        List<Job> jobs = cloud.jobs(Examples.PROJECT).stream()
                .filter(job -> job.instanceId().equals(Optional.of(instance)))
                .toList();
        assertThat(jobs).hasSize(1);
        return jobs.get(0).id().value();
    }

    private long orders() {
        return cloud.enlargements().stream()
                .filter(order -> order.instanceId().equals(instance))
                .count();
    }
}
