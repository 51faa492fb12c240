/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.text.StoredForm;
import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import io.github.ddm4j.fake.Fault;
import io.github.ddm4j.fake.InMemoryScaleOutAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, which is ended as by Ctrl-C: its last word is what is known. */
@Timeout(60)
class StoppedTest {

    private final FakeCloud cloud =
            FakeCloud.builder().withExamples().jobDuration(Duration.ofHours(1)).build();
    private FakeDdmServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        server = FakeDdmServer.start(cloud);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_order_whose_answer_has_not_come_is_unknown_and_its_evidence_is_kept() throws Exception {
        Path evidence = folder.resolve("evidence.txt");
        cloud.failNext(Fault.neverAnswer().afterApplying());

        JsonNode said = stopped(() -> cloud.requestsSeen() == 1, "--evidence", evidence.toString());

        assertThat(said.path("outcome").asText()).isEqualTo("STOPPED");
        assertThat(said.path("exitCode").asInt()).isEqualTo(Outcome.UNKNOWN);
        assertThat(said.path("message").asText()).contains("may have been applied");
        assertThat(Files.readString(evidence)).contains(Examples.INSTANCE.value());
    }

    @Test
    void a_plain_call_whose_answer_has_not_come_is_unknown() throws Exception {
        cloud.failNext(Fault.neverAnswer().afterApplying());

        JsonNode said = stopped(() -> cloud.requestsSeen() == 1, "--flow", "off");

        assertThat(said.path("outcome").asText()).isEqualTo("STOPPED");
        assertThat(said.path("exitCode").asInt()).isEqualTo(Outcome.UNKNOWN);
        assertThat(said.path("message").asText()).contains("may have been applied");
    }

    @Test
    void what_is_being_found_out_is_unknown_as_before() throws Exception {
        Path evidence = Files.writeString(folder.resolve("evidence.txt"), StoredForm.toText(ofALostAnswer()));

        int before = cloud.readsSeen();

        JsonNode said = stopped(() -> cloud.readsSeen() > before, "reconcile", evidence.toString());

        assertThat(said.path("outcome").asText()).isEqualTo("STOPPED");
        assertThat(said.path("exitCode").asInt()).isEqualTo(Outcome.UNKNOWN);
        assertThat(said.path("message").asText()).contains("unknown", evidence.toString());
    }

    @Test
    void an_order_whose_nodes_have_not_come_is_accepted_and_named() throws Exception {
        String said = said(() -> printed().contains("ACCEPTED"));

        assertThat(said).containsPattern("STOPPED +it was applied; job \\S+");
    }

    @Test
    void before_an_order_nothing_was_sent() throws Exception {
        cloud.failNext(Fault.neverAnswer().onReads());

        JsonNode said = stopped(() -> cloud.readsSeen() == 1);

        assertThat(said.path("outcome").asText()).isEqualTo("STOPPED");
        assertThat(said.path("exitCode").asInt()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(said.path("message").asText()).isEqualTo("nothing was sent");
    }

    private Evidence ofALostAnswer() {
        try (InMemoryScaleOutAdapter ddm =
                InMemoryScaleOutAdapter.builder(cloud, Examples.PROJECT).build()) {
            Instant now = Instant.now();
            ScaleOutRequest request =
                    ScaleOutRequest.builder(Examples.FLAVOR, 1).build();
            Baseline before = new Baseline(
                    request, ddm.instance(Examples.INSTANCE), now, now.minus(Duration.ofMinutes(10)), Set.of());
            return new Evidence(before, Doubt.NOT_LOOKED, List.of());
        }
    }

    private JsonNode stopped(BooleanSupplier once, String... args) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        String said = said(once, all.toArray(String[]::new));
        assertThat(said.lines()).as(said).hasSize(1);
        return new ObjectMapper().readTree(said);
    }

    /** Starts the command, stops it once something is so, and returns what it said. */
    private String said(BooleanSupplier once, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Quickstart.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DDM_"));
        builder.environment()
                .putAll(Map.of(
                        "DDM_ENDPOINT", server.uri().toString(),
                        "DDM_PROJECT_ID", Examples.PROJECT.value(),
                        "DDM_INSTANCE_ID", Examples.INSTANCE.value(),
                        "DDM_FLAVOR_ID", Examples.FLAVOR.value(),
                        "DDM_NODES", "1",
                        "DDM_AUTH_TOKEN", Examples.TOKEN));
        Process process = builder.start();
        try {
            while (!once.getAsBoolean()) {
                assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
                        .as(printed())
                        .isFalse();
            }
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return printed();
    }

    private Path output() {
        return folder.resolve("output");
    }

    private String printed() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
