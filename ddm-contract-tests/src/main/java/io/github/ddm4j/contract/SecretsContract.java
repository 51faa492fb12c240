/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Rules T: what nobody may read.
 *
 * @since 0.1.0
 */
public abstract class SecretsContract extends ContractSuite {

    private static final List<Trouble> TROUBLES = List.of(
            Answer.of(400, "DBS.280001"),
            Answer.of(403, "APIGW.0302"),
            Answer.of(429, "APIGW.0308"),
            Answer.of(500, "DBS.200412"),
            Answer.bare(307),
            Mishap.REQUEST_LOST,
            Mishap.REPLY_LOST,
            Mishap.REPLY_CUT,
            Mishap.REPLY_GARBAGE,
            Mishap.REPLY_TOO_LARGE,
            Mishap.REPLY_WITHOUT_IDS,
            Mishap.REPLY_WITH_BROKEN_IDS,
            Mishap.REPLY_NAMES_ANOTHER_INSTANCE,
            Mishap.BUG_INSIDE,
            Mishap.ERROR_INSIDE);

    /** For the adapter's own package. */
    protected SecretsContract() {}

    @Test
    void t1_no_receipt_snapshot_job_or_port_shows_a_secret() {
        InstanceId instance = payPerUse();
        ScaleOutFixture fixture = fixture();

        ScaleOutReceipt receipt = call(instance).mustSucceed();

        assertNoSecret(receipt);
        assertNoSecret(fixture.port());
        assertNoSecret(fixture.instances());
        assertNoSecret(fixture.jobs());
        assertNoSecret(fixture.instances().instance(instance));
        assertNoSecret(fixture.jobs().job(jobOf(instance)));
    }

    @Test
    void t2_no_exception_shows_a_secret() {
        for (Throwable failure : failuresOfAllKinds()) {
            assertNoSecretAnywhere(failure);
        }
    }

    @Test
    void t3_no_log_event_shows_a_secret() {
        failuresOfAllKinds();

        assertNoSecret(fixture().logged());
    }

    @Test
    void t4_a_secret_that_the_provider_repeats_is_not_passed_on() {
        call(payPerUse()).mustSucceed();
        for (String secret : fixture().secrets()) {
            Answer echo = Answer.of(400, "DBS.280001").saying("wrong: " + secret + ".");
            fixture().givenTrouble(echo, 1);
            Throwable refused = call(payPerUse()).failure();

            assertThat(refused)
                    .as("failure of a call that the provider refuses")
                    .isNotNull();
            assertNoSecretAnywhere(requireNonNull(refused));
        }
        assertNoSecret(fixture().logged());
    }

    /** Whether they are the right failures is for other rules to say. */
    private List<Throwable> failuresOfAllKinds() {
        InstanceId instance = payPerUse();
        call(instance).mustSucceed();
        List<Throwable> failures = new ArrayList<>();
        for (Trouble trouble : TROUBLES) {
            fixture().givenTrouble(trouble, 1);
            failures.add(call(instance).failure());
        }
        fixture().closeAdapter();
        failures.add(call(instance).failure());
        failures.removeIf(Objects::isNull);
        return failures;
    }

    /** The printed stack trace holds the messages of all causes and suppressed exceptions. */
    private void assertNoSecretAnywhere(Throwable failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed, true));
        assertNoSecret(printed);
    }

    private void assertNoSecret(Object shown) {
        assertThat(fixture().secrets())
                .as("secrets of the adapter that are shown in: %s", shown)
                .noneMatch(shown.toString()::contains);
    }
}
