/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.core.exception.OutcomeUnknownException;
import io.github.ddm4j.core.exception.ProviderError;
import io.github.ddm4j.core.exception.ScaleOutRejectedException;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.OrderId;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutReceipt.JobStarted;
import io.github.ddm4j.core.model.ScaleOutRequest;
import java.util.List;
import java.util.Optional;

/** Adapters that do not keep a secret. */
final class SecretMutants {

    private SecretMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("shows the token in toString", "T1", Talkative::new),
                Mutant.flaw("shows the token in a receipt", "T1", SecretMutants::inTheReceipt),
                Mutant.flaw("shows the token in a message", "I2 X4 T2", SecretMutants::inTheMessage),
                Mutant.flaw("shows the token in a suppressed exception", "T2", SecretMutants::suppressed),
                Mutant.flaw("shows the token in a cause", "I2 X4 T2", SecretMutants::inTheCause),
                Mutant.of("logs the token", "T3 T4", Logging::new),
                Mutant.flaw("passes on whatever the provider says", "T4", SecretMutants::passingOn));
    }

    private static final class Talkative extends MutantFixture {

        Talkative(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public String toString() {
            return "adapter with token " + secrets();
        }
    }

    private static final class Logging extends MutantFixture {

        Logging(AdapterSettings settings) {
            super(settings, MutantFixture::real);
        }

        @Override
        public String logged() {
            return "X-Auth-Token: " + secrets();
        }
    }

    private static ScaleOutReceipt inTheReceipt(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        ScaleOutReceipt receipt = self.real(id, request);
        if (receipt instanceof JobStarted job) {
            OrderId secret = new OrderId(String.join("", self.secrets()));
            return new JobStarted(id, job.instanceName(), job.jobId(), Optional.of(secret));
        }
        return receipt;
    }

    private static ScaleOutReceipt inTheMessage(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            throw new OutcomeUnknownException(
                    "No answer to a request with the token " + self.secrets(), Flaws.said(failure), null);
        }
    }

    private static ScaleOutReceipt suppressed(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            failure.addSuppressed(new IllegalStateException("X-Auth-Token: " + self.secrets()));
            throw failure;
        }
    }

    private static ScaleOutReceipt inTheCause(MutantFixture self, InstanceId id, ScaleOutRequest request) {
        try {
            return self.real(id, request);
        } catch (OutcomeUnknownException failure) {
            Throwable cause = new IllegalStateException("X-Auth-Token: " + self.secrets());
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
