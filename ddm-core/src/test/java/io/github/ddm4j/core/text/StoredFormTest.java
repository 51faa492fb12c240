/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ddm4j.core.flow.ScaleOutGoal;
import io.github.ddm4j.core.flow.Submission;
import io.github.ddm4j.core.model.AvailabilityZone;
import io.github.ddm4j.core.model.Baseline;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.Doubt;
import io.github.ddm4j.core.model.Evidence;
import io.github.ddm4j.core.model.FlavorId;
import io.github.ddm4j.core.model.GroupId;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.InstanceStatus;
import io.github.ddm4j.core.model.Job;
import io.github.ddm4j.core.model.JobId;
import io.github.ddm4j.core.model.JobStatus;
import io.github.ddm4j.core.model.Node;
import io.github.ddm4j.core.model.NodeGroup;
import io.github.ddm4j.core.model.Observation;
import io.github.ddm4j.core.model.OpenReceipt;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.OrderTrace;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was put away once is read for ever: the golden files of a version are never written anew. */
class StoredFormTest {

    private static final InstanceId INSTANCE = new InstanceId("28e8841d0b9c4f6a9a30742ee60e1068in09");
    private static final GroupId GROUP = new GroupId("f080abf2010d45118068c28c8958f5fcgr09");
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00.000000001Z");
    private static final Job JOB = new Job(
            new JobId("1eb697c0-1842-43a3-8671-f562d0385cb9"),
            Job.ENLARGE_NODE,
            JobStatus.FAILED,
            OptionalInt.of(60),
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(60)),
            Optional.of(INSTANCE),
            Optional.of("no address = left \\ in the subnet"));

    static final Baseline BASELINE = new Baseline(
            new ScaleOutRequest(
                    new FlavorId("8f2e696c-a9c1-30bd-af90-25522bc67606"),
                    2,
                    Optional.of(GROUP),
                    true,
                    List.of(new AvailabilityZone("az1"), new AvailabilityZone("az2"))),
            new InstanceSnapshot(
                    INSTANCE,
                    "shop – größer",
                    InstanceStatus.RUNNING,
                    BillingMode.YEARLY_MONTHLY,
                    5,
                    List.of(
                            new NodeGroup(GROUP, "default", false, 3),
                            new NodeGroup(new GroupId("other"), "", true, 2)),
                    List.of(
                            new Node("116ba14da45678d28ecd83a38c218907no02", "normal", Optional.of(GROUP)),
                            new Node("n2", "enlargefail", Optional.empty()))),
            NOON,
            NOON.minusSeconds(900),
            Set.of(new JobId("known-2"), new JobId("known-1")),
            List.of(
                    new OpenReceipt(Optional.of(GROUP), 1, Optional.empty(), Optional.of(new OrderId("CS1")), false),
                    new OpenReceipt(
                            Optional.empty(), 4, Optional.of(new JobId("own")), Optional.of(new OrderId("CS2")), true)),
            false);

    private static final Observation OBSERVATION = new Observation(
            Duration.ofMillis(1500),
            Duration.ofMinutes(31),
            InstanceStatus.GROWING,
            5,
            List.of(new NodeGroup(GROUP, "default", false, 5)),
            List.of(
                    JOB,
                    new Job(
                            new JobId("bare"),
                            "RestartNode",
                            JobStatus.RUNNING,
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));

    private static final OrderTrace TRACE = new OrderTrace(
            "f3e6c1a0",
            OrderTrace.ENLARGE_NODE,
            NOON,
            Optional.of(NOON.plusSeconds(61)),
            Optional.of(INSTANCE),
            new OrderTrace.Actor(
                    OrderTrace.By.OUR_KEY,
                    Optional.of("größer = alice"),
                    Optional.of("10.0.0.7"),
                    Optional.of("ApiCall")),
            new OrderTrace.Asked(
                    Optional.of(new FlavorId("8f2e696c-a9c1-30bd-af90-25522bc67606")),
                    OptionalInt.of(2),
                    Optional.of(GROUP)),
            new OrderTrace.Result(
                    Optional.of(OrderTrace.Rating.NORMAL),
                    OptionalInt.of(200),
                    Optional.of(JOB.id()),
                    Optional.of(new OrderId("CS4")),
                    Optional.of("DBS.200019"),
                    Optional.of("req-7")));

    private static final OrderTrace BARE_TRACE = new OrderTrace(
            "t2",
            OrderTrace.ENLARGE_NODE,
            NOON,
            Optional.empty(),
            Optional.empty(),
            new OrderTrace.Actor(OrderTrace.By.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty()),
            OrderTrace.Asked.NOTHING_TOLD,
            OrderTrace.Result.NOTHING_TOLD);

    private static final Observation WITH_LOG = OBSERVATION.with(Optional.of(
            new Observation.AuditLog(List.of(TRACE, BARE_TRACE), Optional.of(Duration.ofMinutes(30)), true)));

    private static final Evidence EVIDENCE = new Evidence(BASELINE, Doubt.OTHER_CHANGES, List.of(OBSERVATION));

    private static final Evidence EVIDENCE_WITH_LOG =
            new Evidence(BASELINE, Doubt.AUDIT_CONTRADICTS, List.of(OBSERVATION, WITH_LOG));

    private static final Submission FOUND_BY_LOG =
            new Submission.FoundApplied(BASELINE, Optional.empty(), Optional.of(TRACE), List.of(WITH_LOG));

    private static final ScaleOutGoal GOAL =
            new ScaleOutGoal(INSTANCE, Optional.of(GROUP), 5, Optional.of(JOB.id()), NOON, Set.of("n2", "n1"));

    static Stream<Submission> submissions() {
        return Stream.of(
                new Submission.Accepted(
                        BASELINE,
                        new ScaleOutReceipt.JobStarted(
                                INSTANCE, Optional.of("shop"), JOB.id(), Optional.of(new OrderId("CS3")))),
                new Submission.Accepted(
                        BASELINE,
                        new ScaleOutReceipt.OrderPlaced(INSTANCE, Optional.empty(), new OrderId("CS1810251738L8VVD"))),
                new Submission.Accepted(
                        BASELINE,
                        new ScaleOutReceipt.JobStarted(
                                INSTANCE, Optional.empty(), JOB.id(), Optional.empty(), Optional.of("req = 1"))),
                new Submission.Accepted(
                        BASELINE,
                        new ScaleOutReceipt.OrderPlaced(
                                INSTANCE, Optional.empty(), new OrderId("CS4"), Optional.of("req-2"))),
                new Submission.FoundApplied(BASELINE, Optional.of(JOB), List.of(OBSERVATION)),
                new Submission.FoundApplied(BASELINE, Optional.empty(), List.of(OBSERVATION)),
                FOUND_BY_LOG,
                new Submission.FoundApplied(
                        BASELINE, Optional.of(JOB), Optional.of(BARE_TRACE), List.of(OBSERVATION, WITH_LOG)),
                new Submission.FoundNotApplied(BASELINE, List.of(OBSERVATION)));
    }

    @Test
    void the_golden_files_of_version_1_are_read_and_written() throws IOException {
        assertThat(StoredForm.parseBaseline(golden("baseline-1"))).isEqualTo(BASELINE);
        assertThat(StoredForm.parseEvidence(golden("evidence-1"))).isEqualTo(EVIDENCE);
        assertThat(StoredForm.parseGoal(golden("goal-1"))).isEqualTo(GOAL);
        assertThat(StoredForm.parseSubmission(golden("submission-1")))
                .isEqualTo(submissions().findFirst().orElseThrow());

        assertThat(StoredForm.toText(BASELINE)).isEqualTo(golden("baseline-1"));
        assertThat(StoredForm.toText(EVIDENCE)).isEqualTo(golden("evidence-1"));
        assertThat(StoredForm.toText(GOAL)).isEqualTo(golden("goal-1"));
        assertThat(StoredForm.toText(submissions().findFirst().orElseThrow())).isEqualTo(golden("submission-1"));
    }

    @Test
    void the_golden_files_of_version_2_with_an_audit_log_are_read_and_written() throws IOException {
        assertThat(StoredForm.parseEvidence(golden("evidence-2"))).isEqualTo(EVIDENCE_WITH_LOG);
        assertThat(StoredForm.parseSubmission(golden("submission-2"))).isEqualTo(FOUND_BY_LOG);

        assertThat(StoredForm.toText(EVIDENCE_WITH_LOG)).isEqualTo(golden("evidence-2"));
        assertThat(StoredForm.toText(FOUND_BY_LOG)).isEqualTo(golden("submission-2"));
    }

    @Test
    void a_log_that_has_shown_nothing_is_another_thing_than_no_log() {
        Observation silent =
                OBSERVATION.with(Optional.of(new Observation.AuditLog(List.of(), Optional.empty(), false)));
        Evidence evidence = new Evidence(BASELINE, Doubt.TIME_OVER, List.of(silent));

        assertThat(StoredForm.parseEvidence(StoredForm.toText(evidence))).isEqualTo(evidence);
    }

    @Test
    void a_word_for_who_asked_that_only_a_later_version_knows_stands_for_nobody_known() {
        String later = StoredForm.toText(EVIDENCE_WITH_LOG)
                .replace("by=OUR_KEY", "by=OUR_ROBOT")
                .replace("rating=NORMAL", "rating=FINE");

        OrderTrace read = StoredForm.parseEvidence(later).traces().get(0);
        assertThat(read.actor().by()).isEqualTo(OrderTrace.By.UNKNOWN);
        assertThat(read.result().rating()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void every_kind_of_submission_survives(Submission submission) {
        assertThat(StoredForm.parseSubmission(StoredForm.toText(submission))).isEqualTo(submission);
    }

    @Test
    void a_goal_of_the_only_group_survives() {
        ScaleOutGoal only =
                new ScaleOutGoal(INSTANCE, Optional.of(GROUP), 5, Optional.of(JOB.id()), NOON, Set.of(), true);

        assertThat(StoredForm.parseGoal(StoredForm.toText(only))).isEqualTo(only);
    }

    @Test
    void a_goal_without_group_job_and_failures_survives() {
        ScaleOutGoal bare = new ScaleOutGoal(INSTANCE, Optional.empty(), 3, Optional.empty(), NOON, Set.of());

        assertThat(StoredForm.parseGoal(StoredForm.toText(bare))).isEqualTo(bare);
    }

    @Test
    void what_a_later_version_adds_is_passed_over() {
        String later = StoredForm.toText(EVIDENCE)
                .replace("ddm4j evidence 1", "ddm4j evidence 2")
                .replace("doubt=OTHER_CHANGES", "doubt=SOMETHING_NEW\nmood=sunny\na line of another kind")
                .replace("end after 65", "end after 67")
                .replace("billingMode=YEARLY_MONTHLY", "billingMode=BY_THE_HOUR")
                .replace("\n", "\r\n");

        Evidence read = StoredForm.parseEvidence(later);

        assertThat(read.doubt()).isEqualTo(Doubt.OTHER);
        assertThat(read.baseline().instance().billingMode()).isEqualTo(BillingMode.UNKNOWN);
        assertThat(read.observations()).isEqualTo(EVIDENCE.observations());
    }

    @Test
    void what_an_earlier_version_did_not_know_is_none() {
        String earlier = StoredForm.toText(BASELINE).replace("openReceipts", "wasNotThere");

        assertThat(StoredForm.parseBaseline(earlier).openReceipts()).isEmpty();
    }

    @Test
    void an_outcome_of_a_later_version_is_refused_and_not_guessed() {
        String later =
                StoredForm.toText(submissions().findFirst().orElseThrow()).replace("=ACCEPTED", "=HALFWAY");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredForm.parseSubmission(later))
                .withMessageContaining("an outcome that this version does not know");
    }

    @Test
    void a_text_that_was_cut_off_anywhere_is_refused() {
        String whole = StoredForm.toText(EVIDENCE);

        for (int length = 0; length < whole.length() - 1; length++) {
            String cut = whole.substring(0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> StoredForm.parseEvidence(cut));
        }
    }

    @Test
    void a_text_that_lost_or_gained_a_line_in_the_middle_is_refused() {
        String whole = StoredForm.toText(EVIDENCE);
        long lines = whole.lines().count();

        for (int line = 1; line < lines - 1; line++) {
            List<String> left = new ArrayList<>(whole.lines().toList());
            left.remove(line);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StoredForm.parseEvidence(String.join("\n", left)))
                    .withMessageContaining("is not whole");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredForm.parseEvidence(whole.replace("doubt=", "\ndoubt=")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline.instance.nodeCount", "observations.0.newJobs.1.id", "doubt"})
    void what_has_to_be_there_and_is_not_is_named(String name) {
        String text = StoredForm.toText(EVIDENCE).replace("\n" + name + "=", "\n" + name + "x=");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredForm.parseEvidence(text))
                .withMessage("The text lacks '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodeCount=many",
                "takenAt=yesterday",
                "autoPay=perhaps",
                "flavor=a/b",
                "nodesToAdd=0",
                "name=a\\nb",
                "name=\\u12"
            })
    void a_value_that_cannot_be_one_is_refused(String broken) {
        String name = broken.substring(0, broken.indexOf('='));
        String text = StoredForm.toText(BASELINE)
                .replaceFirst(
                        "(?m)^((?:\\w+\\.)*" + name + ")=.*$",
                        "$1" + broken.substring(name.length()).replace("\\", "\\\\"));

        assertThatIllegalArgumentException().isThrownBy(() -> StoredForm.parseBaseline(text));
    }

    @Test
    void one_kind_is_not_taken_for_another() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredForm.parseEvidence(StoredForm.toText(BASELINE)))
                .withMessage("The text is no evidence of ddm4j: it does not begin as one does");
        assertThatIllegalArgumentException().isThrownBy(() -> StoredForm.parseGoal(""));
        assertThatNullPointerException()
                .isThrownBy(() -> StoredForm.parseGoal(null))
                .withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> StoredForm.toText((Baseline) null))
                .withMessage("baseline");
    }

    @Property
    void no_text_of_the_providers_breaks_the_form(@ForAll String name, @ForAll String status, @ForAll String reason) {
        Baseline baseline = new Baseline(
                BASELINE.request(),
                new InstanceSnapshot(
                        INSTANCE,
                        name,
                        new InstanceStatus(status),
                        BillingMode.UNKNOWN,
                        1,
                        List.of(),
                        List.of(new Node(reason, status, Optional.empty()))),
                NOON,
                NOON,
                Set.of());

        assertThat(StoredForm.parseBaseline(StoredForm.toText(baseline))).isEqualTo(baseline);
    }

    @Property
    void whatever_a_value_holds_it_stays_on_its_line_and_comes_back(@ForAll String value) {
        String escaped = Escapes.escape(value);

        assertThat(escaped.lines().count()).isLessThanOrEqualTo(1);
        assertThat(escaped.getBytes(StandardCharsets.UTF_8))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(escaped);
        assertThat(Escapes.unescape(escaped)).isEqualTo(value);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = StoredFormTest.class.getResourceAsStream(name + ".txt")) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
