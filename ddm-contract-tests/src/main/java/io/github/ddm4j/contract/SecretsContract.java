/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.port.AuditPort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules T: texts that nobody may read. A part of a secret is {@value #PART} of its characters in a row.
 *
 * @since 0.1.0
 */
public abstract class SecretsContract extends ContractSuite {

    private static final int PART = 12;

    private static final Duration LATE = Duration.ofMillis(30);

    /** One trouble of each kind. */
    private static final List<Trouble> TROUBLES = List.of(
            Answer.of(400, "DBS.280001"),
            Answer.of(401, "APIGW.0301"),
            Answer.of(403, "APIGW.0302"),
            Answer.of(429, "APIGW.0308"),
            Answer.of(500, "DBS.200412"),
            Answer.bare(302),
            Mishap.REQUEST_LOST,
            Mishap.REPLY_RESET,
            Mishap.REPLY_CUT,
            Mishap.REPLY_GARBAGE,
            Mishap.REPLY_TOO_LARGE,
            Mishap.REPLY_WITHOUT_IDS,
            Mishap.REPLY_WITH_BROKEN_IDS,
            Mishap.REPLY_NAMES_ANOTHER_INSTANCE,
            Mishap.CREDENTIALS_ENDED,
            Mishap.CREDENTIALS_REFUSED,
            Mishap.CREDENTIALS_UNREACHABLE,
            Mishap.BUG_INSIDE,
            Mishap.ERROR_INSIDE);

    /** One trouble of each kind that keeps a read from its answer. */
    private static final List<Trouble> UNREAD = List.of(
            Answer.of(401, "APIGW.0301"),
            Answer.of(404, "DBS.200403"),
            Answer.bare(302),
            Mishap.REQUEST_LOST,
            Mishap.REPLY_CUT,
            Mishap.REPLY_GARBAGE);

    /** Ways to repeat a secret. */
    private static final List<Function<String, Answer>> ECHOES = List.of(
            secret -> Answer.of(400, "DBS.280001").saying("wrong: " + secret + "."),
            secret -> Answer.of(403, "APIGW.0302").saying("denied: " + secret),
            secret -> Answer.of(400, secret).saying("see the code"),
            secret -> Answer.of(500, "DBS.200412").retryAfter("0").saying("while at work for " + secret),
            secret -> Answer.of(429, "APIGW.0308").retryAfter("0").saying(secret + " calls too often"),
            secret -> Answer.of(403, "APIGW.0302").requestId(secret),
            secret -> Answer.of(500, "DBS.200412").retryAfter("0").requestId(secret));

    /** Made by JUnit, through a subclass in the adapter's own package. */
    protected SecretsContract() {}

    @RuleTest
    void t1_no_receipt_snapshot_job_or_port_shows_a_secret() {
        ScaleOutFixture fixture = fixture();
        calls().each(call -> {
            assertNoSecret(call.outcome().mustSucceed());
            assertNoSecret(fixture.instances().instance(call.instance().id()));
            assertNoSecret(fixture.jobs().job(jobOf(call.instance().id())));
        });
        assertNoSecret(fixture.port());
        assertNoSecret(fixture.instances());
        assertNoSecret(fixture.jobs());
    }

    @RuleTest
    void t2_no_exception_shows_a_secret() {
        failures(Troubles.half(situation(), TROUBLES))
                .forEach(failure -> assertNoSecretAnywhere(fixture().secrets(), failure));
    }

    @RuleTest
    void t3_no_log_event_shows_a_secret() {
        failures(Troubles.otherHalf(situation(), TROUBLES));
        assertNoSecret(fixture().logged());
    }

    @RuleTest
    void t3_no_log_event_of_a_call_that_went_well_shows_a_secret() {
        calls().each(call -> {
            call.outcome().mustSucceed();
            fixture().instances().instance(call.instance().id());
        });
        assertNoSecret(fixture().logged());
    }

    @RuleTest
    void t4_a_secret_that_the_provider_repeats_is_not_passed_on() {
        calls().each(call -> call.outcome().mustSucceed());
        List<Throwable> failures = new ArrayList<>();
        for (Function<String, Answer> echo : Troubles.some(situation(), ECHOES)) {
            Supplier<Trouble> trouble = () -> echo.apply(latestSecret());
            scene().orderIn(trouble, this::givenPayPerUse, this::anyWish)
                    .all()
                    .forEach(call -> add(failures, call.outcome()));
            InstanceId instance = payPerUse();
            fixture().givenReadTrouble(trouble.get(), Scene.EVERY);
            add(failures, Outcome.of(() -> fixture().instances().instance(instance)));
            fixture().givenNoTrouble();
        }
        failures.forEach(failure -> assertNoSecretAnywhere(fixture().secrets(), failure));
        scene().orderIn(
                        () -> Answer.accepting(200, BESIDE).onceApplied().requestId(latestSecret()),
                        this::givenPayPerUse,
                        this::anyWish)
                .each(call -> assertNoSecret(call.outcome().mustSucceed()));
        assertNoSecret(fixture().logged());
    }

    @RuleTest
    void t7_no_failing_read_shows_a_secret() {
        List<EveryRead> reads = EveryRead.of(fixture(), payPerUse());
        List<Function<String, Trouble>> troubles = new ArrayList<>();
        UNREAD.forEach(trouble -> troubles.add(secret -> trouble));
        ECHOES.forEach(echo -> troubles.add(echo::apply));
        reads.forEach(read -> scene().read(null, read).forEach(Outcome::mustSucceed));
        int turn = 0;
        for (Function<String, Trouble> trouble : troubles) {
            for (EveryRead read : EveryRead.inTurn(situation(), turn++, reads)) {
                for (Outcome<Object> outcome : scene().readIn(() -> trouble.apply(latestSecret()), read)) {
                    // That it fails is what other rules are about.
                    @Nullable Throwable failure = outcome.failure();
                    if (failure != null) {
                        assertNoSecretAnywhere(fixture().secrets(), failure);
                    }
                }
            }
        }
        assertNoSecret(fixture().logged());
    }

    @RuleTest
    void t5_a_call_that_ends_by_its_deadline_shows_no_secret() {
        try (ScaleOutFixture own = createFixture(settings().withDeadline(LATE))) {
            for (Mishap late : List.of(Mishap.NEVER_ANSWERED, Mishap.REPLY_STALLED)) {
                InstanceId instance =
                        own.givenInstance(BillingMode.PAY_PER_USE, NODES).id();
                own.givenTrouble(late, 1);
                Callers<ScaleOutReceipt> caller = calling(
                        1,
                        i -> Outcome.of(
                                () -> own.port().scaleOut(instance, wish(ADDED).build())));
                // That it ends is what rules D are about.
                Outcome<ScaleOutReceipt> outcome = Scene.reached(caller::one).outcome();
                assertNoSecretAnywhere(own.secrets(), outcome.mustFail());
            }
            assertNoSecret(own.secrets(), own.logged());
        }
    }

    @RuleTest
    @AskedOf(Capability.READS_AUDIT_LOG)
    void t6_no_trace_of_the_audit_log_shows_a_secret() {
        InstanceId instance = payPerUse();
        Instant since = fixture().farSideTime();
        call(instance).mustSucceed();
        scene().read(null, caller -> fixture().auditLog().orderTraces(instance, since, Optional.empty()))
                .forEach(read -> {
                    AuditPort.Page page = read.mustSucceed();
                    assertThat(page.traces()).isNotEmpty();
                    assertNoSecret(page);
                });
        assertNoSecret(fixture().auditLog());
    }

    /** Returns the secret of the next call, or of its first request, where it is renewed. */
    private String latestSecret() {
        List<String> secrets = fixture().secrets();
        assertThat(secrets).as("secrets of an adapter that has made a call").isNotEmpty();
        return secrets.get(secrets.size() - 1);
    }

    /** Other rules decide whether these are the right failures. */
    private List<Throwable> failures(List<Trouble> troubles) {
        calls().each(call -> call.outcome().mustSucceed());
        List<Throwable> failures = new ArrayList<>();
        for (Trouble trouble : troubles) {
            // A 401 has to stay: one that new credentials end is no failure.
            Calls calls = trouble instanceof Answer
                    ? scene().orderInAll(trouble, this::givenPayPerUse, this::anyWish)
                    : callsIn(trouble);
            calls.all().forEach(call -> add(failures, call.outcome()));
        }
        InstanceId instance = payPerUse();
        fixture().closeAdapter();
        add(failures, call(instance));
        return failures;
    }

    private static void add(List<Throwable> failures, Outcome<?> outcome) {
        @Nullable Throwable failure = outcome.failure();
        if (failure != null) {
            failures.add(failure);
        }
    }

    /** The printed stack trace holds the messages of all causes and suppressed exceptions. */
    private static void assertNoSecretAnywhere(List<String> secrets, Throwable failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed, true));
        assertNoSecret(secrets, printed);
    }

    private void assertNoSecret(Object shown) {
        assertNoSecret(fixture().secrets(), shown);
    }

    private static void assertNoSecret(List<String> secrets, Object shown) {
        String text = shown.toString();
        assertThat(secrets)
                .as("secrets of the adapter that are shown, whole or in part, in: %s", text)
                .noneMatch(secret -> shows(text, secret));
    }

    private static boolean shows(String text, String secret) {
        int length = Math.min(PART, secret.length());
        if (length == PART && blocks(secret).noneMatch(text::contains)) {
            return false;
        }
        for (int from = 0; from + length <= secret.length(); from++) {
            if (text.contains(secret.substring(from, from + length))) {
                return true;
            }
        }
        return false;
    }

    /** Cuts a secret into blocks, of which each part of it holds a whole one: much faster to look for than all parts. */
    private static Stream<String> blocks(String secret) {
        int length = PART / 2;
        return IntStream.rangeClosed(1, secret.length() / length)
                .mapToObj(end -> secret.substring((end - 1) * length, end * length));
    }
}
