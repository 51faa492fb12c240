/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.because;
import static io.github.ddm4j.contract.Flaws.failing;
import static io.github.ddm4j.contract.Flaws.notApplied;
import static io.github.ddm4j.contract.Flaws.refusal;
import static io.github.ddm4j.contract.Flaws.repeating;
import static io.github.ddm4j.contract.Flaws.said;
import static io.github.ddm4j.contract.Flaws.unknown;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutException;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Adapters that get a refusal wrong. */
final class RefusalMutants {

    private static final Set<RejectionReason> PASSES =
            EnumSet.of(RejectionReason.INSTANCE_BUSY, RejectionReason.RDS_NOT_READY);

    private RefusalMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("keeps a refusal for the next call of its instance", "R11", settings -> {
                    Map<InstanceId, ScaleOutRejectedException> refused = new ConcurrentHashMap<>();
                    return new MutantFixture(settings, (self, id, request) -> {
                        if (refused.containsKey(id)) {
                            throw refused.get(id);
                        }
                        try {
                            return self.real(id, request);
                        } catch (ScaleOutRejectedException refusal) {
                            if (self.answered(409)) {
                                refused.put(id, refusal);
                            }
                            throw refusal;
                        }
                    });
                }),
                mistaking(RejectionReason.BAD_REQUEST, RejectionReason.OTHER, "R1 R9 R10"),
                mistaking(RejectionReason.ACCESS, RejectionReason.OTHER, "R2 R9 R10 K1 K2"),
                mistaking(RejectionReason.NOT_FOUND, RejectionReason.BAD_REQUEST, "R3 R9 R10"),
                mistaking(RejectionReason.INSTANCE_BUSY, RejectionReason.BAD_REQUEST, "R4 R9 R10"),
                mistaking(RejectionReason.RDS_NOT_READY, RejectionReason.INSTANCE_BUSY, "R5 R9"),
                mistaking(RejectionReason.QUOTA, RejectionReason.BAD_REQUEST, "R6 R9 R10"),
                mistaking(RejectionReason.BILLING, RejectionReason.BAD_REQUEST, "R7 R9 R10"),
                mistaking(RejectionReason.OTHER, RejectionReason.BAD_REQUEST, "R8 R9 R10"),
                failing(
                        "drops the provider's words",
                        "R12",
                        (self, failure) -> refused(failure),
                        failure -> because(
                                reason(failure),
                                new ProviderError(failure.errorCode().orElse(null), null, null))),
                failing(
                        "drops what the provider says of a server error",
                        "R12 F9",
                        (self, failure) -> failure instanceof OutcomeUnknownException && self.answered(500),
                        failure -> unknown()),
                failing(
                        "makes up an id of the request",
                        "R12",
                        (self, failure) -> refused(failure),
                        failure -> because(
                                reason(failure),
                                new ProviderError(
                                        failure.errorCode().orElse(null),
                                        failure.providerMessage().orElse(null),
                                        "made-up"))),
                failing(
                        "calls a 422 unknown",
                        "R8 R9 R10 R11",
                        (self, failure) -> refused(failure) && self.answered(422),
                        failure -> unknown()),
                failing(
                        "drops the provider's error code",
                        "R8 R12",
                        (self, failure) -> refused(failure),
                        failure -> because(reason(failure), ProviderError.NONE)),
                failing(
                        "looks at the status 400 and not at the error code",
                        "R5 R7 R9",
                        (self, failure) -> refused(failure) && self.answered(400),
                        failure -> because(RejectionReason.BAD_REQUEST, said(failure))),
                failing(
                        "looks at the error code and not at the status",
                        "R10",
                        (self, failure) ->
                                refused(failure) && failure.errorCode().isEmpty(),
                        failure -> because(RejectionReason.OTHER, said(failure))),
                failing(
                        "calls a refusal unknown",
                        "R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 K1 K2",
                        (self, failure) -> refused(failure),
                        failure -> unknown()),
                failing(
                        "calls a refusal not attempted",
                        "R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 K1 K2 C1",
                        (self, failure) -> refused(failure),
                        failure -> notApplied()),
                repeating(
                        "repeats a refusal that may be asked again",
                        "R4 R5 R9 R10 R11 R12 C1",
                        (self, failure) -> refused(failure) && PASSES.contains(reason(failure))),
                repeating(
                        "repeats a refusal that says when to come back",
                        "R11",
                        (self, failure) -> refused(failure)
                                && self.trouble() instanceof Answer answer
                                && answer.retryAfter().isPresent()),
                failing(
                        "calls throttling a refusal",
                        "F12 F15 R12",
                        (self, failure) -> self.answered(429),
                        failure -> refusal()),
                failing(
                        "does not tell when to come back",
                        "F12 F15 R12",
                        (self, failure) -> self.answered(429),
                        failure -> notApplied()),
                failing(
                        "understands a Retry-After of whole seconds only",
                        "F12",
                        (self, failure) -> self.trouble() instanceof Answer answer
                                && answer.retryAfter().isPresent()
                                && !answer.retryAfter().get().matches("[0-9]+"),
                        failure -> notApplied()),
                failing(
                        "calls throttling an outage",
                        "F12 F15 R12",
                        (self, failure) -> self.answered(429),
                        failure -> Flaws.outage()));
    }

    private static Mutant mistaking(RejectionReason reason, RejectionReason wrong, String rules) {
        return failing(
                "mistakes " + reason + " for " + wrong,
                rules,
                (self, failure) -> refused(failure) && reason(failure) == reason,
                failure -> because(wrong, said(failure)));
    }

    private static boolean refused(ScaleOutException failure) {
        return failure instanceof ScaleOutRejectedException;
    }

    private static RejectionReason reason(ScaleOutException failure) {
        return ((ScaleOutRejectedException) failure).reason();
    }
}
