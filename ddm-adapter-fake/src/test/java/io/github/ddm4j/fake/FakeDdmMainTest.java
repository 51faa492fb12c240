/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeDdmMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(CountDownLatch stop, String... args) throws InterruptedException {
        return FakeDdmMain.run(args, print(out), print(err), stop);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    @Test
    void it_prints_its_address_and_what_it_holds_and_serves_until_it_is_stopped() throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        CompletableFuture<Integer> code = inThread(stop, "--job-seconds", "0", "--port", "0");
        String text = awaitText();

        assertThat(text)
                .startsWith("listening on http://127.0.0.1:")
                .contains(
                        Examples.PROJECT.value(),
                        Examples.INSTANCE.value(),
                        Examples.TWO_GROUPS_INSTANCE.value(),
                        Examples.READ_ONLY_GROUP.value(),
                        Examples.YEARLY_MONTHLY_INSTANCE.value(),
                        Examples.FLAVOR.value(),
                        Examples.TOKEN,
                        Examples.USER,
                        Examples.ACCESS_KEY);
        stop.countDown();
        assertThat(code.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void the_replies_to_the_first_orders_can_get_lost_though_they_are_applied() throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        CompletableFuture<Integer> code = inThread(stop, "--lose-replies", "1", "--job-seconds", "0");
        HttpCalls calls = new HttpCalls(
                URI.create(awaitText().lines().findFirst().orElseThrow().replaceFirst(".* ", "")));

        assertThatThrownBy(() -> calls.enlarge(HttpCalls.ONE_NODE)).isInstanceOf(UncheckedIOException.class);
        assertThat(calls.enlarge(HttpCalls.ONE_NODE).status()).isEqualTo(200);
        JsonNode instance = calls.get("/v1/" + Examples.PROJECT + "/instances/" + Examples.INSTANCE)
                .body();
        assertThat(instance.path("node_count").asInt()).isEqualTo(4);
        stop.countDown();
        assertThat(code.get(10, TimeUnit.SECONDS)).isZero();
    }

    private CompletableFuture<Integer> inThread(CountDownLatch stop, String... args) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread main = new Thread(() -> {
            try {
                code.complete(run(stop, args));
            } catch (InterruptedException e) {
                code.completeExceptionally(e);
            }
        });
        main.start();
        return code;
    }

    private String awaitText() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!out.toString(StandardCharsets.UTF_8).contains(Examples.SECRET_KEY)) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        Matcher address = Pattern.compile("http://127.0.0.1:(\\d+)").matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(address.find()).isTrue();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "--port=1, unknown option --port=1",
        "--port, '--port must be a number from 0 to 65535, but was nothing'",
        "--port 65536, '--port must be a number from 0 to 65535, but was 65536'",
        "--port x, '--port must be a number from 0 to 65535, but was x'",
        "--job-seconds -1, '--job-seconds must be a number from 0 to 86400, but was -1'",
        "--control-port -1, '--control-port must be a number from 0 to 65535, but was -1'",
        "--state, --state must be followed by a value",
        "--bind, --bind must be followed by a value"
    })
    void a_bad_option_is_named_with_its_rule(String args, String message) throws InterruptedException {
        assertThat(run(new CountDownLatch(0), args.split(" "))).isEqualTo(FakeDdmMain.BAD_OPTIONS);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message).contains("usage:");
        assertThat(out.size()).isZero();
    }

    @Test
    void a_port_that_is_taken_is_said_without_a_stack_trace() throws InterruptedException {
        try (FakeDdmServer other = FakeDdmServer.start(FakeCloud.withExamples())) {
            String port = String.valueOf(other.uri().getPort());

            assertThat(run(new CountDownLatch(0), "--port", port)).isEqualTo(FakeDdmMain.BAD_OPTIONS);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot listen on port " + port);
        }
    }

    private String started(CountDownLatch stop, String... args) {
        inThread(stop, args);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!out.toString(StandardCharsets.UTF_8).contains("page at ")) {
            assertThat(System.nanoTime())
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isLessThan(end);
            Thread.onSpinWait();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static URI address(String text, String what) {
        Matcher address = Pattern.compile(what + " (http://\\S+)").matcher(text);
        assertThat(address.find()).isTrue();
        return URI.create(address.group(1));
    }

    @Test
    void it_begins_with_the_content_of_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), """
                {"projects":[{"id":"p","name":"eu-west-101"}],"tokens":[{"token":"t","projectId":"p"}],
                 "instances":[{"id":"shop","projectId":"p","groups":[{"id":"main","nodes":4}]}]}""");
        CountDownLatch stop = new CountDownLatch(1);
        String text = started(stop, "--state", file.toString(), "-q");
        HttpCalls calls = new HttpCalls(address(text, "listening on"));

        JsonNode instance = calls.send(calls.to("/v1/p/instances/shop")
                        .header("X-Auth-Token", "t")
                        .GET())
                .body();

        assertThat(instance.path("node_count").asInt()).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("GET /v1");
        stop.countDown();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'instances':[{'id':'i'}]} | instances[0].projectId is missing",
                "{'instances':[{'id':'i','projectId':'p','groups':[{'id':'g','nodes':0}]}]} | instances[0].groups[0].nodes must be",
                "{'instance':[]} | instance is no field of this call",
                "{ | the content must be JSON"
            })
    void a_file_with_a_mistake_is_refused_by_the_field(String json, String message, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("state.json"), json.replace('\'', '"'));

        assertThat(run(new CountDownLatch(0), "--state", file.toString())).isEqualTo(FakeDdmMain.BAD_OPTIONS);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message).doesNotContain("usage:");
    }

    @Test
    void a_file_that_is_not_there_is_named() throws InterruptedException {
        assertThat(run(new CountDownLatch(0), "--state", "nowhere.json")).isEqualTo(FakeDdmMain.BAD_OPTIONS);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot read the state from nowhere.json");
    }

    @Test
    void each_request_is_one_line_on_the_console() {
        CountDownLatch stop = new CountDownLatch(1);
        String text = started(stop, "--control-port", "0");
        HttpCalls calls = new HttpCalls(address(text, "listening on"));

        calls.enlarge("{}");
        calls.get("/v9/nowhere");

        assertThat(address(text, "page at")).isNotEqualTo(address(text, "listening on"));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains("400 POST " + HttpCalls.ENLARGE + " DBS.300375", "404 GET /v9/nowhere APIGW.0101");
        stop.countDown();
    }

    @Test
    void whoever_binds_to_more_than_loopback_is_warned() {
        CountDownLatch stop = new CountDownLatch(1);

        started(stop, "--bind", "0.0.0.0", "--control-for-everybody");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith(
                        "warning: everybody who reaches 0.0.0.0 of this machine can use the fake and its remote control");
        stop.countDown();
    }

    @Test
    void help_is_printed_on_request() throws InterruptedException {
        assertThat(run(new CountDownLatch(0), "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage:");
    }
}
