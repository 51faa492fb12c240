/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.RejectionReason;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.InstancePort;
import java.util.List;
import java.util.Optional;

/** Adapters that do not keep a secret. */
final class SecretMutants {

    /** The first one that the in-memory adapter gets. */
    private static final String TOKEN = "token-of-the-fake-1";

    private SecretMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("shows the token in toString", "T1", Talkative::new),
                Mutant.flaw("shows the token in a receipt", "T1 T4 S13", SecretMutants::inTheReceipt),
                Mutant.flaw("shows the token in a message", "I2 X4 T2 T4 T5", SecretMutants::inTheMessage),
                Mutant.flaw("shows the token in a suppressed exception", "T2 T4 T5", SecretMutants::suppressed),
                Mutant.flaw("shows the token in a cause", "I2 X4 T2 T4 T5", SecretMutants::inTheCause),
                Mutant.of("logs the token", "T3 T4 T5 T7", Logging::new),
                Mutant.of("logs the first half of the token", "T3 T4 T5 T7", LoggingAHalf::new),
                Flaws.failing(
                        "shows the token after a 401",
                        "T2",
                        (self, failure) -> self.answered(401) && failure instanceof ScaleOutRejectedException,
                        failure -> Flaws.because(
                                RejectionReason.ACCESS,
                                new ProviderError("APIGW.0301", "refused: token-of-the-fake-1", null))),
                Mutant.flaw("passes on what the provider says of a server error", "T4", SecretMutants::passingOnFaults),
                Mutant.flaw("passes on the provider's error code as it is", "T4", SecretMutants::passingOnCodes),
                Mutant.of("passes on what the provider says of a read", "T4 T7", PassingOnReads::new),
                Mutant.flaw("passes on whatever the provider says", "T4", SecretMutants::passingOn));
    }

    private static final class Talkative extends MutantFixture {

        Talkative(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public String toString() {
            return "adapter with token " + TOKEN;
        }
    }

    private static final class LoggingAHalf extends MutantFixture {

        LoggingAHalf(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public String logged() {
            return "X-Auth-Token: " + TOKEN.substring(0, TOKEN.length() * 2 / 3) + "…";
        }
    }

    private static final class PassingOnReads extends MutantFixture {

        private volatile String words = "";

        PassingOnReads(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public void givenReadTrouble(Trouble trouble, int times) {
            words = trouble instanceof Answer answer ? answer.message() : "";
            super.givenReadTrouble(trouble, times);
        }

        @Override
        public InstancePort instances() {
            return Reads.of(super.instances(), id -> {
                try {
                    return super.instances().instance(id);
                } catch (ScaleOutRejectedException refused) {
                    ProviderError said = new ProviderError(refused.errorCode().orElse(null), words, null);
                    throw new ScaleOutRejectedException(refused.reason(), "refused", said);
                }
            });
        }
    }

    private static ScaleOutReceipt passingOnFaults(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            if (!(self.trouble() instanceof Answer answer)) {
                throw failure;
            }
            throw new OutcomeUnknownException(
                    "unknown", new ProviderError(failure.errorCode().orElse(null), answer.message(), null), null);
        }
    }

    private static ScaleOutReceipt passingOnCodes(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (ScaleOutRejectedException refused) {
            String code = self.trouble() instanceof Answer answer
                    ? answer.errorCode().orElse(null)
                    : refused.errorCode().orElse(null);
            ProviderError said =
                    new ProviderError(code, refused.providerMessage().orElse(null), null);
            throw new ScaleOutRejectedException(refused.reason(), "refused", said);
        }
    }

    private static final class Logging extends MutantFixture {

        Logging(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public String logged() {
            return "X-Auth-Token: " + TOKEN;
        }
    }

    private static ScaleOutReceipt inTheReceipt(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        ScaleOutReceipt receipt = self.real(id, request);
        if (receipt instanceof JobStarted job) {
            OrderId secret = new OrderId(TOKEN);
            return new JobStarted(id, job.instanceName(), job.jobId(), Optional.of(secret));
        }
        return receipt;
    }

    private static ScaleOutReceipt inTheMessage(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            throw new OutcomeUnknownException(
                    "No answer to a request with the token " + TOKEN, Flaws.said(failure), null);
        }
    }

    private static ScaleOutReceipt suppressed(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            failure.addSuppressed(new IllegalStateException("X-Auth-Token: " + TOKEN));
            throw failure;
        }
    }

    private static ScaleOutReceipt inTheCause(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            Throwable cause = new IllegalStateException("X-Auth-Token: " + TOKEN);
            throw new OutcomeUnknownException("No answer", Flaws.said(failure), new IllegalStateException(cause));
        }
    }

    private static ScaleOutReceipt passingOn(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (ScaleOutRejectedException refused) {
            String words = self.trouble() instanceof Answer answer ? answer.message() : "";
            ProviderError said = new ProviderError(refused.errorCode().orElse(null), words, null);
            throw new ScaleOutRejectedException(refused.reason(), "refused", said);
        }
    }
}
