/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import static io.github.ddm4j.contract.Flaws.because;
import static io.github.ddm4j.contract.Flaws.outage;
import static io.github.ddm4j.contract.Flaws.refusal;
import static io.github.ddm4j.contract.Flaws.repeating;

import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Capability;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Adapters that get credentials wrong, or that are not what they say they are. */
final class CredentialMutants {

    private CredentialMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "comes back with the same credentials",
                        "S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S12 K1 S13 S14",
                        settings -> new MutantFixture(settings, MutantFixture::real) {
                            @Override
                            public void givenTrouble(Trouble next, int times) {
                                boolean ended = next == Mishap.CREDENTIALS_ENDED;
                                super.givenTrouble(
                                        ended ? Answer.of(401, "APIGW.0307") : next, ended ? 2 * times : times);
                            }
                        }),
                repeating("tries new credentials again and again", "F15 K2", (self, failure) -> self.answered(401)),
                declaring(
                        "renews credentials without saying so", "K1 K2 Q9 G7", without(Capability.RENEWS_CREDENTIALS)),
                declaring(
                        "says that it asks for credentials, and does not",
                        "K3 K4 K5",
                        without(Capability.TELLS_REQUEST_IDS)),
                declaring(
                        "tells of linked RDS instances without saying so",
                        "V12 Q11",
                        without(Capability.TELLS_LINKED_RDS)),
                declaring("reads the audit log without saying so", "A10", without(Capability.READS_AUDIT_LOG)),
                declaring("says that it tells ids of requests, and tells none", "S12 R12 L2", withRequestIds()),
                Mutant.of(
                        "tells one id with all receipts, and none with a failure",
                        "S12 R12 L2",
                        settings ->
                                new MutantFixture(settings, (self, id, request) -> {
                                    ScaleOutReceipt receipt = self.real(id, request);
                                    return receipt instanceof JobStarted job
                                            ? RequestMutants.withRequestId(job, "the-one")
                                            : receipt;
                                }) {
                                    @Override
                                    public Set<Capability> capabilities() {
                                        return withRequestIds();
                                    }
                                }),
                declaring("tells the billing mode without saying so", "Q5 V11", without(Capability.TELLS_BILLING_MODE)),
                asking("calls refused credentials an outage", "K3 K5", fault -> outage()),
                asking("calls a source of credentials out of reach a refusal", "K4 K5", fault -> denied()),
                asking(
                        "does not count a source of credentials out of reach",
                        "K5",
                        fault -> fault == Mishap.CREDENTIALS_REFUSED ? denied() : outage()),
                asking(
                        "forgets why credentials were refused",
                        "K3 K5",
                        fault -> fault == Mishap.CREDENTIALS_REFUSED ? refusal() : outage()));
    }

    private static RuntimeException denied() {
        return because(RejectionReason.ACCESS, ProviderError.NONE);
    }

    /** What is true of the in-memory adapter and of an adapter that asks for credentials, but for this. */
    private static Set<Capability> without(Capability one) {
        Set<Capability> capabilities = EnumSet.of(
                Capability.RENEWS_CREDENTIALS,
                Capability.TELLS_BILLING_MODE,
                Capability.TELLS_LINKED_RDS,
                Capability.CALLS_CODE_OF_YOURS,
                Capability.READS_AUDIT_LOG);
        if (one == Capability.TELLS_REQUEST_IDS) {
            capabilities.add(Capability.ASKS_FOR_CREDENTIALS);
        }
        capabilities.remove(one);
        return capabilities;
    }

    private static Set<Capability> withRequestIds() {
        Set<Capability> capabilities = without(Capability.ASKS_FOR_CREDENTIALS);
        capabilities.add(Capability.TELLS_REQUEST_IDS);
        return capabilities;
    }

    private static Mutant declaring(String name, String rules, Set<Capability> capabilities) {
        return Mutant.of(name, rules, settings -> new MutantFixture(settings, MutantFixture::real) {
            @Override
            public Set<Capability> capabilities() {
                return capabilities;
            }
        });
    }

    /** Asks a source of credentials before it calls, in front of the circuit breaker. */
    private static Mutant asking(String name, String rules, Function<Trouble, RuntimeException> meaning) {
        return Mutant.of(
                name,
                rules,
                settings ->
                        new MutantFixture(settings, (self, id, request) -> {
                            Trouble trouble = self.trouble();
                            if (trouble == Mishap.CREDENTIALS_REFUSED || trouble == Mishap.CREDENTIALS_UNREACHABLE) {
                                throw meaning.apply(trouble);
                            }
                            return self.real(id, request);
                        }) {
                            @Override
                            public Set<Capability> capabilities() {
                                return without(Capability.TELLS_REQUEST_IDS);
                            }
                        });
    }
}
