/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.ddm4j.contract.pact.Tap.Message;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The class that others extend fails as well, and for the interactions that are broken only. */
class FailingVerificationTest {

    private static final int NAMING_A_JOB_THAT_STARTED = 2;

    @Test
    void provider_that_renames_a_field_fails_where_the_field_is_promised() {
        assertFailed(RenamesJobId.class, NAMING_A_JOB_THAT_STARTED);
    }

    /** The pact alone is kept by the other job. */
    @Test
    void provider_whose_failed_job_is_of_another_instance_fails_though_another_job_is_as_the_pact_says() {
        assertFailed(TellsAnotherInstance.class, 1);
    }

    @Test
    void gateway_that_packs_answers_unasked_fails_and_is_told_so() {
        int interactions = Pacts.of(DdmPactLoader.DDM).getInteractions().size();
        Events packed = assertFailed(PacksUnasked.class, interactions);
        assertThat(packed.failed().stream())
                .extracting(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessage("the answer is packed (Content-Encoding: gzip), though the request says "
                                + "Accept-Encoding: identity"));
    }

    private static Events assertFailed(Class<? extends DdmProviderVerification> provider, int failing) {
        int interactions = Pacts.of(DdmPactLoader.DDM).getInteractions().size();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(provider))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.started(interactions)
                        .failed(failing)
                        .succeeded(interactions - failing)
                        .skipped(0));
    }

    static final class RenamesJobId extends ChangingAnswers {
        RenamesJobId() {
            super(reply -> reply.withBody(reply.body().replace("\"jobId\"", "\"job_id\"")));
        }
    }

    static final class PacksUnasked extends ChangingAnswers {
        PacksUnasked() {
            super(reply -> reply.withHeader("content-encoding", "gzip"));
        }
    }

    static final class TellsAnotherInstance extends ChangingAnswers {
        TellsAnotherInstance() {
            super(reply ->
                    reply.withBody(reply.body().replaceFirst("(\"instance_id\":)\"[^\"]*\"", "$1\"somebody-elses\"")));
        }
    }

    private abstract static class ChangingAnswers extends FakeDdmServerVerificationTest {

        @AutoClose
        private final Tap tap;

        ChangingAnswers(UnaryOperator<Message> change) {
            tap = new Tap(super.endpoint(), UnaryOperator.identity(), change);
        }

        @Override
        public URI endpoint() {
            return tap.uri();
        }
    }
}
