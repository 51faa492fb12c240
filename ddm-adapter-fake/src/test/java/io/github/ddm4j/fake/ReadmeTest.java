/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.ScaleOutPort;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says is so. */
class ReadmeTest {

    private static final Pattern CURL = Pattern.compile(
            "curl -i http://127\\.0\\.0\\.1:8787(\\S+) \\\\\\s+-H '([^:]+): ([^']+)' -H '([^:]+): ([^']+)' \\\\\\s+-d '([^']+)'");

    @Test
    void the_curl_command_is_accepted() throws IOException {
        Matcher curl = CURL.matcher(Files.readString(Path.of("README.md")));
        assertThat(curl.find()).isTrue();
        try (FakeDdmServer server = FakeDdmServer.start(FakeCloud.withExamples())) {
            HttpCalls calls = new HttpCalls(server);

            HttpCalls.Reply reply = calls.send(calls.to(curl.group(1))
                    .header(curl.group(2), curl.group(3))
                    .header(curl.group(4), curl.group(5))
                    .POST(HttpRequest.BodyPublishers.ofString(curl.group(6))));

            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @Test
    void the_example_of_a_test_does_what_its_comments_say() throws IOException {
        FakeClock clock = FakeClock.at(Instant.parse("2026-06-05T08:00:00Z"));
        FakeCloud cloud = FakeCloud.builder().clock(clock).withExamples().build();
        ScaleOutPort port =
                InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build();

        port.scaleOut(
                Examples.INSTANCE,
                ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build());
        clock.advance(Duration.ofSeconds(3));
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);

        cloud.failNext(Fault.hangUp().afterApplying());
        assertThatThrownBy(() -> port.scaleOut(
                        Examples.INSTANCE,
                        ScaleOutRequest.builder(Examples.FLAVOR.value(), 1).build()))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(4);
    }
}
