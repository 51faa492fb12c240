/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ProviderUnavailableException;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.function.BiPredicate;

/** The parts that mutants are made of: wrong outcomes, and how to put one in the place of the right one. */
final class Flaws {

    /** What to do instead of failing; may fail in another way. */
    interface Instead {
        ScaleOutReceipt of(MutantFixture self, InstanceId id, ScaleOutRequest request, ScaleOutException failure);
    }

    /** What to fail with instead. */
    interface Wrongly {
        RuntimeException of(ScaleOutException failure);
    }

    private Flaws() {}

    static RuntimeException unknown() {
        return new OutcomeUnknownException("wrongly unknown", ProviderError.NONE, null);
    }

    static RuntimeException outage() {
        return ProviderUnavailableException.outage("wrongly an outage", ProviderError.NONE, null);
    }

    static RuntimeException notApplied() {
        return ProviderUnavailableException.notAttempted("wrongly not applied", null);
    }

    static RuntimeException refusal() {
        return because(RejectionReason.OTHER, ProviderError.NONE);
    }

    static RuntimeException because(RejectionReason reason, ProviderError error) {
        return new ScaleOutRejectedException(reason, "wrongly refused", error);
    }

    /** What the provider said. */
    static ProviderError said(ScaleOutException failure) {
        return new ProviderError(
                failure.errorCode().orElse(null),
                failure.providerMessage().orElse(null),
                failure.requestId().orElse(null));
    }

    static Mutant instead(
            String name, String rules, BiPredicate<MutantFixture, ScaleOutException> when, Instead instead) {
        return Mutant.flaw(name, rules, (self, id, request) -> {
            try {
                return self.real(id, request);
            } catch (ScaleOutException failure) {
                if (when.test(self, failure)) {
                    return instead.of(self, id, request, failure);
                }
                throw failure;
            }
        });
    }

    static Mutant failing(
            String name, String rules, BiPredicate<MutantFixture, ScaleOutException> when, Wrongly wrongly) {
        return instead(name, rules, when, (self, id, request, failure) -> {
            throw wrongly.of(failure);
        });
    }

    /** Calls again, once. */
    static Mutant repeating(String name, String rules, BiPredicate<MutantFixture, ScaleOutException> when) {
        return instead(name, rules, when, (self, id, request, failure) -> self.real(id, request));
    }

    /** Fails wrongly where this trouble makes the outcome unknown. */
    static Mutant failingAt(Trouble trouble, String name, String rules, Wrongly wrongly) {
        return failing(name, rules, (self, failure) -> unknownBy(trouble, self, failure), wrongly);
    }

    private static boolean unknownBy(Trouble trouble, MutantFixture self, ScaleOutException failure) {
        return failure instanceof OutcomeUnknownException && trouble.equals(self.trouble());
    }
}
