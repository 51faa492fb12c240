/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.Fault;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Finding out takes longer than a caller waits. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "service.answer-within=300ms",
            "ddm.flow.poll-interval=200ms",
            "ddm.flow.quiet-time=1500ms",
            "ddm.flow.reconcile-within=10s"
        })
class SlowAnswerTest {

    @Autowired
    private FakeCloud cloud;

    @Value("${local.server.port}")
    private int port;

    @Test
    void the_caller_is_told_that_it_is_not_known_yet_and_where_to_follow_it() throws Exception {
        Rest rest = new Rest(port);
        cloud.failNext(Fault.hangUp());
        Rest.Answer answer = rest.post("/scale-outs", Rest.oneNode(Examples.INSTANCE));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.<String>json("$.outcome")).isEqualTo("unknown");
        assertThat(answer.<String>json("$.whatToDo")).contains(answer.header("Location"));
        assertThat(rest.events(answer.header("Location")))
                .containsSubsequence("sending", "answer-lost", "observed", "submitted");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(2);
    }
}
