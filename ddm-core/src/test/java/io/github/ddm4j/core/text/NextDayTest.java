/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.job;
import static io.github.ddm4j.core.flow.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.flow.BaselineGate;
import io.github.ddm4j.core.flow.StubProvider;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.flow.UnresolvedSubmissionException;
import io.github.ddm4j.core.flow.VirtualTime;
import io.github.ddm4j.core.port.SendGate.Permission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process puts away what it knows, and another one goes on with it the next day. */
class NextDayTest {

    @TempDir
    Path folder;

    /** Another process: finds out, puts away the submission and its goal, and ends. */
    static final class Tomorrow {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            VirtualTime time = new VirtualTime();
            time.run(Duration.ofDays(1));
            StubProvider provider = new StubProvider().at(time);
            provider.shows(instance("RUNNING", 4), job("j7", "Completed"));
            try (ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build()) {
                String text = Files.readString(folder.resolve(args[1]));
                Submission found = args[1].equals("evidence")
                        ? flow.reconcile(StoredForm.parseEvidence(text))
                        : flow.reconcile(StoredForm.parseBaseline(text));
                Files.writeString(folder.resolve("submission"), StoredForm.toText(found));
                Files.writeString(folder.resolve("goal"), StoredForm.toText(((Submission.Applied) found).goal()));
            }
        }
    }

    @Test
    void another_process_goes_on_from_evidence_and_we_wait_on_with_its_goal() throws Exception {
        VirtualTime time = new VirtualTime();
        StubProvider provider = new StubProvider().at(time);
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider).time(time).build()) {
            provider.nextAnswerIsLost(Thread.currentThread()::interrupt);
            Throwable unresolved = catchThrowable(() -> flow.submit(INSTANCE, request(2)));
            assertThat(Thread.interrupted()).isTrue();
            Files.writeString(
                    folder.resolve("evidence"),
                    StoredForm.toText(((UnresolvedSubmissionException) unresolved).evidence()));

            goOnInAnotherProcess("evidence");

            Submission found = StoredForm.parseSubmission(Files.readString(folder.resolve("submission")));
            assertThat(found)
                    .isInstanceOfSatisfying(Submission.FoundApplied.class, applied -> assertThat(applied.jobId())
                            .hasToString("Optional[j7]"));
            provider.shows(instance("RUNNING", 4), job("j7", "Completed"));
            var wait = flow.await(StoredForm.parseGoal(Files.readString(folder.resolve("goal"))), Duration.ofHours(1));
            time.run(Duration.ofSeconds(10));
            assertThat(wait).isCompleted();
        }
    }

    @Test
    void another_process_goes_on_from_the_baseline_that_a_gate_has_stored() throws Exception {
        VirtualTime time = new VirtualTime();
        StubProvider provider = new StubProvider().at(time);
        try (ScaleOutFlow flow = ScaleOutFlow.builder(provider)
                .time(time)
                .gate((BaselineGate) baseline -> {
                    write("baseline", StoredForm.toText(baseline));
                    return Permission.granted();
                })
                .build()) {
            flow.submit(INSTANCE, request(2));
        }

        goOnInAnotherProcess("baseline");

        assertThat(StoredForm.parseSubmission(Files.readString(folder.resolve("submission"))))
                .isInstanceOf(Submission.FoundApplied.class);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void goOnInAnotherProcess(String what) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tomorrow.class.getName(),
                        folder.toString(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
