/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.core.flow;

import static io.github.ddm4j.core.flow.Samples.INSTANCE;
import static io.github.ddm4j.core.flow.Samples.instance;
import static io.github.ddm4j.core.flow.Samples.request;
import static io.github.ddm4j.core.flow.TraceSample.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddm4j.core.ScaleOutFlow;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.IdempotencyKey;
import io.github.ddm4j.core.model.OrderTrace;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** Processes with one journal and one audit log, and an instance that is paid for in advance. */
abstract class AuditedReplicas extends KeyedReplicas {

    final StubAudit log = new StubAudit(time);
    final ScaleOutFlow one = audited();

    ScaleOutFlow audited() {
        return replica(builder -> builder.audit(log).listener(events::add));
    }

    @BeforeEach
    void isYearlyMonthly() {
        showsNodes(2);
    }

    void showsNodes(int nodes) {
        provider.shows(instance(BillingMode.YEARLY_MONTHLY, "RUNNING", nodes));
    }

    static OrderTrace earlier() {
        return trace("earlier").order("CS0").after(Duration.ofDays(3).negated()).get();
    }

    static String told(ScaleOutFlow by, IdempotencyKey key) {
        return told(() -> by.submit(key, INSTANCE, request(2)));
    }

    static String told(Supplier<Submission> call) {
        try {
            return String.valueOf(call.get());
        } catch (UnresolvedSubmissionException unknown) {
            return "unknown " + unknown.evidence().doubt();
        } catch (OutcomeUnknownException unknown) {
            return "unknown";
        } catch (ScaleOutRejectedException | ProviderUnavailableException notSent) {
            return "not sent: " + notSent.getMessage();
        }
    }

    /** The first key's order is lost while the log may not be read, and a person lets others go on beside it. */
    void goOnBesideADoubt(ScaleOutFlow flow) {
        log.fails(new ScaleOutRejectedException(RejectionReason.ACCESS, "not yet", ProviderError.NONE));
        provider.nextAnswerIsLost(() -> {});
        assertThat(told(flow, KEY)).startsWith("unknown");
        flow.settle(KEY, status(KEY).stamp(), Settlement.alongside(), "ann", "nobody knows");
        log.answers(null);
    }

    UnresolvedSubmissionException interrupted(IdempotencyKey key) {
        provider.nextAnswerIsLost(() -> Thread.currentThread().interrupt());
        UnresolvedSubmissionException unknown =
                catchThrowableOfType(UnresolvedSubmissionException.class, () -> one.submit(key, INSTANCE, request(2)));
        Thread.interrupted();
        assertThat(unknown).isNotNull();
        return unknown;
    }
}
