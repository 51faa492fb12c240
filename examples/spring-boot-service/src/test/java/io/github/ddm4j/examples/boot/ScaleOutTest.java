/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeInstance;
import io.github.ddm4j.fake.Fault;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Every outcome of a scale-out at the REST interface. Each test has an instance of its own, with two nodes. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"ddm.flow.poll-interval=100ms", "ddm.flow.quiet-time=500ms", "ddm.flow.reconcile-within=1500ms"})
class ScaleOutTest {

    @Autowired
    private FakeCloud cloud;

    @Autowired
    private ObjectProvider<DataSource> databases;

    @Value("${local.server.port}")
    private int port;

    private Rest rest;
    private InstanceId instance;
    private int requestsBefore;

    @BeforeEach
    void connect(TestInfo test) {
        rest = new Rest(port);
        instance = new InstanceId(test.getTestMethod().orElseThrow().getName());
        cloud.addInstance(FakeInstance.builder(Examples.PROJECT, instance)
                .group(new GroupId("group-of-" + instance), 2)
                .build());
        cloud.setJobDuration(Duration.ofMillis(300));
        requestsBefore = cloud.requestsSeen();
    }

    @Test
    void an_order_is_answered_with_a_receipt_and_its_progress_is_streamed_to_the_end() throws Exception {
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(instance));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.<String>json("$.instance")).isEqualTo(instance.value());
        assertThat(answer.<String>json("$.job"))
                .isEqualTo(cloud.jobs(Examples.PROJECT).get(0).id().value());
        String progress = answer.header("Location");
        assertThat(progress).isEqualTo("/scale-outs/" + answer.json("$.id") + "/progress");
        assertThat(rest.events(progress))
                .containsSubsequence("sending", "submitted", "wait-started", "job-ended", "wait-succeeded")
                .last()
                .isEqualTo("wait-succeeded");
        assertThat(rest.get(progress).body()).contains("{\"name\":\"wait-succeeded\",\"detail\":\"3 nodes\"}");
        assertThat(cloud.nodeCount(instance)).isEqualTo(3);
    }

    @Test
    void an_invalid_order_is_answered_400_with_all_violations_in_the_words_of_this_service() throws Exception {
        Rest.Answer answer = rest.post("/scale-outs", "{\"instance\": \"a/b\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.<String>json("$.outcome")).isEqualTo("invalid");
        assertThat(answer.<List<String>>json("$.violations[*].field")).containsExactly("instance", "flavor", "nodes");
        assertThat(answer.<List<String>>json("$.violations[*].reason"))
                .allSatisfy(reason -> assertThat(reason).doesNotContain("flavor_id", "node_number"));
        assertThat(cloud.requestsSeen()).isEqualTo(requestsBefore);
    }

    @Test
    void an_order_that_the_provider_refuses_is_answered_422_with_its_error_code() throws Exception {
        cloud.failNext(Fault.answer(400, "DBS.280001", "Parameter error."));
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(instance));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.<String>json("$.outcome")).isEqualTo("rejected");
        assertThat(answer.<String>json("$.reason")).isEqualTo("BAD_REQUEST");
        assertThat(answer.<String>json("$.errorCode")).isEqualTo("DBS.280001");
        assertThat(cloud.nodeCount(instance)).isEqualTo(2);
    }

    @Test
    void a_second_order_for_an_instance_that_is_growing_is_answered_409() throws Exception {
        cloud.setJobDuration(Duration.ofSeconds(2));
        Rest.Answer first = rest.post("/scale-outs", Rest.oneNode(instance));
        Rest.Answer second = rest.post("/scale-outs", Rest.oneNode(instance));

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.<String>json("$.reason")).isEqualTo("INSTANCE_BUSY");
        assertThat(second.<String>json("$.whatToDo")).contains("Look what the instance is busy with");
        assertThat(rest.events(first.header("Location"))).endsWith("wait-succeeded");
        assertThat(cloud.nodeCount(instance)).isEqualTo(3);
    }

    @Test
    void a_provider_that_asks_for_fewer_calls_is_answered_503_with_the_time_to_wait() throws Exception {
        cloud.failNext(Fault.throttled().retryAfter(Duration.ofSeconds(7)));
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(instance));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.<String>json("$.outcome")).isEqualTo("unavailable");
        assertThat(cloud.nodeCount(instance)).isEqualTo(2);
    }

    @Test
    void a_lost_answer_is_found_out_and_nothing_is_ordered_twice() throws Exception {
        cloud.failNext(Fault.hangUp().afterApplying());
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(instance));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.<Boolean>json("$.answerLost")).isTrue();
        assertThat(rest.events(answer.header("Location")))
                .contains("answer-lost")
                .endsWith("wait-succeeded");
        assertThat(cloud.requestsSeen()).isEqualTo(requestsBefore + 1);
        assertThat(cloud.nodeCount(instance)).isEqualTo(3);
    }

    @Test
    void a_lost_order_is_found_out_and_may_be_sent_again() throws Exception {
        cloud.failNext(Fault.hangUp());
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(instance));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("0");
        assertThat(answer.<String>json("$.whatToDo")).isEqualTo("Send it again.");
        assertThat(cloud.nodeCount(instance)).isEqualTo(2);
    }

    /** Of a yearly/monthly instance nothing can be told while an order may wait to be paid. */
    @Test
    void an_outcome_that_stays_unknown_is_answered_504_with_what_to_do() throws Exception {
        cloud.failNext(Fault.hangUp());
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(Examples.YEARLY_MONTHLY_INSTANCE));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.<String>json("$.outcome")).isEqualTo("unknown");
        assertThat(answer.<String>json("$.detail")).contains("It is unknown whether 1 node is added");
        assertThat(answer.<String>json("$.whatToDo")).contains("Do not send it again");
    }

    @Test
    void a_body_that_is_no_json_and_an_unknown_scale_out_are_problems_too() throws Exception {
        assertThat(rest.post("/scale-outs", "nodes=1").status()).isEqualTo(400);
        Rest.Answer unknown = rest.get("/scale-outs/nobody-knows/progress");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.<String>json("$.detail")).isEqualTo("There is no such scale-out");
    }

    @Test
    void a_key_is_refused_where_no_journal_could_keep_it() throws Exception {
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(instance), "ticket 4711");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.<String>json("$.detail")).contains("Idempotency-Key needs a journal");
        assertThat(cloud.requestsSeen()).isEqualTo(requestsBefore);
    }

    @Test
    void without_the_profile_of_replicas_there_is_no_database() {
        assertThat(databases.stream()).isEmpty();
    }

    @Test
    void faults_can_be_tried_by_hand() throws Exception {
        assertThat(rest.post("/fake/faults/refusal", "").status()).isEqualTo(204);
        assertThat(rest.post("/scale-outs", Rest.oneNode(instance)).status()).isEqualTo(422);
        assertThat(rest.post("/fake/faults/earthquake", "").status()).isEqualTo(404);
    }
}
