/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ddm4j.core.model.InstanceId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide to the remote control: its commands are run, and its table is the one of the code. */
class DocsCurlTest {

    private static final Path PAGE = Path.of("..", "docs", "testing-with-the-fake.md");

    private final FakeCloud cloud = FakeCloud.withExamples();
    private final FakeDdmServer server = FakeDdmServer.start(cloud);
    private final HttpCalls calls = new HttpCalls(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static CurlCommands block(int number) throws IOException {
        return CurlCommands.of(Files.readString(PAGE)).get(number);
    }

    private List<String> run(CurlCommands block) {
        List<String> printed = new ArrayList<>();
        for (CurlCommands.Command command : block.commands()) {
            String output = command.run(calls);
            printed.add(output);
            assertThat(output).as(command.url()).matches(pattern(command.promised()));
        }
        return printed;
    }

    /** A comment says all that is printed, or the middle of it, or nothing and why. */
    private static String pattern(String promised) {
        if (promised.startsWith("nothing")) {
            return "nothing";
        }
        return promised.isEmpty()
                ? "(?s).*"
                : "(?s)"
                        + Pattern.quote(promised)
                                .replace("…", "\\E.*\\Q")
                                .replace(" \\E", "\\E")
                                .replace("\\Q ", "\\Q");
    }

    @Test
    void a_lost_reply_was_applied_and_one_order_was_sent() throws IOException {
        List<String> printed = run(block(0));

        assertThat(printed.get(printed.size() - 1)).isEqualTo("1");
        assertThat(cloud.nodeCount(Examples.INSTANCE)).isEqualTo(3);
    }

    @Test
    void every_example_of_the_remote_control_does_what_its_comment_says() throws IOException {
        run(block(1));
    }

    @Test
    void the_table_of_the_page_is_the_one_of_the_code_and_each_call_has_its_example() throws IOException {
        JsonNode routes = calls.send(calls.to("/_fake").GET()).body().path("calls");
        String page = Files.readString(PAGE);
        List<CurlCommands.Command> examples = block(1).commands();
        assertThat(routes).isNotEmpty();

        for (JsonNode route : routes) {
            String method = route.path("method").asText();
            String path = route.path("path").asText();
            assertThat(page)
                    .contains("| " + method + " | `" + path + "` | "
                            + route.path("meaning").asText() + " |\n");
            String pattern = path.replaceAll("\\{\\w+}", "[^/]+");
            boolean shown = examples.stream()
                    .anyMatch(example ->
                            example.method().equals(method) && example.path().matches(pattern));
            assertThat(shown || page.contains("curl -X " + method + " $DDM" + path.replace("{id}", "$ORDER")))
                    .as("an example of " + method + " " + path)
                    .isTrue();
        }
        assertThat(page.split("\n\\| (?:GET|PUT|POST|PATCH|DELETE) \\| `/_fake", -1))
                .hasSize(routes.size() + 1);
    }

    @Test
    void the_content_of_the_page_can_be_begun_with() throws IOException {
        Matcher json = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(json.find()).isTrue();

        HttpCalls.Reply reply =
                calls.send(calls.to("/_fake/state").PUT(HttpRequest.BodyPublishers.ofString(json.group(1))));

        assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
        assertThat(cloud.nodeCount(new InstanceId("shop-db"))).isEqualTo(2);
    }
}
